// Everything that is public, by topic.

// Satisfaction: scores, levels, and whether a change is real

export type { GroupKey } from "./core/group-key.js";
export { type BandCount, type Bands, classify, countBands } from "./satisfaction/bands.js";
export { type CsatOptions, csat, csatInterval } from "./satisfaction/csat.js";
export type { EffectiveScores } from "./satisfaction/effective-scores.js";
export {
  cesAgreementV2,
  cesAgreementV2Interval,
  cesMeanV1,
  cesMeanV1Interval,
  netEasy,
  netEasyInterval,
} from "./satisfaction/effort.js";
export { gapLevels, tallyExpectationGaps } from "./satisfaction/expectation-gaps.js";
export { latestPerCustomer } from "./satisfaction/latest-per-customer.js";
export { tallyLevelMoveCounts } from "./satisfaction/level-move-counts.js";
export type { LevelMoveTally } from "./satisfaction/level-move-tally.js";
export {
  type LevelMoveShares,
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
  satisfactionLevel,
} from "./satisfaction/levels.js";
export type { MeanReading } from "./satisfaction/mean-reading.js";
export {
  meanScore,
  meanScoreInterval,
  responseCount,
  type ScaleOptions,
  scoreDeviation,
  shareOfMaximum,
} from "./satisfaction/mean-score.js";
export {
  type NetSatisfactionOptions,
  netSatisfaction,
  netSatisfactionDifference,
  netSatisfactionInterval,
} from "./satisfaction/net-satisfaction.js";
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
export { npsDifference } from "./satisfaction/nps-difference.js";
export {
  type NpsGroup,
  type NpsHomogeneity,
  npsHomogeneity,
} from "./satisfaction/nps-homogeneity.js";
export {
  npsDifferencePaired,
  type PairedDifference,
  type ScorePair,
} from "./satisfaction/nps-paired.js";
export {
  type NpsPosterior,
  type NpsPriorOptions,
  npsPosterior,
  npsProbabilityGreater,
} from "./satisfaction/nps-posterior.js";
export { npsDifferenceWald, npsIntervalWald } from "./satisfaction/nps-wald.js";
export { responseRate } from "./satisfaction/response-rate.js";
export {
  type NpsDifferencePlan,
  type NpsPlan,
  npsSampleSize,
  npsSampleSizeForDifference,
  type PopulationOptions,
  type SharePlan,
  shareSampleSize,
  type VarianceOptions,
} from "./satisfaction/sample-size.js";
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
export { tallyScoreCountsBy } from "./satisfaction/score-counts-by.js";
export { scoreShift } from "./satisfaction/score-shift.js";
export type { ScoreTally } from "./satisfaction/score-tally.js";
export {
  mergeScores,
  type ScoreAnswers,
  type Scores,
  tallyScoreCounts,
  tallyScores,
} from "./satisfaction/scores.js";
export { mergeScoresBy, type ScoreGroup, tallyScoresBy } from "./satisfaction/scores-by.js";
export { type ShownGroup, suppressSmallGroups } from "./satisfaction/suppress-small-groups.js";

// Weighting: answers that stand for more people, or fewer

export { type EffectiveOptions, effectiveCounts } from "./weighting/effective-counts.js";
export type { PopulationShare } from "./weighting/population.js";
export {
  type PostStratified,
  type PostStratifyOptions,
  postStratify,
} from "./weighting/post-stratify.js";
export { type RakedScores, rakeScores } from "./weighting/rake-scores.js";
export {
  mergeWeightedScores,
  tallyWeightedScores,
  type WeightedScoreTally,
} from "./weighting/weighted-scores.js";

// Change: why a score moved

export {
  meanScoreIntervalAnytime,
  npsDifferenceAnytime,
  npsIntervalAnytime,
  shareIntervalAnytime,
} from "./change/anytime.js";
export {
  type NpsControlLimits,
  type NpsControlOptions,
  type NpsControlPeriod,
  npsControlLimits,
} from "./change/control-limits.js";
export {
  type DriverOptions,
  type DriverShare,
  type DriverShares,
  driverShares,
  relativeWeights,
} from "./change/drivers.js";
export {
  type ExplainOptions,
  explainChange,
  type ScoreChange,
  type SegmentChange,
} from "./change/explain-change.js";
export {
  type NonResponseBounds,
  type NonResponseOptions,
  nonResponseBounds,
} from "./change/non-response-bounds.js";
export { rollingScores } from "./change/rolling-scores.js";
export {
  mergeScoresByPeriod,
  type ScoresByPeriodOptions,
  type ScoresByPeriodTally,
  tallyScoresByPeriod,
} from "./change/scores-by-period.js";
export { type ThemeImpact, themeImpact } from "./change/theme-impact.js";

// Retention: who comes back

export { type ActiveDays, type ActiveDaysOptions, activeDays } from "./retention/active-days.js";
export { cohortsFromActivity, mergeActivity, tallyActivity } from "./retention/activity.js";
export { type ActivityRow, tallyActivityCounts } from "./retention/activity-counts.js";
export type {
  ActivityOptions,
  ActivityTally,
} from "./retention/activity-tally.js";
export {
  type CohortCount,
  type CohortCountOptions,
  tallyCohortCounts,
} from "./retention/cohort-counts.js";
export {
  type EntryOptions,
  tallyCohortsFromEntries,
} from "./retention/cohort-entries.js";
export type { CohortOptions, CohortSettings } from "./retention/cohort-frame.js";
export type { Cohort, CohortTally } from "./retention/cohort-tally.js";
export { mergeCohorts, tallyCohorts } from "./retention/cohorts.js";
export type { CohortHorizonOptions } from "./retention/complete-cells.js";
export type { CriterionOptions, RetentionCriterion } from "./retention/criteria.js";
export type { EventChunk } from "./retention/event-chunks.js";
export type {
  CustomerEventColumns,
  CustomerEvents,
} from "./retention/event-columns.js";
export {
  type GraceOptions,
  type LifecycleOptions,
  lifecycleFromActivity,
  mergeLifecycle,
  tallyLifecycle,
} from "./retention/lifecycle.js";
export type {
  LifecyclePeriod,
  LifecycleSettings,
  LifecycleState,
  LifecycleTally,
} from "./retention/lifecycle-tally.js";
export {
  type MeanRetentionPoint,
  meanCohortRetention,
  type RetentionPoint,
  retentionCurve,
} from "./retention/retention-curve.js";
export {
  type RetentionCell,
  type RetentionRow,
  type RetentionTableOptions,
  retentionTable,
} from "./retention/retention-table.js";
export { type EventStream, tallyActivityAsync, tallyCohortsAsync } from "./retention/streams.js";
export {
  type PaybackOptions,
  payback,
  type ValuePoint,
  valueCurve,
} from "./retention/value-curve.js";
export { type ValueCell, type ValueRow, valueRetention } from "./retention/value-retention.js";

// Churn: who leaves, when, why, and what it costs

export {
  churnPerCustomerDay,
  churnRate,
  churnRateInterval,
  churnRateOfAll,
  convertChurnRate,
  retentionRate,
} from "./churn/churn-rate.js";
export {
  type InactivityOptions,
  type InactivityTally,
  mergeInactivity,
  tallyInactivity,
} from "./churn/inactivity.js";
export { type InactivityChurn, inactivityChurn } from "./churn/inactivity-churn.js";
export {
  type MembershipOptions,
  type MembershipSpan,
  type MembershipTally,
  mergeMembership,
  tallyMembership,
} from "./churn/membership.js";
export {
  type MembershipByPeriodOptions,
  type MembershipByPeriodTally,
  type MembershipPeriod,
  mergeMembershipByPeriod,
  tallyMembershipByPeriod,
} from "./churn/membership-by-period.js";
export type { RevenueSpan } from "./revenue/payments.js";
export { mergeRevenue, type RevenueRow, tallyRevenue } from "./revenue/revenue.js";
export {
  mergeRevenueByPeriod,
  type RevenueByPeriodOptions,
  tallyRevenueByPeriod,
} from "./revenue/revenue-by-period.js";
export type {
  RevenueCohort,
  RevenueCohortSquares,
  RevenueCohortTally,
} from "./revenue/revenue-cohort-tally.js";
export { mergeRevenueCohorts, tallyRevenueCohorts } from "./revenue/revenue-cohorts.js";
export {
  grossRevenueRetentionInterval,
  netRevenueRetentionInterval,
} from "./revenue/revenue-intervals.js";
export type { RevenueByPeriodTally, RevenuePeriod } from "./revenue/revenue-periods.js";
export {
  grossRevenueChurn,
  grossRevenueRetention,
  logoChurn,
  netRevenueChurn,
  netRevenueRetention,
  quickRatio,
} from "./revenue/revenue-rates.js";
export {
  type RetainedEstimate,
  type RevenueRetentionCurveOptions,
  type RevenueRetentionPoint,
  revenueRetentionCurve,
} from "./revenue/revenue-retention-curve.js";
export {
  type RevenueRetentionCell,
  type RevenueRetentionRow,
  type RevenueRetentionTableOptions,
  revenueRetentionTable,
} from "./revenue/revenue-retention-table.js";
export type { RevenueCustomers, RevenueSquares, RevenueTally } from "./revenue/revenue-tally.js";
export { type ChurnReason, churnReasons } from "./survival/churn-reasons.js";
export {
  cumulativeHazard,
  type HazardOptions,
  type HazardPoint,
} from "./survival/cumulative-hazard.js";
export type { Lifetime } from "./survival/lifetime-columns.js";
export {
  type LifetimeRow,
  type ReasonCount,
  tallyLifetimeCounts,
} from "./survival/lifetime-counts.js";
export { lifetimeQuantile, medianLifetime } from "./survival/lifetime-quantile.js";
export type { LifetimeCounts, LifetimeTally, ReasonCounts } from "./survival/lifetime-tally.js";
export { mergeLifetimes, tallyLifetimes } from "./survival/lifetimes.js";
export {
  type LevelLifetime,
  type LifetimesByLevelTally,
  mergeLifetimesByLevel,
  tallyLifetimesByLevel,
} from "./survival/lifetimes-by-level.js";
export {
  type LogRankTest,
  logRankTest,
  logRankTestStratified,
  type StratifiedLogRankTest,
} from "./survival/log-rank.js";
export {
  type HorizonFromOptions,
  type HorizonOptions,
  type LifetimeDifference,
  type MeanLifetime,
  meanLifetimeDifference,
  meanLifetimeWithin,
} from "./survival/mean-lifetime.js";
export {
  type IncidencePoint,
  type ReasonIncidence,
  reasonIncidence,
} from "./survival/reason-incidence.js";
export {
  type LevelOutcome,
  type LevelRetention,
  mergeRetentionByLevel,
  type RetentionByLevel,
  type RetentionByLevelTally,
  retentionByLevel,
  type StayCounts,
  type StayShare,
  tallyRetentionByLevel,
} from "./survival/retention-by-level.js";
export { type SurvivalAt, survivalAt } from "./survival/survival-at.js";
export { type SurvivalPoint, survivalCurve } from "./survival/survival-curve.js";

// Loyalty: who comes back, how often, and for how much

export { type CustomerHistory, customerHistories } from "./loyalty/customer-histories.js";
export {
  type CountedHistory,
  type HistoryTally,
  mergeHistories,
  type PurchaseHistory,
  tallyHistories,
} from "./loyalty/histories.js";
export {
  type LoyaltyQuadrants,
  loyaltyQuadrants,
  type QuadrantOptions,
} from "./loyalty/loyalty-quadrants.js";
export {
  averageOrderValue,
  type LoyaltyUplift,
  loyaltyUplift,
  purchaseFrequency,
} from "./loyalty/order-averages.js";
export { type AtOptions, purchaseHistories, purchaseSpend } from "./loyalty/purchase-histories.js";
export type { PurchaseOptions, PurchaseSettings, PurchaseTally } from "./loyalty/purchase-tally.js";
export { mergePurchases, tallyPurchases, tallyPurchasesAsync } from "./loyalty/purchases.js";
export {
  type ReferralRate,
  type ReferralRateOptions,
  referralRate,
} from "./loyalty/referral-rate.js";
export {
  mergeReferrals,
  type Referral,
  type ReferralOptions,
  type ReferralTally,
  tallyReferrals,
} from "./loyalty/referrals.js";
export {
  type NthOptions,
  type RepeatOptions,
  repeatRate,
  timeBetweenPurchases,
  timeToPurchase,
} from "./loyalty/repeat-purchases.js";
export {
  type RfmCuts,
  type RfmOptions,
  type RfmScore,
  rfmScores,
} from "./loyalty/rfm-scores.js";
export {
  type CountedSpend,
  type CustomerSpend,
  mergeSpend,
  type SpendTally,
  tallySpend,
} from "./loyalty/spend.js";

// Value: how long contracts last, how often customers buy, and what they are worth

export { type ConstantChurnOptions, lifetimeValueAtConstantChurn } from "./value/constant-churn.js";
export {
  type ContractSurvivalOptions,
  type ContractSurvivalPoint,
  contractSurvival,
} from "./value/contract-survival.js";
export type {
  BdwContract,
  ContractModel,
  GeometricContract,
  SbgContract,
} from "./value/contracts.js";
export {
  customerLifetimeValue,
  type LifetimeValueOptions,
  type ValuedCustomer,
  type ValueModels,
} from "./value/customer-lifetime-value.js";
export {
  type DiscountedPurchasesOptions,
  discountedPurchases,
} from "./value/discounted-purchases.js";
export {
  type DiscountedLifetimeOptions,
  discountedLifetime,
  expectedLifetime,
} from "./value/expected-lifetime.js";
export { expectedPurchases } from "./value/expected-purchases.js";
export { expectedSpend } from "./value/expected-spend.js";
export { fitBgBb } from "./value/fit-bg-bb.js";
export { fitBgNbd, fitMbgNbd } from "./value/fit-bg-nbd.js";
export { fitBdw, fitGeometric, fitSbg } from "./value/fit-contracts.js";
export { fitGammaGamma } from "./value/fit-gamma-gamma.js";
export { fitParetoNbd } from "./value/fit-pareto-nbd.js";
export type { FitOptions } from "./value/history-rows.js";
export { type HoldoutErrors, holdoutErrors, type PurchaseErrors } from "./value/holdout-errors.js";
export { logLikelihood } from "./value/log-likelihood.js";
export type { Fitted, ModelFit } from "./value/model-fit.js";
export { probabilityAlive } from "./value/probability-alive.js";
export {
  type HoldoutOptions,
  type PurchaseHoldout,
  purchaseHoldout,
} from "./value/purchase-holdout.js";
export type {
  BgBbModel,
  BgNbdModel,
  ParetoNbdModel,
  PurchaseModel,
} from "./value/purchase-models.js";
export {
  type PurchaseProbabilityOptions,
  purchaseProbability,
} from "./value/purchase-probability.js";
export { purchaseTracking, type TrackedPeriod } from "./value/purchase-tracking.js";
export {
  type RepeatCount,
  type RepeatHistogramOptions,
  repeatHistogram,
} from "./value/repeat-histogram.js";
export { spendCorrelation } from "./value/spend-correlation.js";
export type { SpendModel } from "./value/spend-model.js";
export { lifetimesFromSurvivors } from "./value/survivors.js";
export {
  customerLifetimeValueInterval,
  type ExpectedPurchasesOptions,
  expectedPurchasesInterval,
} from "./value/value-intervals.js";

// Statistics that more than one topic reads with

export { type AdjustOptions, adjustPValues } from "./statistics/adjust-p-values.js";
export { type CategoryInterval, categoryIntervals } from "./statistics/category-intervals.js";
export type { OrdinalShift } from "./statistics/mann-whitney.js";
export {
  shareIntervalAgrestiCoull,
  shareIntervalExact,
  shareIntervalJeffreys,
} from "./statistics/other-share-intervals.js";
export type { Quantile } from "./statistics/quantile.js";
export {
  type ConfidenceOptions,
  type Estimate,
  type Share,
  type ShareCounts,
  shareInterval,
} from "./statistics/share.js";
export {
  type Difference,
  type GroupDifference,
  shareDifference,
} from "./statistics/share-difference.js";
export { type PairedChanges, shareDifferencePaired } from "./statistics/share-paired.js";
export { type ShareTrend, shareTrend, type TrendOptions } from "./statistics/share-trend.js";
export type {
  SurvivalFromOptions,
  SurvivalOptions,
  SurvivalTransform,
} from "./survival/kaplan-meier.js";

// What all of them share: calendars, rows, groups, errors

export { type Accumulator, accumulate } from "./core/accumulate.js";
export {
  type Calendar,
  type CalendarOptions,
  calendar,
  type Period,
  type Weekday,
} from "./core/calendar.js";
export type { CellState } from "./core/cells.js";
export type { ErrorCode, MetricsError } from "./core/check.js";
export type { Columns, Rows } from "./core/columns.js";
export type { CustomerEvent } from "./core/customer-event.js";
export type { CustomerId } from "./core/customer-id.js";
export { mergeBy } from "./core/merge-by.js";
export type { SatisfactionLevel, SatisfactionOutcome } from "./core/outcome.js";
export type { SeriesPeriod } from "./core/series.js";
export { type KeyIn, tallyBy } from "./core/tally-by.js";
export type { TallyGroup } from "./core/tally-groups.js";
export type { Time } from "./core/time.js";
