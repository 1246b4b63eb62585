import { afterAll, expect, test } from "vitest";
import { bundle, gzippedSize } from "./bundles.js";
import { packed } from "./packed.js";

/** Bytes a page pays for an import: bundled, minified and gzipped. */
const budgets = {
  nps: 1_200,
  satisfactionLevel: 800,
  npsInterval: 2_200,
  churnRateOfAll: 850,
  churnPerCustomerDay: 850,
  tallyInactivity: 1_400,
  mergeInactivity: 850,
  inactivityChurn: 1_750,
  tallyRevenue: 1_750,
  mergeRevenue: 1_250,
  tallyRevenueByPeriod: 3_800,
  mergeRevenueByPeriod: 3_450,
  netRevenueRetention: 1_100,
  grossRevenueRetention: 1_100,
  netRevenueChurn: 1_100,
  grossRevenueChurn: 1_100,
  customerChurn: 1_050,
  quickRatio: 1_100,
  netRevenueRetentionInterval: 2_100,
  grossRevenueRetentionInterval: 2_100,
  tallyLifetimes: 2_500,
  mergeLifetimes: 1_400,
  survivalCurve: 2_200,
  cumulativeHazard: 2_050,
  lifetimeQuantile: 2_250,
  medianLifetime: 2_200,
  meanLifetimeWithin: 2_100,
  meanLifetimeDifference: 2_150,
  survivalDifference: 2_250,
  survivalDifferenceStratified: 2_350,
  churnReasons: 2_150,
  reasonIncidence: 2_600,
  tallyRetentionByLevel: 1_000,
  mergeRetentionByLevel: 800,
  retentionByLevel: 2_350,
  tallyLifetimesByLevel: 2_800,
  mergeLifetimesByLevel: 1_650,
  npsIntervalAdjustedWald: 1_900,
  npsIntervalWald: 1_700,
  npsDifference: 2_200,
  npsDifferenceAdjustedWald: 2_000,
  npsDifferenceWald: 1_800,
  npsDifferencePaired: 2_850,
  netSatisfactionInterval: 1_750,
  netSatisfactionDifference: 2_050,
  meanScoreInterval: 1_650,
  scoreShift: 1_000,
  shareInterval: 1_000,
  shareIntervalAgrestiCoull: 1_000,
  shareIntervalExact: 1_550,
  shareIntervalJeffreys: 1_550,
  categoryIntervals: 1_300,
  shareDifference: 1_200,
  shareDifferencePaired: 1_300,
  shareTrend: 1_300,
  tallyScores: 1_475,
  tallyCohorts: 6_650,
  tallyCohortsFromEntries: 5_200,
  tallyCohortCounts: 3_450,
  tallyActivity: 4_300,
  cohortsFromActivity: 6_750,
  retentionCurve: 5_350,
  meanCohortRetention: 4_200,
  valueRetention: 4_200,
  npsHomogeneity: 1_900,
  npsHomogeneityPooled: 1_900,
  adjustPValues: 750,
  suppressSmall: 1_000,
  npsResponsesNeeded: 950,
  npsResponsesToDetect: 900,
  shareResponsesNeeded: 950,
  cesMeanV1: 1_100,
  cesMeanV1Interval: 1_950,
  cesAgreementV2: 1_100,
  cesAgreementV2Interval: 1_650,
  netEasy: 1_200,
  netEasyInterval: 1_800,
  "*": 33_000,
};

const { project, remove } = packed();
afterAll(remove);

const sizes = Object.entries(budgets).map(([name, budget]) => {
  const size = gzippedSize(bundle(name, project, true));
  return { name, size, budget };
});
console.table(sizes);

test.each(sizes)("$name costs at most $budget bytes", ({ size, budget }) => {
  expect(size).toBeLessThanOrEqual(budget);
});
