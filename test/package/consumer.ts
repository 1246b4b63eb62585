import {
  type Estimate,
  type MetricsError,
  mergeScores,
  nps,
  npsInterval,
  type ScoreTally,
  satisfactionLevel,
  tallyScores,
  zeroToTen,
} from "customer-metrics";

const tally: ScoreTally = tallyScores([10, null, 3], zeroToTen);
export const points: number | null = nps(mergeScores([tally, tally]), { scale: undefined });
export const interval: Estimate | null = npsInterval(tally, { confidence: 0.9 });
export const level: "below" | "meets" | "exceeds" | "delights" | "amazes" = satisfactionLevel(9);
export const codeOf = (error: MetricsError): string => error.code;

// @ts-expect-error: a score is a number.
nps(["9"]);
// @ts-expect-error: results are read-only.
tally.missing = 0;
// @ts-expect-error: nobody may have answered.
nps(tally).toFixed();
