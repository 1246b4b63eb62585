import type { Estimate, Period, Scale } from "customer-metrics";
import { type BadRows, SHOWN_BAD_ROWS } from "./read/bad-rows.js";
import type { Source } from "./read/source.js";

/** Numbers are rounded here, for people, and nowhere before. */
export function percent(share: number | null, digits = 1): string {
  return share === null ? NOTHING : `${(100 * share).toFixed(digits)}%`;
}

export function points(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === "0.0") return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** The p value of a test; below some point it only says that it is small. */
export function probability(pValue: number): string {
  return pValue < 0.0001 ? "p < 0.0001" : `p = ${pValue.toFixed(4)}`;
}

export function count(number: number): string {
  return new Intl.NumberFormat("en").format(number);
}

/** `1 order`, `2 orders`. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

export function percentInterval({ low, high }: Pick<Estimate, "low" | "high">): string {
  return `${percent(low)} to ${percent(high)}`;
}

export function pointsInterval({ low, high }: Pick<Estimate, "low" | "high">): string {
  return `${points(low)} to ${points(high)}`;
}

export function confidence(of: Pick<Estimate, "confidence">): string {
  return `${Number((100 * of.confidence).toFixed(1))}% interval`;
}

export function range({ min, max }: Scale): string {
  return `${min}–${max}`;
}

/** A period by its name where it has a short one: `2026-11`, `2026 Q4`, `2026`. */
export function periodLabel(start: string, period: Period): string {
  const [year, month] = start.split("-");
  if (period === "year") return year;
  if (period === "quarter") return `${year} Q${Math.ceil(Number(month) / 3)}`;
  return period === "month" ? `${year}-${month}` : start;
}

export const GENERATED = "generated example data";

export function originOf({ name, isGenerated }: Source): string {
  return isGenerated ? `${name}, ${GENERATED}` : name;
}

/** What was left out, in one sentence; `null` if nothing was. */
export function badRowsHeading(bad: BadRows, source: Source, what: string): string | null {
  if (bad.count === 0) return null;
  const shown = bad.count > SHOWN_BAD_ROWS ? `; the first ${SHOWN_BAD_ROWS}` : "";
  return `${source.name}: ${counted(bad.count, `bad ${what}`)} left out${shown}:`;
}

/** What is shown in place of a missing number. */
export const NOTHING = "–";
