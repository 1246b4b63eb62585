// Every exported signature, by folder: functions, constants, types. Made by `npm run api`.

// core

export function accumulate<Row, Tally>(
  tally: (rows: Row[]) => Tally,
  merge: (parts: Tally[]) => Tally,
): Accumulator<Row, Tally>;
export function calendar(options: CalendarOptions): Calendar;
export function mergeBy<Key extends GroupKey, Tally>(
  parts: Iterable<readonly TallyGroup<Key, Tally>[]>,
  merge: (tallies: Tally[]) => Tally,
): TallyGroup<Key, Tally>[];
export function tallyBy<Row extends object, Key extends GroupKey, Tally>(
  rows: Iterable<Row>,
  by: (row: Row) => Key,
  tally: (part: Row[]) => Tally,
): TallyGroup<Key, Tally>[];
export function tallyBy<Row extends object, Field extends keyof Row & string, Tally>(
  rows: Iterable<Row>,
  by: Field,
  tally: (part: Row[]) => Tally,
): TallyGroup<Extract<Row[Field], GroupKey>, Tally>[];
export function tallyBy<Given extends object, Field extends keyof Given & string, Tally>(
  columns: Given,
  by: Field,
  tally: (part: Given) => Tally,
): TallyGroup<KeyIn<Given[Field]>, Tally>[];
export interface Accumulator<Row, Tally> {
  add(row: Row): void;
  merge(part: Tally): void;
  tally(): Tally;
}
export interface Calendar {
  periodOf(time: Time): number;
  startOf(period: number): number;
  startDateOf(period: number): string;
  startOfDate(date: string): number;
}
export interface CalendarOptions {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart?: Weekday | undefined;
}
export type CellState = "complete" | "partial" | "future";
export type Columns<Row> = {
  readonly [Field in keyof Row]: ArrayLike<Row[Field]>;
};
export interface CustomerEvent {
  readonly customer: CustomerId;
  readonly time: Time;
  readonly value?: number | undefined;
}
export type CustomerId = string | number;
export type ErrorCode =
  | "wrong-type"
  | "unknown-option"
  | "out-of-range"
  | "not-whole"
  | "scale-mismatch"
  | "options-mismatch"
  | "needs-events"
  | "duplicate-customer"
  | "not-converged"
  | "bad-tally";
export type GroupKey = string | number | readonly (string | number)[];
export type KeyIn<Column> = Column extends ArrayLike<infer Key> ? Extract<Key, GroupKey> : never;
export interface MetricsError extends Error {
  readonly code: ErrorCode;
  readonly argument: string;
  readonly index?: number;
}
export type Period = "day" | "week" | "month" | "quarter" | "year";
export type Rows<Row> = Iterable<Row> | Columns<Row>;
export type SatisfactionLevel = "meets" | "exceeds" | "delights" | "amazes";
export type SatisfactionOutcome = "below" | SatisfactionLevel;
export interface SeriesPeriod<Tally> {
  readonly start: string;
  readonly state: "complete" | "partial";
  readonly tally: Tally;
}
export interface TallyGroup<Key extends GroupKey, Tally> {
  readonly by: Key;
  readonly tally: Tally;
}
export type Time = Date | number;
export type Weekday =
  | "monday"
  | "tuesday"
  | "wednesday"
  | "thursday"
  | "friday"
  | "saturday"
  | "sunday";

// satisfaction

export function cesAgreementV2(answers: ScoreAnswers): number | null;
export function cesAgreementV2Interval(
  answers: ScoreAnswers,
  options?: ConfidenceOptions,
): Estimate | null;
export function cesMeanV1(answers: ScoreAnswers): number | null;
export function cesMeanV1Interval(
  answers: ScoreAnswers,
  options?: ConfidenceOptions,
): Estimate | null;
export function classify<Label extends string>(value: number, bands: Bands<Label>): Label;
export function countBands<Label extends string>(
  answers: ScoreAnswers,
  bands: Bands<Label>,
): BandCount<Label>[];
export function csat(answers: ScoreAnswers, options?: CsatOptions): number | null;
export function csatInterval(
  answers: ScoreAnswers,
  options?: CsatOptions & ConfidenceOptions,
): Estimate | null;
export function gapLevels(scale: Scale): Levels;
export function isScore(value: unknown, scale: Scale): value is number;
export function latestPerCustomer<
  Row extends {
    readonly customer: CustomerId;
    readonly time: Time;
  },
>(rows: Iterable<Row>): Row[];
export function levelMoveShares(tally: LevelMoveTally): LevelMoveShares;
export function levelShares(answers: ScoreAnswers, levels?: Levels): LevelShare[];
export function meanScore(answers: ScoreAnswers, options?: ScaleOptions): number | null;
export function meanScoreInterval(
  answers: ScoreAnswers,
  options?: ScaleOptions & ConfidenceOptions,
): Estimate | null;
export function mergeLevelMoves(parts: Iterable<LevelMoveTally>): LevelMoveTally;
export function mergeScores(parts: Iterable<ScoreTally>): ScoreTally;
export function mergeScoresBy<Key extends GroupKey>(
  parts: Iterable<readonly ScoreGroup<Key>[]>,
): ScoreGroup<Key>[];
export function netEasy(answers: ScoreAnswers): number | null;
export function netEasyInterval(
  answers: ScoreAnswers,
  options?: ConfidenceOptions,
): Estimate | null;
export function netSatisfaction(
  answers: ScoreAnswers,
  options: NetSatisfactionOptions,
): number | null;
export function netSatisfactionDifference(
  before: ScoreAnswers,
  after: ScoreAnswers,
  options: NetSatisfactionOptions & ConfidenceOptions,
): GroupDifference | null;
export function netSatisfactionInterval(
  answers: ScoreAnswers,
  options: NetSatisfactionOptions & ConfidenceOptions,
): Estimate | null;
export function nps(answers: NpsAnswers, options?: NpsOptions): number | null;
export function npsCategory(score: number): NpsCategory;
export function npsCounts(answers: NpsAnswers, options?: NpsOptions): NpsCounts;
export function npsDifference(
  before: NpsAnswers,
  after: NpsAnswers,
  options?: NpsOptions & ConfidenceOptions,
): GroupDifference | null;
export function npsDifferencePaired(
  answers: Rows<ScorePair> | LevelMoveTally,
  options?: NpsOptions & ConfidenceOptions,
): PairedDifference | null;
export function npsDifferenceWald(
  before: NpsAnswers,
  after: NpsAnswers,
  options?: NpsOptions & ConfidenceOptions,
): Difference | null;
export function npsHomogeneity(
  groups: readonly NpsGroup[],
  options?: NpsOptions,
): NpsHomogeneity | null;
export function npsInterval(
  answers: NpsAnswers,
  options?: NpsOptions & ConfidenceOptions,
): Estimate | null;
export function npsIntervalWald(
  answers: NpsAnswers,
  options?: NpsOptions & ConfidenceOptions,
): Estimate | null;
export function npsPosterior(
  answers: NpsAnswers,
  options: NpsPriorOptions & ConfidenceOptions,
): NpsPosterior;
export function npsProbabilityGreater(
  before: NpsAnswers,
  after: NpsAnswers,
  options: NpsPriorOptions,
): number;
export function npsSampleSize(plan: NpsPlan): number;
export function npsSampleSizeForDifference(plan: NpsDifferencePlan): number;
export function rescale(
  value: number,
  options: {
    readonly from: Scale;
    readonly to: Scale;
  },
): number;
export function responseCount(answers: ScoreAnswers, options?: ScaleOptions): number;
export function responseRate(asked: { readonly invited: number; readonly answered: number }): Share;
export function reverseScore(value: number, scale: Scale): number;
export function satisfactionLevel(score: number, levels?: Levels): SatisfactionOutcome;
export function scoreDeviation(answers: ScoreAnswers, options?: ScaleOptions): number | null;
export function scoreShift(
  before: ScoreAnswers,
  after: ScoreAnswers,
  options?: ScaleOptions,
): OrdinalShift | null;
export function shareOfMaximum(answers: ScoreAnswers, options?: ScaleOptions): number | null;
export function shareSampleSize(plan: SharePlan): number;
export function suppressSmallGroups<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  smallest: number,
): ShownGroup<Key>[];
export function tallyExpectationGaps(
  rows: Rows<{
    readonly expected: number | null | undefined;
    readonly perceived: number | null | undefined;
  }>,
  scale: Scale,
): ScoreTally;
export function tallyLevelMoveCounts(
  rows: Rows<{
    readonly before: number | null;
    readonly after: number | null;
    readonly count: number;
  }>,
  options?: {
    readonly levels?: Levels | undefined;
  },
): LevelMoveTally;
export function tallyLevelMoves(
  rows: Rows<{
    readonly before: number | null;
    readonly after: number | null;
  }>,
  options?: {
    readonly levels?: Levels | undefined;
  },
): LevelMoveTally;
export function tallyScoreCounts(
  rows: Rows<{
    readonly score: number | null;
    readonly count: number;
  }>,
  scale: Scale,
): ScoreTally;
export function tallyScoreCountsBy<Key extends GroupKey>(
  rows: Rows<{
    readonly by: Key;
    readonly score: number | null;
    readonly count: number;
  }>,
  scale: Scale,
): ScoreGroup<Key>[];
export function tallyScores(scores: Scores, scale: Scale): ScoreTally;
export function tallyScoresBy<Key extends GroupKey>(
  rows: Rows<{
    readonly score: number | null | undefined;
    readonly by: Key;
  }>,
  scale: Scale,
): ScoreGroup<Key>[];
export declare const expectationLevels: Levels;
export declare const oneToFive: Scale;
export declare const oneToSeven: Scale;
export declare const oneToTen: Scale;
export declare const recommendationLevels: Levels;
export declare const zeroToTen: Scale;
export interface BandCount<Label extends string> {
  readonly label: Label;
  readonly count: number;
}
export interface Bands<Label extends string> {
  readonly scale: Scale;
  readonly bands: readonly {
    readonly label: Label;
    readonly from: number;
  }[];
}
export interface CsatOptions {
  readonly scale?: Scale | undefined;
  readonly satisfiedFrom?: number | undefined;
}
export interface EffectiveScores {
  readonly kind: "effective-scores";
  readonly scale: Scale;
  readonly counts: readonly number[];
  readonly missing: 0;
  readonly answers: number;
}
export interface LevelMoveShares {
  readonly climbed: Share;
  readonly stayed: Share;
  readonly slipped: Share;
}
export interface LevelMoveTally {
  readonly kind: "level-moves";
  readonly levels: Levels;
  readonly climbed: number;
  readonly stayed: number;
  readonly slipped: number;
  readonly table: readonly (readonly number[])[];
  readonly missing: number;
}
export interface LevelShare {
  readonly level: SatisfactionOutcome;
  readonly from: number;
  readonly count: number;
  readonly total: number;
  readonly share: number | null;
  readonly atLeastCount: number;
  readonly atLeast: number | null;
}
export type Levels = Bands<SatisfactionOutcome>;
export type MeanReading = (tally: ScoreTally) => number | null;
export interface NetSatisfactionOptions {
  readonly satisfiedFrom: number;
  readonly dissatisfiedTo: number;
  readonly scale?: Scale | undefined;
}
export type NpsAnswers = ScoreAnswers | NpsCounts;
export type NpsCategory = "promoter" | "passive" | "detractor";
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}
export interface NpsDifferencePlan extends ConfidenceOptions, VarianceOptions {
  readonly difference: number;
  readonly power?: number | undefined;
}
export type NpsGroup = NpsAnswers | ScoreGroup;
export interface NpsHomogeneity {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly exact: boolean;
}
export interface NpsOptions {
  readonly scale?: Scale | undefined;
}
export interface NpsPlan extends ConfidenceOptions, PopulationOptions, VarianceOptions {
  readonly margin: number;
}
export interface NpsPosterior extends Estimate {
  readonly value: number;
  readonly median: number;
  readonly variance: number;
  readonly answers: number;
  readonly basis: "prior" | "prior and answers";
}
export interface NpsPriorOptions extends NpsOptions {
  readonly prior: NpsCounts;
}
export interface PairedDifference extends Difference {
  readonly pairs: number;
  readonly missing: number;
}
export interface PopulationOptions {
  readonly population?: number | undefined;
}
export interface Scale {
  readonly min: number;
  readonly max: number;
}
export interface ScaleOptions {
  readonly scale?: Scale | undefined;
}
export type ScoreAnswers = Scores | ScoreTally | EffectiveScores;
export interface ScoreGroup<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  readonly tally: ScoreTally;
}
export interface ScorePair {
  readonly before: number | null;
  readonly after: number | null;
}
export interface ScoreTally {
  readonly kind: "scores";
  readonly scale: Scale;
  readonly counts: readonly number[];
  readonly missing: number;
}
export type Scores = Iterable<number | null | undefined>;
export interface SharePlan extends ConfidenceOptions, PopulationOptions {
  readonly margin: number;
  readonly share?: number | undefined;
}
export interface ShownGroup<Key extends GroupKey> {
  readonly by: Key;
  readonly tally: ScoreTally | null;
}
export interface VarianceOptions {
  readonly variance?: number | undefined;
}

// weighting

export function effectiveCounts(
  tally: WeightedScoreTally,
  options?: EffectiveOptions,
): EffectiveScores;
export function mergeWeightedScores(parts: Iterable<WeightedScoreTally>): WeightedScoreTally;
export function postStratify<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  population: readonly PopulationShare<Key>[],
  options?: PostStratifyOptions & ConfidenceOptions,
): PostStratified | null;
export function rakeScores<Key extends readonly (string | number)[]>(
  groups: readonly ScoreGroup<Key>[],
  margins: readonly (readonly PopulationShare<string | number>[])[],
): RakedScores<Key>;
export function tallyWeightedScores(
  rows: Rows<{
    readonly score: number | null | undefined;
    readonly weight: number;
  }>,
  scale: Scale,
): WeightedScoreTally;
export interface EffectiveOptions {
  readonly reading?: MeanReading | undefined;
}
export interface PopulationShare<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  readonly share: number;
}
export interface PostStratified extends Estimate {
  readonly standardError: number;
}
export interface PostStratifyOptions {
  readonly reading?: MeanReading | undefined;
}
export interface RakedScores<Key extends GroupKey = GroupKey> {
  readonly tally: WeightedScoreTally;
  readonly weights: readonly {
    readonly by: Key;
    readonly weight: number;
  }[];
  readonly rounds: number;
}
export interface WeightedScoreTally {
  readonly kind: "weighted-scores";
  readonly scale: Scale;
  readonly counts: readonly number[];
  readonly weights: readonly number[];
  readonly squares: readonly number[];
  readonly missing: number;
}

// change

export function driverShares<Row extends object>(
  rows: Rows<Row>,
  options: DriverOptions<keyof Row & string>,
): DriverShares;
export function explainChange<Key extends GroupKey>(
  before: readonly ScoreGroup<Key>[],
  after: readonly ScoreGroup<Key>[],
  options?: ExplainOptions & ConfidenceOptions,
): ScoreChange<Key> | null;
export function meanScoreIntervalAnytime(
  answers: Scores | ScoreTally,
  options?: {
    readonly scale?: Scale | undefined;
  } & ConfidenceOptions,
): Estimate | null;
export function mergeScoresByPeriod(parts: Iterable<ScoresByPeriodTally>): ScoresByPeriodTally;
export function nonResponseBounds(
  answers: Scores | ScoreTally | NpsCounts,
  options: NonResponseOptions,
): NonResponseBounds;
export function npsControlLimits<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  options?: NpsControlOptions,
): NpsControlLimits<Key>;
export function npsDifferenceAnytime(
  before: Scores | ScoreTally | NpsCounts,
  after: Scores | ScoreTally | NpsCounts,
  options?: NpsOptions & ConfidenceOptions,
): Difference | null;
export function npsIntervalAnytime(
  answers: Scores | ScoreTally | NpsCounts,
  options?: NpsOptions & ConfidenceOptions,
): Estimate | null;
export function relativeWeights<Row extends object>(
  rows: Rows<Row>,
  options: DriverOptions<keyof Row & string>,
): DriverShares;
export function rollingScores<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  options: {
    readonly window: number;
  },
): ScoreGroup<Key>[];
export function shareIntervalAnytime(
  share: ShareCounts,
  options?: ConfidenceOptions,
): Estimate | null;
export function tallyScoresByPeriod(
  rows: Rows<{
    readonly time: Time;
    readonly score: number | null | undefined;
  }>,
  scale: Scale,
  options: ScoresByPeriodOptions,
): ScoresByPeriodTally;
export function themeImpact(
  theme: Scores | ScoreTally | NpsCounts,
  rest: Scores | ScoreTally | NpsCounts,
  options?: NpsOptions & ConfidenceOptions,
): ThemeImpact | null;
export interface DriverOptions<Name extends string> extends ConfidenceOptions {
  readonly outcome: Name;
  readonly drivers: readonly Name[];
}
export interface DriverShare {
  readonly driver: string;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pearson: number | null;
  readonly spearman: number | null;
}
export interface DriverShares {
  readonly rSquared: number | null;
  readonly answers: number;
  readonly leftOut: number;
  readonly confidence: number;
  readonly collinear: readonly string[];
  readonly drivers: readonly DriverShare[];
}
export interface ExplainOptions {
  readonly reading?: MeanReading | undefined;
}
export interface NonResponseBounds {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  readonly responseRate: number;
}
export interface NonResponseOptions extends NpsOptions {
  readonly invited: number;
}
export interface NpsControlLimits<Key extends GroupKey> {
  readonly centre: number | null;
  readonly periods: readonly NpsControlPeriod<Key>[];
}
export interface NpsControlOptions extends NpsOptions {
  readonly baseline?: NpsAnswers | undefined;
  readonly sigmas?: number | undefined;
}
export interface NpsControlPeriod<Key extends GroupKey> {
  readonly by: Key;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly outside: boolean;
}
export interface ScoreChange<Key extends GroupKey = GroupKey> {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly within: Estimate;
  readonly mix: Estimate;
  readonly segments: readonly SegmentChange<Key>[];
}
export interface ScoresByPeriodOptions extends CalendarOptions {
  readonly until: Time;
}
export interface ScoresByPeriodTally {
  readonly kind: "scores-by-period";
  readonly scale: Scale;
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly afterUntil: number;
  readonly groups: readonly ScoreGroup<string>[];
}
export interface SegmentChange<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  readonly within: number;
  readonly mix: number;
  readonly shareBefore: number;
  readonly shareAfter: number;
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
}
export interface ThemeImpact extends Estimate {
  readonly share: number;
  readonly theme: number;
  readonly rest: number;
  readonly overall: number;
}

// retention

export function activeDays(tally: ActivityTally, options?: ActiveDaysOptions): ActiveDays;
export function cohortsFromActivity(tally: ActivityTally): CohortTally;
export function lifecycleFromActivity(tally: ActivityTally, options?: GraceOptions): LifecycleTally;
export function meanCohortRetention(
  tally: CohortTally,
  options?: CriterionOptions & CohortHorizonOptions,
): MeanRetentionPoint[];
export function mergeActivity(parts: Iterable<ActivityTally>): ActivityTally;
export function mergeCohorts(parts: Iterable<CohortTally>): CohortTally;
export function mergeLifecycle(parts: Iterable<LifecycleTally>): LifecycleTally;
export function payback(curve: readonly ValuePoint[], options: PaybackOptions): Quantile;
export function retentionCurve(
  tally: CohortTally,
  options?: CriterionOptions & ConfidenceOptions & CohortHorizonOptions,
): RetentionPoint[];
export function retentionTable(tally: CohortTally, options?: RetentionTableOptions): RetentionRow[];
export function tallyActivity(events: CustomerEvents, options: ActivityOptions): ActivityTally;
export function tallyActivityAsync(
  events: EventStream,
  options: ActivityOptions,
): Promise<ActivityTally>;
export function tallyActivityCounts(
  rows: Iterable<ActivityRow>,
  options: ActivityOptions,
): ActivityTally;
export function tallyCohortCounts(
  rows: Rows<CohortCount>,
  options: CohortCountOptions,
): CohortTally;
export function tallyCohorts(events: CustomerEvents, options: CohortOptions): CohortTally;
export function tallyCohortsAsync(
  events: EventStream,
  options: CohortOptions,
): Promise<CohortTally>;
export function tallyCohortsFromEntries(
  entries: Rows<CustomerEvent>,
  events: CustomerEvents,
  options: EntryOptions,
): CohortTally;
export function tallyLifecycle(events: CustomerEvents, options: LifecycleOptions): LifecycleTally;
export function valueCurve(
  tally: CohortTally,
  options?: ConfidenceOptions & CohortHorizonOptions,
): ValuePoint[];
export function valueRetention(
  tally: CohortTally,
  options?: Pick<RetentionTableOptions, "from">,
): ValueRow[];
export interface ActiveDays {
  readonly days: number;
  readonly customers: number;
  readonly counts: readonly number[];
  readonly mean: number | null;
  readonly stickiness: number | null;
}
export interface ActiveDaysOptions {
  readonly days?: number | undefined;
}
export type ActivityOptions = Omit<CohortOptions, "lagDays">;
export interface ActivityRow {
  readonly customer: CustomerId;
  readonly start: string;
  readonly events: number;
  readonly first?: Time | null | undefined;
}
export interface ActivityTally extends Omit<CohortTally, "kind" | "cohorts"> {
  readonly kind: "activity";
  readonly customers: readonly CustomerId[];
  readonly first: readonly number[];
  readonly periodCounts: readonly number[];
  readonly periods: readonly number[];
  readonly events: readonly number[];
}
export interface Cohort {
  readonly start: string;
  readonly size: number;
  readonly eligible: readonly number[];
  readonly active: readonly number[];
  readonly firstReturn?: readonly number[];
  readonly lastComplete?: readonly number[];
  readonly streak?: readonly number[];
  readonly value?: readonly number[];
  readonly valueSquares?: readonly number[];
}
export interface CohortCount {
  readonly cohort: string;
  readonly lag: number;
  readonly returned: number;
  readonly size: number;
}
export interface CohortCountOptions extends CalendarOptions {
  readonly until: Time;
}
export interface CohortHorizonOptions {
  readonly horizon?: number | undefined;
}
export interface CohortOptions extends CalendarOptions {
  readonly until: Time;
  readonly minimumEvents?: number | undefined;
  readonly brackets?: readonly number[] | undefined;
  readonly horizon?: number | undefined;
  readonly lagDays?: number | undefined;
}
export interface CohortSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly minimumEvents: number;
  readonly brackets: readonly number[] | null;
  readonly horizon: number | null;
  readonly lagDays: number | null;
  readonly entry: "event" | "first" | "recurring";
}
export interface CohortTally extends CohortSettings {
  readonly kind: "cohorts";
  readonly afterUntil: number;
  readonly cohorts: readonly Cohort[];
}
export interface CriterionOptions {
  readonly criterion?: RetentionCriterion | undefined;
}
export interface CustomerEventColumns extends Columns<Pick<CustomerEvent, "customer" | "time">> {
  readonly value?: ArrayLike<number> | undefined;
}
export type CustomerEvents = Iterable<CustomerEvent> | CustomerEventColumns;
export interface EntryOptions extends CohortOptions {
  readonly entry: "first" | "recurring";
}
export type EventChunk = CustomerEvent | CustomerEvents;
export type EventStream = AsyncIterable<EventChunk> | Iterable<EventChunk>;
export interface GraceOptions {
  readonly grace?: number | undefined;
}
export interface LifecycleOptions extends CalendarOptions, GraceOptions {
  readonly until: Time;
  readonly minimumEvents?: number | undefined;
}
export interface LifecyclePeriod {
  readonly start: string;
  readonly active: number;
  readonly new: number;
  readonly retained: number;
  readonly reactivated: number;
  readonly churned: number;
  readonly state: LifecycleState;
}
export interface LifecycleSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly minimumEvents: number;
  readonly grace: number;
}
export type LifecycleState = "complete" | "provisional" | "partial";
export interface LifecycleTally extends LifecycleSettings {
  readonly kind: "lifecycle";
  readonly afterUntil: number;
  readonly periods: readonly LifecyclePeriod[];
}
export interface MeanRetentionPoint {
  readonly lag: number;
  readonly through: number;
  readonly cohorts: number;
  readonly rate: number;
}
export interface PaybackOptions {
  readonly cost: number;
}
export interface RetentionCell {
  readonly lag: number;
  readonly through: number;
  readonly count: number;
  readonly total: number;
  readonly share: number | null;
  readonly ofPrevious: number | null;
  readonly state: CellState;
}
export type RetentionCriterion = "on" | "onOrAfter" | "onOrBefore" | "every";
export interface RetentionPoint {
  readonly lag: number;
  readonly through: number;
  readonly cohorts: number;
  readonly count: number;
  readonly total: number;
  readonly share: number;
  readonly ofPrevious: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export interface RetentionRow {
  readonly cohort: string;
  readonly size: number;
  readonly cells: readonly RetentionCell[];
}
export interface RetentionTableOptions extends CriterionOptions {
  readonly from?: string | undefined;
}
export interface ValueCell {
  readonly lag: number;
  readonly through: number;
  readonly value: number;
  readonly perActive: number | null;
  readonly perMember: number | null;
  readonly cumulativePerMember: number | null;
  readonly rate: number | null;
  readonly state: CellState;
}
export interface ValuePoint {
  readonly lag: number;
  readonly through: number;
  readonly cohorts: number;
  readonly members: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export interface ValueRow {
  readonly cohort: string;
  readonly size: number;
  readonly cells: readonly ValueCell[];
}

// churn

export function churnPerCustomerDay(tally: MembershipTally): number | null;
export function churnRate(tally: MembershipTally): number | null;
export function churnRateInterval(
  tally: MembershipTally,
  options?: ConfidenceOptions,
): Estimate | null;
export function churnRateOfAll(tally: MembershipTally): number | null;
export function convertChurnRate(
  rate: number,
  options: {
    readonly from: Period | number;
    readonly to: Period | number;
  },
): number;
export function inactivityChurn(
  activity: Rows<CustomerEvent>,
  options: InactivityOptions,
): InactivityChurn;
export function inactivityChurn(tally: InactivityTally): InactivityChurn;
export function mergeInactivity(parts: Iterable<InactivityTally>): InactivityTally;
export function mergeMembership(parts: Iterable<MembershipTally>): MembershipTally;
export function mergeMembershipByPeriod(
  parts: Iterable<MembershipByPeriodTally>,
): MembershipByPeriodTally;
export function retentionRate(tally: MembershipTally): number | null;
export function tallyInactivity(
  activity: Rows<CustomerEvent>,
  options: InactivityOptions,
): InactivityTally;
export function tallyMembership(
  spans: Rows<MembershipSpan>,
  options: MembershipOptions,
): MembershipTally;
export function tallyMembershipByPeriod(
  spans: Rows<MembershipSpan>,
  options: MembershipByPeriodOptions,
): MembershipByPeriodTally;
export interface InactivityChurn {
  readonly customers: number;
  readonly churned: number;
  readonly undecided: number;
  readonly opening: number;
  readonly churnedOfOpening: number;
  readonly rate: number | null;
  readonly lapses: number;
  readonly reactivated: number;
  readonly reactivatedShare: number | null;
}
export interface InactivityOptions {
  readonly days: number;
  readonly until: Time;
}
export interface InactivityTally {
  readonly kind: "inactivity";
  readonly days: number;
  readonly until: number;
  readonly churned: number;
  readonly undecided: number;
  readonly opening: number;
  readonly churnedOfOpening: number;
  readonly reactivated: number;
  readonly afterUntil: number;
}
export interface MembershipByPeriodOptions extends CalendarOptions {
  readonly until: Time;
}
export interface MembershipByPeriodTally {
  readonly kind: "membership-by-period";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly afterUntil: number;
  readonly empty: number;
  readonly periods: readonly MembershipPeriod[];
}
export interface MembershipOptions {
  readonly from: Time;
  readonly until: Time;
}
export type MembershipPeriod = SeriesPeriod<MembershipTally>;
export interface MembershipSpan {
  readonly customer: CustomerId;
  readonly from: Time;
  readonly to: Time | null;
}
export interface MembershipTally {
  readonly kind: "membership";
  readonly from: number;
  readonly until: number;
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly churned: number;
  readonly between: number;
  readonly closing: number;
  readonly ended: number;
  readonly customerDays: number;
}

// revenue

export function grossRevenueChurn(tally: RevenueTally): number | null;
export function grossRevenueRetention(tally: RevenueTally): number | null;
export function grossRevenueRetentionInterval(
  tally: RevenueTally,
  options?: ConfidenceOptions,
): Estimate | null;
export function logoChurn(tally: RevenueTally): number | null;
export function mergeRevenue(parts: Iterable<RevenueTally>): RevenueTally;
export function mergeRevenueByPeriod(parts: Iterable<RevenueByPeriodTally>): RevenueByPeriodTally;
export function mergeRevenueCohorts(parts: Iterable<RevenueCohortTally>): RevenueCohortTally;
export function netRevenueChurn(tally: RevenueTally): number | null;
export function netRevenueRetention(tally: RevenueTally): number | null;
export function netRevenueRetentionInterval(
  tally: RevenueTally,
  options?: ConfidenceOptions,
): Estimate | null;
export function quickRatio(tally: RevenueTally): number | null;
export function revenueRetentionCurve(
  tally: RevenueCohortTally,
  options?: RevenueRetentionCurveOptions,
): RevenueRetentionPoint[];
export function revenueRetentionTable(
  tally: RevenueCohortTally,
  options?: RevenueRetentionTableOptions,
): RevenueRetentionRow[];
export function tallyRevenue(rows: Rows<RevenueRow>): RevenueTally;
export function tallyRevenueByPeriod(
  spans: Rows<RevenueSpan>,
  options: RevenueByPeriodOptions,
): RevenueByPeriodTally;
export function tallyRevenueCohorts(
  spans: Rows<RevenueSpan>,
  options: RevenueByPeriodOptions,
): RevenueCohortTally;
export interface RetainedEstimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}
export interface RevenueByPeriodOptions extends CalendarOptions {
  readonly until: Time;
}
export interface RevenueByPeriodTally {
  readonly kind: "revenue-by-period";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly currency: string | null;
  readonly afterUntil: number;
  readonly periods: readonly RevenuePeriod[];
}
export interface RevenueCohort {
  readonly start: string;
  readonly size: number;
  readonly paying: readonly number[];
  readonly amount: readonly number[];
  readonly kept: readonly number[];
  readonly lowest: readonly number[];
  readonly squares: RevenueCohortSquares;
}
export interface RevenueCohortSquares {
  readonly opening: number;
  readonly change: readonly number[];
  readonly openingChange: readonly number[];
  readonly loss: readonly number[];
  readonly openingLoss: readonly number[];
  readonly lowestLoss: readonly number[];
  readonly openingLowestLoss: readonly number[];
}
export interface RevenueCohortTally {
  readonly kind: "revenue-cohorts";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly currency: string | null;
  readonly afterUntil: number;
  readonly empty: number;
  readonly between: number;
  readonly cohorts: readonly RevenueCohort[];
}
export interface RevenueCustomers {
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly expanded: number;
  readonly contracted: number;
  readonly churned: number;
  readonly closing: number;
  readonly neither: number;
}
export type RevenuePeriod = SeriesPeriod<RevenueTally>;
export interface RevenueRetentionCell {
  readonly lag: number;
  readonly state: CellState;
  readonly amount: number;
  readonly net: number | null;
  readonly gross: number | null;
  readonly lowest: number | null;
  readonly customers: Share;
}
export interface RevenueRetentionCurveOptions extends ConfidenceOptions {
  readonly horizon?: number | undefined;
}
export interface RevenueRetentionPoint {
  readonly lag: number;
  readonly cohorts: number;
  readonly net: RetainedEstimate;
  readonly gross: RetainedEstimate;
  readonly lowest: RetainedEstimate;
  readonly customers: RetainedEstimate;
  readonly confidence: number;
}
export interface RevenueRetentionRow {
  readonly cohort: string;
  readonly size: number;
  readonly cells: readonly RevenueRetentionCell[];
}
export interface RevenueRetentionTableOptions {
  readonly from?: string | undefined;
}
export interface RevenueRow {
  readonly customer: CustomerId;
  readonly opening: number;
  readonly closing: number;
  readonly paidBefore?: boolean | 0 | 1 | null | undefined;
  readonly currency?: string | null | undefined;
}
export interface RevenueSpan {
  readonly customer: CustomerId;
  readonly from: Time;
  readonly to: Time | null;
  readonly amount: number;
  readonly currency?: string | null | undefined;
}
export interface RevenueSquares {
  readonly opening: number;
  readonly change: number;
  readonly openingChange: number;
  readonly loss: number;
  readonly openingLoss: number;
}
export interface RevenueTally {
  readonly kind: "revenue";
  readonly currency: string | null;
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churned: number;
  readonly closing: number;
  readonly customers: RevenueCustomers;
  readonly squares: RevenueSquares;
}

// survival

export function churnReasons(tally: LifetimeTally, options?: ConfidenceOptions): ChurnReason[];
export function cumulativeHazard(tally: LifetimeTally, options?: HazardOptions): HazardPoint[];
export function lifetimeQuantile(
  tally: LifetimeTally,
  share: number,
  options?: SurvivalOptions,
): Quantile;
export function logRankTest(groups: readonly LifetimeTally[]): LogRankTest | null;
export function logRankTestStratified(
  strata: readonly (readonly LifetimeTally[])[],
): StratifiedLogRankTest | null;
export function meanLifetimeDifference(
  before: LifetimeTally,
  after: LifetimeTally,
  options: HorizonOptions,
): LifetimeDifference | null;
export function meanLifetimeWithin(
  tally: LifetimeTally,
  options: HorizonFromOptions,
): MeanLifetime | null;
export function medianLifetime(tally: LifetimeTally, options?: SurvivalOptions): Quantile;
export function mergeLifetimes(parts: Iterable<LifetimeTally>): LifetimeTally;
export function mergeLifetimesByLevel(
  parts: Iterable<LifetimesByLevelTally>,
): LifetimesByLevelTally;
export function mergeRetentionByLevel(
  parts: Iterable<RetentionByLevelTally>,
): RetentionByLevelTally;
export function reasonIncidence(tally: LifetimeTally, options?: SurvivalOptions): ReasonIncidence[];
export function retentionByLevel(
  stays: RetentionByLevelTally | Rows<LevelOutcome>,
  options?: ConfidenceOptions,
): RetentionByLevel;
export function survivalAt(
  tally: LifetimeTally,
  durations: readonly number[],
  options?: SurvivalFromOptions,
): SurvivalAt[];
export function survivalCurve(tally: LifetimeTally, options?: SurvivalFromOptions): SurvivalPoint[];
export function tallyLifetimeCounts(rows: Iterable<LifetimeRow>): LifetimeTally;
export function tallyLifetimes(lifetimes: Rows<Lifetime>): LifetimeTally;
export function tallyLifetimesByLevel(rows: Rows<LevelLifetime>): LifetimesByLevelTally;
export function tallyRetentionByLevel(rows: Rows<LevelOutcome>): RetentionByLevelTally;
export interface ChurnReason {
  readonly reason: string;
  readonly count: number;
  readonly total: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}
export interface HazardOptions extends ConfidenceOptions {
  readonly estimator?: "nelson-aalen" | "fleming-harrington" | undefined;
}
export interface HazardPoint {
  readonly duration: number;
  readonly atRisk: number;
  readonly left: number;
  readonly hazard: number;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly survival: number;
  readonly confidence: number;
}
export interface HorizonFromOptions extends HorizonOptions {
  readonly from?: number | undefined;
}
export interface HorizonOptions extends ConfidenceOptions {
  readonly horizon: number;
}
export interface IncidencePoint {
  readonly duration: number;
  readonly atRisk: number;
  readonly left: number;
  readonly incidence: number;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export interface LevelLifetime extends Lifetime {
  readonly level: SatisfactionOutcome | null;
}
export interface LevelOutcome {
  readonly level: SatisfactionOutcome | null;
  readonly stayed: boolean | number;
}
export interface LevelRetention extends StayShare {
  readonly level: SatisfactionOutcome;
}
export interface Lifetime {
  readonly duration: number;
  readonly left: boolean | number;
  readonly entered?: number | null | undefined;
  readonly reason?: string | null | undefined;
}
export interface LifetimeCounts {
  readonly durations: readonly number[];
  readonly left: readonly number[];
  readonly censored: readonly number[];
  readonly entered?: readonly number[] | undefined;
  readonly byReason?: ReasonCounts | undefined;
}
export interface LifetimeDifference {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
  readonly pValue: number | null;
}
export interface LifetimeRow {
  readonly duration: number;
  readonly left: number;
  readonly censored: number;
  readonly entered?: number | null | undefined;
  readonly byReason?: readonly ReasonCount[] | null | undefined;
}
export interface LifetimeTally extends LifetimeCounts {
  readonly kind: "lifetimes";
}
export interface LifetimesByLevelTally {
  readonly kind: "lifetimes-by-level";
  readonly levels: readonly {
    readonly level: SatisfactionOutcome;
    readonly tally: LifetimeTally;
  }[];
  readonly unanswered: LifetimeTally;
}
export interface LogRankTest extends StratifiedLogRankTest {
  readonly exact: boolean;
}
export interface MeanLifetime {
  readonly value: number;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly horizon: number;
  readonly confidence: number;
}
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}
export interface ReasonCounts {
  readonly durations: readonly number[];
  readonly reasons: readonly string[];
  readonly left: readonly number[];
}
export interface ReasonIncidence {
  readonly reason: string | null;
  readonly points: readonly IncidencePoint[];
}
export interface RetentionByLevel {
  readonly levels: readonly LevelRetention[];
  readonly unanswered: StayShare;
  readonly trend: ShareTrend | null;
}
export interface RetentionByLevelTally {
  readonly kind: "retention-by-level";
  readonly levels: readonly (StayCounts & {
    readonly level: SatisfactionOutcome;
  })[];
  readonly unanswered: StayCounts;
}
export interface StayCounts {
  readonly stayed: number;
  readonly left: number;
}
export interface StayShare extends Share {
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export interface StratifiedLogRankTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly groups: readonly {
    readonly observed: number;
    readonly expected: number;
  }[];
}
export interface SurvivalAt {
  readonly duration: number;
  readonly atRisk: number;
  readonly survival: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export interface SurvivalFromOptions extends SurvivalOptions {
  readonly from?: number | undefined;
}
export interface SurvivalOptions extends ConfidenceOptions {
  readonly transform?: SurvivalTransform | undefined;
}
export interface SurvivalPoint {
  readonly duration: number;
  readonly atRisk: number;
  readonly left: number;
  readonly survival: number;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export type SurvivalTransform = "log-log" | "log" | "plain";

// loyalty

export function averageOrderValue(
  tally: PurchaseTally,
  options?: ConfidenceOptions,
): Estimate | null;
export function customerHistories(tally: PurchaseTally, options?: AtOptions): CustomerHistory[];
export function loyaltyQuadrants(
  stays: RetentionByLevelTally | Rows<LevelOutcome>,
  options: QuadrantOptions,
): LoyaltyQuadrants;
export function loyaltyUplift(
  members: PurchaseTally,
  others: PurchaseTally,
  options?: ConfidenceOptions,
): LoyaltyUplift;
export function mergeHistories(parts: Iterable<HistoryTally>): HistoryTally;
export function mergePurchases(parts: Iterable<PurchaseTally>): PurchaseTally;
export function mergeReferrals(parts: Iterable<ReferralTally>): ReferralTally;
export function mergeSpend(parts: Iterable<SpendTally>): SpendTally;
export function purchaseFrequency(
  tally: PurchaseTally,
  options?: ConfidenceOptions,
): Estimate | null;
export function purchaseHistories(tally: PurchaseTally, options?: AtOptions): HistoryTally;
export function purchaseSpend(tally: PurchaseTally, options?: AtOptions): SpendTally;
export function referralRate(tally: ReferralTally, options: ReferralRateOptions): ReferralRate;
export function repeatRate(tally: PurchaseTally, options?: RepeatOptions): Share;
export function rfmScores(tally: PurchaseTally, options?: RfmOptions): RfmScore[];
export function tallyHistories(rows: Rows<CountedHistory>): HistoryTally;
export function tallyPurchases(purchases: CustomerEvents, options: PurchaseOptions): PurchaseTally;
export function tallyPurchasesAsync(
  purchases: EventStream,
  options: PurchaseOptions,
): Promise<PurchaseTally>;
export function tallyReferrals(rows: Rows<Referral>, options: ReferralOptions): ReferralTally;
export function tallySpend(rows: Rows<CountedSpend>): SpendTally;
export function timeBetweenPurchases(tally: PurchaseTally): LifetimeTally;
export function timeToPurchase(tally: PurchaseTally, options?: NthOptions): LifetimeTally;
export interface AtOptions {
  readonly at?: Time | undefined;
}
export interface CountedHistory extends PurchaseHistory {
  readonly customers?: number | undefined;
}
export interface CountedSpend extends CustomerSpend {
  readonly customers?: number | undefined;
}
export interface CustomerHistory extends PurchaseHistory {
  readonly customer: CustomerId;
  readonly mean?: number;
}
export interface CustomerSpend {
  readonly repeats: number;
  readonly mean: number;
}
export interface HistoryTally {
  readonly kind: "histories";
  readonly repeats: readonly number[];
  readonly last: readonly number[];
  readonly age: readonly number[];
  readonly customers: readonly number[];
}
export interface LoyaltyQuadrants {
  readonly trueLoyalty: Share;
  readonly latentLoyalty: Share;
  readonly spuriousLoyalty: Share;
  readonly noLoyalty: Share;
}
export interface LoyaltyUplift {
  readonly orders: Estimate | null;
  readonly value: Estimate | null;
  readonly spend: Estimate | null;
}
export interface NthOptions {
  readonly nth?: number | undefined;
}
export interface PurchaseHistory {
  readonly repeats: number;
  readonly last: number;
  readonly age: number;
}
export interface PurchaseOptions extends Omit<CalendarOptions, "period"> {
  readonly period?: Period | undefined;
  readonly until: Time;
}
export interface PurchaseSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  readonly until: number;
  readonly untilPeriod: number;
}
export interface PurchaseTally extends PurchaseSettings {
  readonly kind: "purchases";
  readonly afterUntil: number;
  readonly customers: readonly CustomerId[];
  readonly periodCounts: readonly number[];
  readonly periods: readonly number[];
  readonly orders: readonly number[];
  readonly values: readonly number[] | null;
}
export interface QuadrantOptions {
  readonly satisfiedFrom: SatisfactionLevel;
}
export interface Referral {
  readonly customer: CustomerId;
  readonly time: Time;
  readonly referredBy?: CustomerId | null | undefined;
}
export interface ReferralOptions {
  readonly until: Time;
}
export interface ReferralRate {
  readonly count: number;
  readonly total: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
  readonly chainFactor: number | null;
  readonly unknownReferrer: number;
  readonly beforeJoining: number;
}
export interface ReferralRateOptions extends ConfidenceOptions {
  readonly withinDays: number;
}
export interface ReferralTally {
  readonly kind: "referrals";
  readonly until: number;
  readonly afterUntil: number;
  readonly customers: readonly CustomerId[];
  readonly joined: readonly number[];
  readonly referredBy: readonly (CustomerId | null)[];
}
export interface RepeatOptions {
  readonly within?: number | undefined;
}
export interface RfmCuts {
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly value?: readonly number[] | undefined;
}
export interface RfmOptions {
  readonly bins?: number | undefined;
  readonly cuts?: RfmCuts | undefined;
}
export interface RfmScore {
  readonly customer: CustomerId;
  readonly recency: number;
  readonly frequency: number;
  readonly value: number | null;
  readonly r: number;
  readonly f: number;
  readonly m: number | null;
}
export interface SpendTally {
  readonly kind: "spend";
  readonly nonPositive: number;
  readonly repeats: readonly number[];
  readonly mean: readonly number[];
  readonly customers: readonly number[];
}

// value

export function contractSurvival(
  model: ContractModel,
  options: ContractSurvivalOptions,
): ContractSurvivalPoint[];
export function customerLifetimeValue(
  models: ValueModels,
  options: LifetimeValueOptions,
  customer?: ValuedCustomer,
): number | null;
export function customerLifetimeValueInterval(
  models: ValueModels,
  options: LifetimeValueOptions & ConfidenceOptions,
  customer?: ValuedCustomer,
): Estimate | null;
export function discountedLifetime(
  model: ContractModel,
  options: DiscountedLifetimeOptions,
): number | null;
export function discountedPurchases(
  model: ParetoNbdModel | BgBbModel,
  options: DiscountedPurchasesOptions,
  history?: PurchaseHistory,
): number | null;
export function expectedLifetime(model: ContractModel): number | null;
export function expectedPurchases(
  model: PurchaseModel,
  horizon: number,
  history?: PurchaseHistory,
): number;
export function expectedPurchasesInterval(
  model: PurchaseModel,
  options: ExpectedPurchasesOptions,
  history?: PurchaseHistory,
): Estimate | null;
export function expectedSpend(model: SpendModel, customer?: CustomerSpend): number | null;
export function fitBdw(tally: LifetimeTally): Fitted<BdwContract> | null;
export function fitBgBb(tally: HistoryTally): Fitted<BgBbModel> | null;
export function fitBgNbd(tally: HistoryTally, options?: FitOptions): Fitted<BgNbdModel> | null;
export function fitGammaGamma(tally: SpendTally): Fitted<SpendModel> | null;
export function fitGeometric(tally: LifetimeTally): Fitted<GeometricContract> | null;
export function fitMbgNbd(tally: HistoryTally, options?: FitOptions): Fitted<BgNbdModel> | null;
export function fitParetoNbd(
  tally: HistoryTally,
  options?: FitOptions,
): Fitted<ParetoNbdModel> | null;
export function fitSbg(tally: LifetimeTally): Fitted<SbgContract> | null;
export function holdoutErrors(model: PurchaseModel, holdout: PurchaseHoldout): HoldoutErrors;
export function lifetimeValueAtConstantChurn(options: ConstantChurnOptions): number | null;
export function lifetimesFromSurvivors(cohorts: Iterable<readonly number[]>): LifetimeTally;
export function logLikelihood(model: ContractModel, tally: LifetimeTally): number | null;
export function logLikelihood(model: PurchaseModel, tally: HistoryTally): number | null;
export function logLikelihood(model: SpendModel, tally: SpendTally): number | null;
export function probabilityAlive(model: PurchaseModel, history: PurchaseHistory): number;
export function purchaseHoldout(tally: PurchaseTally, options: HoldoutOptions): PurchaseHoldout;
export function purchaseProbability(
  model: PurchaseModel,
  options: PurchaseProbabilityOptions,
  history?: PurchaseHistory,
): number;
export function purchaseTracking(model: PurchaseModel, tally: PurchaseTally): TrackedPeriod[];
export function repeatHistogram(
  model: PurchaseModel,
  tally: HistoryTally,
  options?: RepeatHistogramOptions,
): RepeatCount[];
export function spendCorrelation(tally: SpendTally, options?: ConfidenceOptions): Estimate | null;
export interface BdwContract {
  readonly kind: "bdw";
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
  readonly fit?: ModelFit | undefined;
}
export interface BgBbModel {
  readonly kind: "bg-bb";
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
  readonly fit?: ModelFit | undefined;
}
export interface BgNbdModel {
  readonly kind: "bg-nbd" | "mbg-nbd";
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly unit?: number | undefined;
  readonly fit?: ModelFit | undefined;
}
export interface ConstantChurnOptions {
  readonly revenue: number;
  readonly margin?: number | undefined;
  readonly churn: number;
  readonly discount?: number | undefined;
}
export type ContractModel = GeometricContract | SbgContract | BdwContract;
export interface ContractSurvivalOptions extends ConfidenceOptions {
  readonly to: number;
}
export interface ContractSurvivalPoint {
  readonly duration: number;
  readonly survival: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly retentionRate: number | null;
  readonly confidence: number;
}
export interface DiscountedLifetimeOptions {
  readonly discount: number;
  readonly payments?: number | undefined;
}
export interface DiscountedPurchasesOptions {
  readonly discount: number;
}
export interface ExpectedPurchasesOptions extends ConfidenceOptions {
  readonly horizon: number;
}
export interface FitOptions {
  readonly unit?: number | undefined;
}
export type Fitted<Model> = Model & {
  readonly fit: ModelFit;
};
export interface GeometricContract {
  readonly kind: "geometric";
  readonly churn: number;
  readonly fit?: ModelFit | undefined;
}
export interface HoldoutErrors extends PurchaseErrors {
  readonly byRepeats: readonly (PurchaseErrors & {
    readonly repeats: number;
  })[];
}
export interface HoldoutOptions {
  readonly at: Time;
}
export interface LifetimeValueOptions {
  readonly horizons: number;
  readonly periodLength: number;
  readonly discount: number;
}
export interface ModelFit {
  readonly status: "converged" | "at-limit" | "not-converged";
  readonly logLikelihood: number;
  readonly customers: number;
  readonly evaluations: number;
  readonly unidentified: readonly string[];
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly covariance: readonly (readonly number[])[] | null;
}
export interface ParetoNbdModel {
  readonly kind: "pareto-nbd";
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly unit?: number | undefined;
  readonly fit?: ModelFit | undefined;
}
export interface PurchaseErrors {
  readonly customers: number;
  readonly actual: number;
  readonly expected: number;
  readonly meanAbsoluteError: number | null;
  readonly rootMeanSquareError: number | null;
}
export interface PurchaseHoldout {
  readonly kind: "holdout";
  readonly horizon: number;
  readonly repeats: readonly number[];
  readonly last: readonly number[];
  readonly age: readonly number[];
  readonly purchases: readonly number[];
  readonly customers: readonly number[];
}
export type PurchaseModel = BgNbdModel | ParetoNbdModel | BgBbModel;
export interface PurchaseProbabilityOptions {
  readonly purchases: number;
  readonly horizon: number;
}
export interface RepeatCount {
  readonly repeats: number;
  readonly isOrMore: boolean;
  readonly actual: number;
  readonly expected: number;
}
export interface RepeatHistogramOptions {
  readonly upTo?: number | undefined;
}
export interface SbgContract {
  readonly kind: "sbg";
  readonly alpha: number;
  readonly beta: number;
  readonly fit?: ModelFit | undefined;
}
export interface SpendModel {
  readonly kind: "gamma-gamma";
  readonly p: number;
  readonly q: number;
  readonly scale: number;
  readonly fit?: ModelFit | undefined;
}
export interface TrackedPeriod {
  readonly start: string;
  readonly actual: number;
  readonly expected: number;
  readonly actualTotal: number;
  readonly expectedTotal: number;
}
export interface ValueModels {
  readonly purchases: PurchaseModel;
  readonly spend: SpendModel;
  readonly margin?: number | undefined;
}
export interface ValuedCustomer extends PurchaseHistory {
  readonly mean?: number | undefined;
}

// statistics

export function adjustPValues(p: readonly number[], options: AdjustOptions): number[];
export function adjustPValues(
  p: readonly (number | null)[],
  options: AdjustOptions,
): (number | null)[];
export function categoryIntervals<Label>(
  rows: Rows<{
    readonly label: Label;
    readonly count: number;
  }>,
  options?: ConfidenceOptions,
): CategoryInterval<Label>[] | null;
export function shareDifference(
  before: ShareCounts,
  after: ShareCounts,
  options?: ConfidenceOptions,
): GroupDifference | null;
export function shareDifferencePaired(
  moves: PairedChanges,
  options?: ConfidenceOptions,
): Difference | null;
export function shareInterval(share: ShareCounts, options?: ConfidenceOptions): Estimate | null;
export function shareIntervalAgrestiCoull(
  share: ShareCounts,
  options?: ConfidenceOptions,
): Estimate | null;
export function shareIntervalExact(
  share: ShareCounts,
  options?: ConfidenceOptions,
): Estimate | null;
export function shareIntervalJeffreys(
  share: ShareCounts,
  options?: ConfidenceOptions,
): Estimate | null;
export function shareTrend(groups: Rows<ShareCounts>, options?: TrendOptions): ShareTrend | null;
export interface AdjustOptions {
  readonly method: "holm" | "benjamini-hochberg" | "bonferroni";
}
export interface CategoryInterval<Label> {
  readonly label: Label;
  readonly count: number;
  readonly total: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}
export interface ConfidenceOptions {
  readonly confidence?: number | undefined;
}
export interface Difference extends Estimate {
  readonly pValue: number;
}
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}
export interface GroupDifference extends Difference {
  readonly exact: boolean;
}
export interface OrdinalShift {
  readonly delta: number;
  readonly u: number;
  readonly pValue: number;
  readonly exact: boolean;
}
export interface PairedChanges {
  readonly gained: number;
  readonly lost: number;
  readonly total: number;
}
export interface Quantile {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
export interface Share {
  readonly count: number;
  readonly total: number;
  readonly share: number | null;
}
export type ShareCounts = Pick<Share, "count" | "total">;
export interface ShareTrend {
  readonly slope: number;
  readonly z: number;
  readonly pValue: number;
  readonly exact: boolean;
}
export interface TrendOptions {
  readonly positions?: ArrayLike<number> | undefined;
}
