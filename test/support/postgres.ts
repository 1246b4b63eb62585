import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where PostgreSQL's programs are: Debian keeps those of a server out of the path. */
const folders = [...(process.env.PATH ?? "").split(":"), ...versions()];
const programs = folders.find((folder) =>
  ["initdb", "pg_ctl", "psql"].every((name) => existsSync(join(folder, name))),
);

/** Whether there is a PostgreSQL server to start. */
export const hasPostgres = programs !== undefined;

/** Runs something with a server of its own, which listens to a socket in a folder that is gone afterwards. */
export function withPostgres<Answer>(
  use: (ask: (setup: string, query: string) => unknown[]) => Answer,
): Answer {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  const [data, user] = [join(folder, "data"), "postgres"];
  // A server refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, ...idsOf(user));
  const run = (name: string, args: string[], input = ""): string => {
    const command = [join(programs ?? "", name), ...args];
    const [file, ...rest] = isRoot ? ["runuser", "-u", user, "--", ...command] : command;
    return execFileSync(file, rest, {
      input,
      encoding: "utf8",
      cwd: folder,
      stdio: ["pipe", "pipe", "ignore"],
      maxBuffer: 1e8,
    });
  };
  try {
    run("initdb", ["-D", data, "-U", user, "-A", "trust", "--no-sync"]);
    const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c timezone=UTC`;
    run("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", settings, "start"]);
    try {
      return use((setup, query) => {
        const rows = query.trim().replace(/;$/, "");
        const wrapped = `${setup}\nSELECT coalesce(json_agg(q), '[]') FROM (${rows}) q;`;
        return JSON.parse(
          run(
            "psql",
            ["-h", folder, "-U", user, "-qtAX", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            wrapped,
          ),
        );
      });
    } finally {
      run("pg_ctl", ["-D", data, "-m", "immediate", "stop"]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function versions(): string[] {
  return [18, 17, 16, 15, 14, 13].map((version) => `/usr/lib/postgresql/${version}/bin`);
}

function idsOf(user: string): [number, number] {
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(execFileSync("id", [flag, user], { encoding: "utf8" })),
  );
  return [uid, gid];
}
