import { writeFile } from "node:fs/promises";
import { answer } from "./answers.js";
import { readOptions, usage } from "./options.js";
import { renderReport } from "./report/report.js";
import { summarize } from "./terminal/summary.js";
import { paintFor } from "./terminal/text.js";
import { isUnusable, unusable } from "./unusable.js";

/** Where the demo writes; a test hands in its own. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly hasColours: boolean;
}

/** Runs the demo and returns its exit code: 0 with bad rows reported, 1 where nothing could be computed. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === "help") {
      terminal.print(usage);
      return 0;
    }
    const answers = await answer(options);
    await write(options.out, renderReport(answers));
    terminal.print(summarize(answers, paintFor(terminal.hasColours)));
    terminal.print(`\nThe report with its pictures: ${options.out}\n`);
    return 0;
  } catch (error) {
    if (!isUnusable(error)) throw error;
    // A message may quote a file: control characters in it stay there.
    terminal.complain(`${error.message.replace(/[^\P{C}\n]/gu, "\u{fffd}")}\n`);
    return 1;
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw unusable(
      `--out ${file}: the report cannot be written there: ${(error as Error).message}.`,
    );
  }
}
