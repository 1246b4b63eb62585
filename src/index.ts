export { churnRate, convertChurnRate, retentionRate } from "./churn/churn-rate.js";
export {
  type MembershipOptions,
  type MembershipSpan,
  type MembershipTally,
  mergeMembership,
  tallyMembership,
} from "./churn/membership.js";
export {
  type Calendar,
  type CalendarOptions,
  calendar,
  type Period,
  type Weekday,
} from "./core/calendar.js";
export type { ErrorCode, MetricsError } from "./core/check.js";
export type { Columns, Rows } from "./core/columns.js";
export type { Customer } from "./core/customer.js";
export type { Time } from "./core/time.js";
export {
  type ActivityOptions,
  type ActivityTally,
  type CustomerActivity,
  cohortsFromActivity,
  mergeActivity,
  tallyActivity,
} from "./retention/activity.js";
export {
  type CohortEntry,
  type EntryOptions,
  tallyCohortsFromEntries,
} from "./retention/cohort-entries.js";
export type { CohortOptions, CohortSettings } from "./retention/cohort-frame.js";
export {
  type CohortCount,
  type CohortCountOptions,
  tallyCohortCounts,
} from "./retention/cohort-grouped.js";
export type { Cohort, CohortTally } from "./retention/cohort-tally.js";
export { mergeCohorts, tallyCohorts } from "./retention/cohorts.js";
export type { CellState, CriterionOptions, RetentionCriterion } from "./retention/criteria.js";
export type {
  CustomerEvent,
  CustomerEventColumns,
  CustomerEvents,
} from "./retention/event-columns.js";
export {
  type MeanRetentionPoint,
  meanCohortRetention,
  type RetentionCell,
  type RetentionPoint,
  type RetentionRow,
  type RetentionTableOptions,
  retentionCurve,
  retentionTable,
} from "./retention/retention.js";
export { type ValueCell, type ValueRow, valueRetention } from "./retention/value-retention.js";
export { type BandCount, type Bands, classify, countBands } from "./satisfaction/bands.js";
export {
  type CsatOptions,
  csat,
  csatInterval,
  type GoalOptions,
  type NetSatisfactionOptions,
  netSatisfaction,
  responseRate,
  shareExceedingGoal,
  shareMeetingGoal,
} from "./satisfaction/csat.js";
export {
  type LevelMoveShares,
  type LevelMoveTally,
  levelMoveShares,
  mergeLevelMoves,
  tallyLevelMoves,
} from "./satisfaction/level-moves.js";
export {
  expectationLevels,
  type LevelShare,
  type Levels,
  levelShares,
  recommendationLevels,
  type SatisfactionLevel,
  type SatisfactionOutcome,
  satisfactionLevel,
} from "./satisfaction/levels.js";
export {
  type NpsAnswers,
  type NpsCategory,
  type NpsCounts,
  type NpsOptions,
  nps,
  npsCategory,
  npsCounts,
  npsInterval,
} from "./satisfaction/nps.js";
export {
  isScore,
  oneToFive,
  oneToSeven,
  oneToTen,
  rescale,
  reverseScore,
  type Scale,
  zeroToTen,
} from "./satisfaction/scale.js";
export {
  meanScore,
  mergeScores,
  responses,
  type Scores,
  type ScoreTally,
  scoreDeviation,
  shareOfMaximum,
  tallyScoreCounts,
  tallyScores,
} from "./satisfaction/scores.js";
export {
  type GroupKey,
  mergeScoresBy,
  type ScoresBy,
  tallyScoresBy,
} from "./satisfaction/scores-by.js";
export {
  type ConfidenceOptions,
  type Estimate,
  type Share,
  shareInterval,
} from "./statistics/share.js";
