import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The list of what is downloaded, and its lock. */
export const list: string = fileURLToPath(new URL("downloads/", import.meta.url));

const lock = readFileSync(join(list, "package-lock.json"));
const version = createHash("sha256").update(lock).digest("hex").slice(0, 12);

/** Where `npm run runtimes` puts it: kept from one run to the next, as long as the lock is the same. */
export const downloads: string = join(tmpdir(), `customer-metrics-runtimes-${version}`);

/** A file in there, or undefined where it could not be had. */
export function downloaded(path: string): string | undefined {
  const file = join(downloads, "node_modules", path);
  return existsSync(file) ? file : undefined;
}
