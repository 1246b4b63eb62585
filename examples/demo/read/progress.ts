import cliProgress from "cli-progress";

export interface Progress {
  readonly advance: (bytes: number) => void;
  readonly stop: () => void;
}

export const noProgress: Progress = { advance: () => {}, stop: () => {} };

/** A line that fills while a long file is read: on a terminal, and never in a log. */
export function progressBar(name: string, size: number): Progress {
  if (size < LONG || !process.stderr.isTTY || process.env.CI) return noProgress;
  const bar = new cliProgress.SingleBar({
    format: `Reading ${name} {bar} {percentage}% of ${Math.round(size / 1e6)} MB, {eta_formatted} left`,
    barsize: 24,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(size, 0);
  return { advance: (bytes) => bar.increment(bytes), stop: () => bar.stop() };
}

/** In bytes; shorter files are read before anyone wonders. */
const LONG = 8e6;
