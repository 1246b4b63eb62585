// Tallies with an entry for each period, none left out: how the entries are dated, checked and matched.

import { stateAt } from "./cells.js";
import { checkTally } from "./check.js";
import { MOST_PERIODS } from "./limits.js";
import type { Observation } from "./observation.js";
import { checkList } from "./stored.js";

/** When a period that has begun starts, and whether it is over. */
export function datedPeriod(
  observed: Observation,
  number: number,
): Omit<SeriesPeriod<unknown>, "tally"> {
  const isOver = stateAt(observed, number) === "complete";
  return { start: observed.calendar.startDateOf(number), state: isOver ? "complete" : "partial" };
}

/** Checks the list of a stored tally: the periods up to the last one that has begun. */
export function checkSeries<Tally>(
  where: string,
  argument: string,
  observed: Observation,
  periods: readonly SeriesPeriod<Tally>[],
  checkEntry: (argument: string, tally: Tally, before: Tally | undefined, number: number) => void,
): void {
  checkList(where, `${argument}.periods`, periods, "a list of periods", MOST_PERIODS);
  periods.forEach((period, i) => {
    const place = `${argument}.periods.${i}`;
    const { start, state, tally } = period ?? {};
    const number = observed.last + 1 - periods.length + i;
    const meant = datedPeriod(observed, number);
    const mustBe = `"${meant.start}", so that none is left out`;
    checkTally(where, `${place}.start`, start === meant.start, mustBe, start);
    checkTally(where, `${place}.state`, state === meant.state, `"${meant.state}"`, state);
    checkEntry(`${place}.tally`, tally, periods[i - 1]?.tally, number);
  });
}

/** Lists of the same last period as one, what there is of each period added up. */
export function mergeSeries<Tally>(
  lists: readonly (readonly SeriesPeriod<Tally>[])[],
  add: (tallies: readonly Tally[]) => Tally,
): SeriesPeriod<Tally>[] {
  return matchFromEnds(lists, (same) => {
    const [{ start, state }] = same;
    return { start, state, tally: add(same.map(({ tally }) => tally)) };
  });
}

/** Entries of the same period as one. All lists end with the same period, so that they are matched from their ends. */
export function matchFromEnds<Entry, Sum>(
  lists: readonly (readonly Entry[])[],
  add: (same: readonly Entry[]) => Sum,
): Sum[] {
  const length = lists.reduce((most, list) => Math.max(most, list.length), 0);
  return Array.from({ length }, (_, i) =>
    add(lists.flatMap((list) => list[i + list.length - length] ?? [])),
  );
}

/** One period of a series. */
export interface SeriesPeriod<Tally> {
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  /** Whether the period is over at `until`, or still running. */
  readonly state: "complete" | "partial";
  readonly tally: Tally;
}
