import { run } from "./demo/run.js";

// Who reads it may stop early, as head does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// NPS, CSAT, levels, retention and churn from CSV files: a summary here, and a report with pictures.
process.exitCode = await run(process.argv.slice(2), {
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  hasColours: process.stdout.isTTY && process.stdout.hasColors(),
});
