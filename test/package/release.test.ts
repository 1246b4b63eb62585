import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readText } from "../support/files.js";

const workflow = readText(".github/workflows/release.yml");
const check = /node -e '\n(.+?)\n +'\n/s.exec(workflow)?.[1] ?? "";
const folder = mkdtempSync(join(tmpdir(), "release-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the first step of a release says to a package.json, in the repository of an owner. */
function complaint(repository: unknown, tag: string): string {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ repository, version: "1.2.3" }));
  const env = { ...process.env, GITHUB_REPOSITORY: "owner/name", GITHUB_REF_NAME: tag };
  const { stderr } = spawnSync(process.execPath, ["-e", check], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return /Error: (.+)/.exec(stderr)?.[1] ?? stderr;
}

describe("a release", () => {
  const url = "git+https://github.com/owner/name.git";

  test("stops until the owner has stated the repository", () => {
    const wanted = "package.json: repository must name github.com/owner/name, got";
    expect(complaint(undefined, "v1.2.3")).toBe(`${wanted} ""`);
    for (const other of ["https://github.com/a/b", "https://github.com/owner/name-2.git", "b"]) {
      expect(complaint({ url: other }, "v1.2.3")).toContain(wanted);
    }
  });

  test("stops at a tag that is not the version", () => {
    expect(complaint({ url }, "v1.2.4")).toBe("the tag must be v1.2.3, got v1.2.4");
  });

  test("goes on where both are right, and signs where it was built", () => {
    expect(complaint({ url }, "v1.2.3")).toBe("");
    expect(complaint("https://github.com/owner/name", "v1.2.3")).toBe("");
    expect(workflow).toContain("id-token: write");
    expect(workflow).toContain("npm publish --provenance");
  });
});
