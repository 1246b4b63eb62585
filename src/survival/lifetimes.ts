// How long customers stayed, counted by duration, and such tallies merged and checked.

import { checkCount, checkTally, fail, MOST } from "../core/check.js";
import type { Rows } from "../core/columns.js";
import { partsOf } from "../core/parts.js";
import { isCount, isList } from "../core/stored.js";
import type { Lifetime } from "./lifetime-columns.js";
import { countLifetimes, type LifetimeRow, type ReasonCount } from "./lifetime-rows.js";

/**
 * Counts lifetimes by duration: how many customers left at each, and how many were last seen there
 * and are still customers (censored).
 *
 * Somebody who is still there has a lifetime too, as long as it is known, and leaving them out makes
 * all others look short-lived. Where some leave and some are last seen at one duration, the leaving
 * comes first. Only equal numbers are one duration: 0.1 + 0.2 and 0.3 are two, so round durations
 * that were computed.
 *
 * A customer who had been one for a while before your records begin is watched from then on: give
 * `entered`, or those who left before that are forgotten and lifetimes look long. Nobody is at risk
 * before the first one enters; the curve stays at 1 up to there.
 *
 * Any cut of the rows merges (`mergeLifetimes`): a row stands alone, and a customer in two rows is
 * two lifetimes, as in the whole.
 *
 * @param lifetimes - rows or columns of `{ duration, left, entered?, reason? }`; columns of typed
 *   arrays are fastest. Durations are 0 or more, in any unit, and fractions are welcome.
 * @returns a row a duration; `survivalCurve`, `medianLifetime` and others read it.
 * @throws TypeError or RangeError if a duration is not a number of 0 or more, `left` is neither a
 *   boolean nor 0 or 1, a customer enters when the duration is over, or one who stays has a reason.
 *
 * @example
 * ```ts
 * tallyLifetimes([
 *   { duration: 3, left: true },
 *   { duration: 3, left: false },
 *   { duration: 12, left: false, entered: 5 },
 * ]);
 * // => { kind: "lifetimes", rows: [
 * //      { duration: 3, left: 1, censored: 1 },
 * //      { duration: 5, left: 0, censored: 0, entered: 1 },
 * //      { duration: 12, left: 0, censored: 1 }] }
 * tallyLifetimes([{ duration: 3, left: 3 }]);
 * // throws RangeError: tallyLifetimes: left at index 0 must be true, false, 1 or 0, got 3
 * ```
 */
export function tallyLifetimes(lifetimes: Rows<Lifetime>): LifetimeTally {
  return { kind: "lifetimes", rows: countLifetimes("tallyLifetimes", lifetimes) };
}

/**
 * Adds tallies of lifetimes, all in one unit.
 *
 * Any cut of the rows merges: a customer who is in two parts is two lifetimes, as in the whole.
 *
 * @param parts - a list of one or more tallies; `tallyLifetimes([])` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const north = tallyLifetimes([{ duration: 3, left: true }]);
 * const south = tallyLifetimes([{ duration: 3, left: false }, { duration: 8, left: true }]);
 * mergeLifetimes([north, south]).rows;
 * // => [{ duration: 3, left: 1, censored: 1 }, { duration: 8, left: 1, censored: 0 }]
 * ```
 */
export function mergeLifetimes(parts: Iterable<LifetimeTally>): LifetimeTally {
  const tallies = partsOf("mergeLifetimes", parts, arguments.length, checkLifetimes);
  // Each part is sorted, and sorting what consists of sorted runs takes little more than one pass.
  const all = tallies.flatMap(({ rows }) => rows).sort((a, b) => a.duration - b.duration);
  const rows: LifetimeRow[] = [];
  for (const row of all) {
    const last = rows.at(-1);
    if (last && last.duration === row.duration) rows[rows.length - 1] = addRows(last, row);
    else rows.push(row);
  }
  return { kind: "lifetimes", rows };
}

/** Checks a stored tally. */
export function checkLifetimes(
  where: string,
  argument: string,
  tally: LifetimeTally,
): CheckedLifetimes {
  const { kind, rows } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "lifetimes", '"lifetimes"', kind);
  checkTally(where, `${argument}.rows`, Array.isArray(rows), "a list of rows", rows);
  let before = -1;
  let customers = 0;
  let entrants = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    // Messages are made only where one is needed: there can be a million rows.
    if (!isLifetimeRow(row, before)) refuseRow(where, `${argument}.rows`, row, before, i);
    before = row.duration;
    customers += row.left + row.censored;
    entrants += row.entered ?? 0;
  }
  // Beyond it counts are rounded, and what is left of them once all are gone need not be nobody.
  const most = Number.MAX_SAFE_INTEGER;
  const few = `of ${most} customers at most`;
  checkTally(where, `${argument}.rows`, customers <= most, few, customers);
  const mustBe = `no more than the customers in the rows, ${customers}`;
  checkTally(where, `${argument}.rows.entered`, entrants <= customers, mustBe, entrants);
  const fromStart = customers - entrants;
  if (entrants === 0) return { rows, customers, fromStart };
  let atRisk = fromStart;
  for (let i = 0; i < rows.length; i++) {
    const { left, censored, entered = 0 } = rows[i];
    if (left + censored > atRisk) {
      const there = `no more than are there, ${atRisk}`;
      fail("bad-tally", where, `${argument}.rows.left`, there, left + censored, i);
    }
    atRisk += entered - left - censored;
  }
  return { rows, customers, fromStart };
}

/** Lifetimes counted by duration. Rows of parts add up to those of the whole. */
export interface LifetimeTally {
  readonly kind: "lifetimes";
  /** Sorted by duration. */
  readonly rows: readonly LifetimeRow[];
}

/** What a checked tally holds. */
export interface CheckedLifetimes {
  readonly rows: readonly LifetimeRow[];
  readonly customers: number;
  /** Those watched from the start. */
  readonly fromStart: number;
}

function addRows(a: LifetimeRow, b: LifetimeRow): LifetimeRow {
  const entered = (a.entered ?? 0) + (b.entered ?? 0);
  const reasons = new Map(a.byReason?.map(({ reason, count }) => [reason, count]));
  for (const { reason, count } of b.byReason ?? []) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const byReason = [...reasons]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([reason, count]) => ({ reason, count }));
  return {
    duration: a.duration,
    left: a.left + b.left,
    censored: a.censored + b.censored,
    ...(entered > 0 && { entered }),
    ...(byReason.length > 0 && { byReason }),
  };
}

function isLifetimeRow(row: LifetimeRow | null | undefined, before: number): boolean {
  const { duration, left, censored, entered, byReason } = row ?? {};
  return (
    typeof duration === "number" &&
    duration > before &&
    duration >= 0 &&
    duration <= MOST &&
    isCount(left) &&
    isCount(censored) &&
    (entered === undefined || isCount(entered)) &&
    (byReason === undefined || areReasons(byReason, left))
  );
}

function areReasons(byReason: unknown, left: number): boolean {
  if (!isList(byReason)) return false;
  let sum = 0;
  let before = "";
  return (byReason as readonly (Partial<ReasonCount> | null)[]).every((one, i) => {
    const { reason, count } = one ?? {};
    const sorted = i === 0 || before < (reason as string);
    before = reason as string;
    if (typeof reason !== "string" || !sorted || !isCount(count)) return false;
    sum += count;
    return sum <= left;
  });
}

/** Says what is wrong with an invalid row. */
function refuseRow(
  where: string,
  argument: string,
  row: LifetimeRow | null | undefined,
  before: number,
  index: number,
): never {
  const { duration, left, censored, entered, byReason } = row ?? {};
  const isDuration = typeof duration === "number" && duration >= 0 && duration <= MOST;
  const rising = "a number, 0 or more, rising";
  const fits = isDuration && duration > before && !Object.is(duration, -0);
  checkTally(where, `${argument}.duration`, fits, rising, duration, index);
  for (const [field, count] of Object.entries({ left, censored, entered })) {
    if (field === "entered" && entered === undefined) continue;
    checkCount(where, `${argument}.${field}`, count, index);
  }
  const mustBe = "counts by reason, sorted, no more than left";
  fail("bad-tally", where, `${argument}.byReason`, mustBe, byReason, index);
}
