import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { run } from "../../examples/demo/run.js";

/** A folder for the files and the report of a demo, which is gone after the tests of a file. */
export function demoFolder(): {
  report: string;
  fileWith: (name: string, lines: readonly string[]) => string;
  demo: (...args: string[]) => Promise<{ code: number; out: string; err: string; said: string }>;
} {
  const folder = mkdtempSync(join(tmpdir(), "demo-"));
  const report = join(folder, "report.html");
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    report,
    fileWith(name, lines) {
      const path = join(folder, name);
      writeFileSync(path, lines.join("\n"));
      return path;
    },
    async demo(...args) {
      let [out, err, said] = ["", "", ""];
      const code = await run([...args, "--out", report], {
        print: (text) => {
          out += text;
          said += text;
        },
        complain: (text) => {
          err += text;
          said += text;
        },
        hasColours: false,
      });
      return { code, out, err, said };
    },
  };
}
