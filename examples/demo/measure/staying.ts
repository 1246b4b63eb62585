import {
  type Calendar,
  calendar,
  type Estimate,
  type LevelLifetime,
  type LifetimeTally,
  type LogRankTest,
  logRankTest,
  type MeanLifetime,
  meanLifetimeWithin,
  medianLifetime,
  mergeLifetimes,
  type Quantile,
  type RetentionByLevel,
  reasonIncidence,
  retentionByLevel,
  type SatisfactionOutcome,
  type SurvivalPoint,
  satisfactionLevel,
  survivalCurve,
  tallyLifetimesByLevel,
} from "customer-metrics";
import type { Asked } from "../read/asked.js";
import type { Members, Membership } from "../read/members.js";
import { unusable } from "../unusable.js";

/** Whether satisfied customers stay: answers joined to what became of who gave them. */
export interface Staying {
  readonly asked: Asked;
  readonly members: Members;
  /** Asked while a member, whether they answered or not. */
  readonly customers: number;
  /** Asked, but no member that day: nobody of them can leave. */
  readonly strangers: number;
  /** Not yet watched for all of the window, and so not in `retention`. */
  readonly young: number;
  readonly retention: RetentionByLevel;
  /** Levels that somebody is at, worst first. */
  readonly levels: readonly LevelStay[];
  /** Whether the curves differ at all. */
  readonly difference: LogRankTest | null;
  readonly reasons: readonly ReasonShare[];
}

/** How long the customers of one level stay, in days from the day they were asked. */
export interface LevelStay {
  readonly level: SatisfactionOutcome;
  readonly customers: number;
  readonly left: number;
  readonly tally: LifetimeTally;
  readonly curve: readonly SurvivalPoint[];
  readonly median: Quantile;
  /** Of the first `HORIZON` days. */
  readonly mean: MeanLifetime | null;
}

/** The share of some customers that left for one reason within the horizon. */
export interface ReasonShare {
  /** `null` for those who did not say. */
  readonly reason: string | null;
  /** Below expectations; delighted or amazed. */
  readonly group: "low" | "high";
  readonly customers: number;
  readonly estimate: Estimate;
}

/** The days after the answer that the shares are of, and as far as curves are drawn. */
export const WINDOW = 180;
export const HORIZON = 365;

export function measureStaying(asked: Asked, members: Members): Staying {
  const { rows, strangers } = watch(asked, members);
  if (rows.length === 0) throw unusable(`${members.source.name}: no member in it was asked.`);
  const old = rows.filter(({ watched }) => watched > WINDOW);
  const byLevel = tallyLifetimesByLevel(rows).levels;
  const tallies = byLevel.map(({ tally }) => tally);
  return {
    asked,
    members,
    customers: rows.length,
    strangers,
    young: rows.length - old.length,
    retention: retentionByLevel(
      old.map(({ level, duration, left }) => ({ level, stayed: !left || duration > WINDOW })),
    ),
    levels: byLevel.flatMap(({ level, tally }) => levelStay(level, tally) ?? []),
    difference: logRankTest(tallies),
    reasons: [
      ...reasonShares("low", tallies[0]),
      ...reasonShares("high", mergeLifetimes([tallies[3], tallies[4]])),
    ],
  };
}

interface Watched extends LevelLifetime {
  readonly left: boolean;
  /** Days from the answer to the end of observation. */
  readonly watched: number;
}

/**
 * Everybody's time from the answer on: what came before it could not have ended in leaving, or nobody
 * would have been asked.
 */
function watch(
  asked: Asked,
  { of, timeZone, until }: Members,
): Pick<Staying, "strangers"> & {
  readonly rows: readonly Watched[];
} {
  const days = calendar({ period: "day", timeZone });
  const end = days.periodOf(days.startOfDate(until));
  let strangers = 0;
  const rows = asked.customer.flatMap((customer, i): Watched[] => {
    const time = asked.time[i];
    const membership = stayAt(of.get(customer) ?? [], time, days);
    const start = days.periodOf(time);
    if (membership === undefined || start >= end) {
      strangers++;
      return [];
    }
    const last = membership.to === null ? end : days.periodOf(membership.to);
    const left = last < end;
    const score = asked.score[i];
    return [
      {
        level: score === null ? null : satisfactionLevel(score),
        duration: Math.min(last, end) - start,
        left,
        reason: left ? membership.reason : null,
        watched: end - start,
      },
    ];
  });
  return { rows, strangers };
}

/**
 * The membership at some time, or the last of those that follow on it: who changes plans, or is a member
 * again the same day, has not left.
 */
function stayAt(
  memberships: readonly Membership[],
  time: number,
  { periodOf }: Calendar,
): Membership | undefined {
  const sorted = [...memberships].sort((a, b) => a.from - b.from);
  // An answer that is a date is one of all that day.
  const isAt = ({ from, to }: Membership) =>
    periodOf(from) <= periodOf(time) && (to === null || time < to);
  return sorted.reduce((stay: Membership | undefined, next) => {
    if (stay === undefined || stay.to === null) return stay;
    const isLonger = next.to === null || next.to > stay.to;
    return isLonger && periodOf(next.from) <= periodOf(stay.to) ? next : stay;
  }, sorted.find(isAt));
}

function levelStay(level: SatisfactionOutcome, tally: LifetimeTally): LevelStay | null {
  const left = sumOf(tally.left);
  const customers = left + sumOf(tally.censored);
  if (customers === 0) return null;
  return {
    level,
    customers,
    left,
    tally,
    curve: survivalCurve(tally),
    median: medianLifetime(tally),
    mean: meanLifetimeWithin(tally, { horizon: HORIZON }),
  };
}

function reasonShares(group: ReasonShare["group"], tally: LifetimeTally): ReasonShare[] {
  const customers = sumOf(tally.left) + sumOf(tally.censored);
  return reasonIncidence(tally).flatMap(({ reason, points }) => {
    const within = points.filter(({ duration }) => duration <= HORIZON);
    const { incidence: value, low, high, confidence } = within[within.length - 1];
    // Where nobody has left for it yet, or all have, there is no interval.
    if (value === 0 || low === null || high === null) return [];
    return [{ reason, group, customers, estimate: { value, low, high, confidence } }];
  });
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
