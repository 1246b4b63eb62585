import { driverShares, relativeWeights } from "customer-metrics";
import { measureChange } from "../../../examples/demo/measure/change.js";
import type { BadRows } from "../../../examples/demo/read/bad-rows.js";
import type { Source } from "../../../examples/demo/read/source.js";
import { readSurvey } from "../../../examples/demo/read/survey.js";
import type { Questions, Results } from "../messages.js";
import { asked } from "../satisfaction/asked.js";
import { type Drivers, readDrivers } from "./read-drivers.js";

/** More drivers than this have too many orders to go through. */
export const MOST_SETS = 15;

export async function measureWaves(
  source: Source,
  delimiter: string,
  question: Questions["change"],
): Promise<Results["change"]> {
  const { scale } = asked[question.asked];
  const { score, by, wave, satisfiedFrom, drivers: names } = question;
  const hasBridge = by !== undefined && wave !== undefined;
  const survey = hasBridge
    ? await readSurvey(source, { score, scale, csat: undefined, by, wave, delimiter })
    : null;
  const read =
    names.length > 0
      ? await readDrivers(source, { score, scale, drivers: names, delimiter }, survey === null)
      : null;
  const measured = survey && measureChange(survey, satisfiedFrom);
  return {
    bad: both(survey?.bad, read?.bad),
    // Only what is drawn goes over to the page, and no function does.
    bridge: measured && drawnOf(measured, by ?? ""),
    drivers: read && sharesOf(read, names),
    missing:
      hasBridge || read !== null
        ? null
        : "Choose a column with two waves and one with segments, or drivers: other answers from people who gave the score.",
  };
}

function drawnOf(
  { reading: _, survey: __, ...measured }: NonNullable<ReturnType<typeof measureChange>>,
  column: string,
): NonNullable<Results["change"]["bridge"]> {
  return { ...measured, survey: { source: { isGenerated: false }, by: { column } } };
}

function sharesOf(
  { column, outcome, columns }: Drivers,
  names: readonly string[],
): NonNullable<Results["change"]["drivers"]> {
  // By place, since a driver may have any name.
  const places = names.map((_, i) => `${i}`);
  const rows: Record<string, readonly (number | null)[]> = Object.fromEntries([
    ["outcome", outcome],
    ...places.map((i) => [i, columns[+i]]),
  ]);
  const of = names.length > MOST_SETS ? relativeWeights : driverShares;
  const shares = of(rows, { outcome: "outcome", drivers: places });
  return {
    column,
    isWeights: names.length > MOST_SETS,
    shares: {
      ...shares,
      collinear: shares.collinear.map((place) => names[+place]),
      drivers: shares.drivers.map((one) => ({ ...one, driver: names[+one.driver] })),
    },
  };
}

function both(one: BadRows | undefined, other: BadRows | undefined): BadRows {
  const [a, b] = [one, other].map((bad) => bad ?? { count: 0, first: [] });
  return { count: a.count + b.count, first: [...a.first, ...b.first].slice(0, 10) };
}
