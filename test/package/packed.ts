import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesUnder, root } from "../support/files.js";

export interface Packed {
  readonly tarball: string;
  /** An empty folder but for the package, unpacked into its node_modules. */
  readonly project: string;
  /** The package in there. */
  readonly installed: string;
  readonly remove: () => void;
}

/** Packs what `npm run build` left and installs it as a consumer gets it. */
export function packed(): Packed {
  refuseOldBuild();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "customer-metrics-")));
  const output = execFileSync(
    "npm",
    ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder],
    { cwd: root, encoding: "utf8" },
  );
  const tarball = join(folder, output.trim());
  const project = join(folder, "project");
  const installed = join(project, "node_modules", "customer-metrics");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  const remove = () => rmSync(folder, { recursive: true });
  return { tarball, project, installed, remove };
}

function refuseOldBuild(): void {
  const built = statSync(`${root}dist/customer-metrics.min.js`, { throwIfNoEntry: false });
  const changed = filesUnder("src", ".ts").map((path) => statSync(root + path).mtimeMs);
  if (!built || built.mtimeMs < Math.max(...changed)) {
    throw new Error("dist is older than src: npm run build");
  }
}
