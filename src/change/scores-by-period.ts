// Scores counted period by period, none left out, in a form that adds up over any cut of the rows.

import type { CalendarOptions, Period, Weekday } from "../core/calendar.js";
import { checkCount, checkTally } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { checkReach, MOST_PERIODS } from "../core/limits.js";
import { observationOf, observedPeriods } from "../core/observation.js";
import { checkSame, partsOf, sumOver } from "../core/parts.js";
import { matchFromEnds } from "../core/series.js";
import { checkTime, type Time } from "../core/time.js";
import { checkSameScale, type Scale } from "../satisfaction/scale.js";
import {
  addScore,
  addTally,
  checkScores,
  emptyTally,
  isScaleOf,
  type OpenTally,
} from "../satisfaction/score-tally.js";
import type { ScoreGroup } from "../satisfaction/scores-by.js";

/**
 * Counts how often each score was given, period by period.
 *
 * The `groups` are what `tallyScoresBy` gives, one for each period, so that every function of groups takes them;
 * periods without answers are there too. Nothing is counted per customer, so any cut of the rows merges.
 *
 * @param rows - rows or columns of `{ time, score }`.
 * @param scale - the scale of the question.
 * @param options - `period`, `timeZone` and `until`, the end of observation, exclusive; for weeks the
 *   `weekStart`.
 * @returns a tally with a group for each period from that of the first row to the last one begun before
 *   `until`; `by` is the local date it starts on. Rows from `until` on are counted in `afterUntil` alone.
 * @throws RangeError or TypeError if a score is not on the scale, a time is not one, a row lies 50,000
 *   periods or more before `until`, or there is no such period or zone.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 3, 1) } as const;
 * const { groups } = tallyScoresByPeriod(
 *   [
 *     { time: Date.UTC(2026, 0, 5), score: 10 },
 *     { time: Date.UTC(2026, 2, 9), score: 9 },
 *     { time: Date.UTC(2026, 2, 31), score: 3 },
 *   ],
 *   zeroToTen,
 *   options,
 * );
 * groups.map(({ by, tally }) => [by, nps(tally)]);
 * // => [["2026-01-01", 100], ["2026-02-01", null], ["2026-03-01", 0]]
 * ```
 */
export function tallyScoresByPeriod(
  rows: Rows<{ readonly time: Time; readonly score: number | null | undefined }>,
  scale: Scale,
  options: ScoresByPeriodOptions,
): ScoresByPeriodTally {
  const where = "tallyScoresByPeriod";
  const { settings, observed } = observedPeriods(where, options);
  const later = emptyTally(where, scale);
  const tallies = new Map<number, OpenTally>();
  const { time: times, score: scores } = columnsOf(where, "rows", rows, ["time", "score"]);
  let first = observed.last + 1;
  let afterUntil = 0;
  for (let i = 0; i < scores.length; i++) {
    const time = checkTime(where, "time", times[i], i);
    let tally: OpenTally | undefined = later;
    if (time >= observed.until) afterUntil++;
    else {
      const number = observed.calendar.periodOf(time);
      tally = tallies.get(number);
      if (tally === undefined) {
        checkReach(where, "time", observed.last - number + 1, time, i);
        first = Math.min(first, number);
        tally = emptyTally(where, scale);
        tallies.set(number, tally);
      }
    }
    addScore(where, tally, scores[i], 1, i);
  }
  const groups = Array.from({ length: observed.last + 1 - first }, (_, i) => ({
    by: observed.calendar.startDateOf(first + i),
    tally: tallies.get(first + i) ?? emptyTally(where, scale),
  }));
  return {
    kind: "scores-by-period",
    scale: later.scale,
    ...settings,
    afterUntil,
    groups,
  };
}

/**
 * Adds tallies of the same periods, zone, `until` and scale, period by period.
 *
 * Any cut of the rows merges, as with `mergeScores`.
 *
 * @param parts - a list of one or more tallies; `tallyScoresByPeriod([], scale, options)` is the tally of
 *   nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the parts differ in period, zone, week start, `until` or scale, or
 *   are not a list of tallies.
 *
 * @example
 * ```ts
 * const options = { period: "week", timeZone: "UTC", until: Date.UTC(2026, 0, 19) } as const;
 * const web = tallyScoresByPeriod([{ time: Date.UTC(2026, 0, 6), score: 9 }], zeroToTen, options);
 * const mail = tallyScoresByPeriod([{ time: Date.UTC(2026, 0, 13), score: 2 }], zeroToTen, options);
 * mergeScoresByPeriod([web, mail]).groups.map(({ by, tally }) => [by, nps(tally)]);
 * // => [["2026-01-05", 100], ["2026-01-12", -100]]
 * ```
 */
export function mergeScoresByPeriod(parts: Iterable<ScoresByPeriodTally>): ScoresByPeriodTally {
  const where = "mergeScoresByPeriod";
  const tallies = partsOf(where, parts, arguments.length, checkScoresByPeriod);
  checkSame(where, tallies, ["period", "timeZone", "weekStart", "until"]);
  const [{ scale }] = tallies;
  tallies.forEach((part, i) => {
    checkSameScale(where, `parts[${i}].scale`, part.scale, scale);
  });
  const lists = tallies.map(({ groups }) => groups);
  const groups = matchFromEnds(lists, (same) => {
    const sum = emptyTally(where, scale);
    for (const { tally } of same) addTally(sum, tally);
    return { by: same[0].by, tally: sum };
  });
  const afterUntil = sumOver(tallies, (tally) => tally.afterUntil);
  return { ...tallies[0], scale: { ...scale }, afterUntil, groups };
}

/** The periods scores are counted by, and where observation ends. */
export interface ScoresByPeriodOptions extends CalendarOptions {
  /** The end of observation, exclusive: the moment the answers were exported. */
  readonly until: Time;
}

/** Scores period by period. Those of parts add up. */
export interface ScoresByPeriodTally {
  readonly kind: "scores-by-period";
  readonly scale: Scale;
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  /** Rows at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** From the period of the first row to the last one begun before `until`, by the local date it starts on. */
  readonly groups: readonly ScoreGroup<string>[];
}

/** Checks a stored tally. */
function checkScoresByPeriod(where: string, argument: string, tally: ScoresByPeriodTally): void {
  const { kind, scale, afterUntil, groups } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "scores-by-period", '"scores-by-period"', kind);
  const isWhole = Number.isInteger(scale?.min) && Number.isInteger(scale?.max);
  const hasScale = isWhole && isScaleOf(scale, scale.max - scale.min + 1);
  checkTally(where, `${argument}.scale`, hasScale, "a scale such as { min, max }", scale);
  const { calendar, last } = observationOf(where, argument, tally, "tallyScoresByPeriod");
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  const isList = Array.isArray(groups) && groups.length <= MOST_PERIODS;
  checkTally(
    where,
    `${argument}.groups`,
    isList,
    `a list of at most ${MOST_PERIODS} groups`,
    groups,
  );
  for (let i = 0; i < groups.length; i++) {
    const place = `${argument}.groups[${i}]`;
    const start = calendar.startDateOf(last + 1 - groups.length + i);
    const { by, tally: scores } = groups[i] ?? {};
    checkTally(where, `${place}.by`, by === start, `"${start}", so that none is left out`, by);
    checkScores(where, `${place}.tally`, scores, scale);
  }
}
