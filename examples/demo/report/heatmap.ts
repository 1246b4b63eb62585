import type { RetentionCell, RetentionRow } from "customer-metrics";

/** The steps of the heatmap: how strong a colour is says how high a rate. */
export const STEPS = 7;

/** Beyond these a picture is a blur; the first lags of the last cohorts are shown. */
export const MOST_COHORTS = 60;
export const MOST_LAGS = 60;

/** A row of the picture: a cohort, or a run of periods in which nobody entered. */
export interface HeatmapRow {
  readonly cohort: string;
  readonly size: number;
  readonly cells: readonly RetentionCell[];
  /** How many empty cohorts the row stands for; 0 if it is one. */
  readonly skipped: number;
  /** The last of them. */
  readonly lastSkipped: string;
}

export interface Heatmap {
  readonly rows: readonly HeatmapRow[];
  readonly lags: readonly number[];
  /** Rates from one colour to the next. */
  readonly step: number;
  readonly cohortsLeftOut: number;
  readonly lagsLeftOut: number;
}

/** What of a cohort table the picture shows; lag 0 is 100 % in every row, so it starts at 1. */
export function heatmapOf(table: readonly RetentionRow[]): Heatmap {
  const joined = joinEmpty(table);
  const rows = joined.slice(-MOST_COHORTS);
  const lags = table.slice(1).map((_, i) => i + 1);
  return {
    rows: rows.map((row) => ({ ...row, cells: row.cells.slice(1, MOST_LAGS + 1) })),
    lags: lags.slice(0, MOST_LAGS),
    step: stepFor(rows),
    cohortsLeftOut: joined.length - rows.length,
    lagsLeftOut: Math.max(0, lags.length - MOST_LAGS),
  };
}

export function colourStep(rate: number, step: number): number {
  return Math.min(STEPS - 1, Math.floor(rate / step + 1e-9)); // 0.3 ÷ 0.1 is just below 3
}

/** Empty cohorts keep their rows, but a long run of them is one row that says how long. */
function joinEmpty(table: readonly RetentionRow[]): HeatmapRow[] {
  const rows: HeatmapRow[] = [];
  for (let i = 0; i < table.length; ) {
    let end = i;
    while (end < table.length && table[end].size === 0) end++;
    const skipped = end - i >= 3 ? end - i : 0;
    const lastSkipped = table[Math.max(i, end - 1)].cohort;
    rows.push({ ...table[i], skipped, lastSkipped });
    i += Math.max(1, skipped);
  }
  return rows;
}

/** Small cohorts reach 100 % by chance; the colours are for what cohorts of some size do. */
function stepFor(rows: readonly HeatmapRow[]): number {
  const rates = (least: number) =>
    rows
      .filter(({ size }) => size >= least)
      .flatMap(({ cells }) => cells.slice(1).filter(({ state }) => state === "complete"))
      .map(({ share }) => share ?? 0);
  const large = rates(20);
  const top = Math.max(0, ...(large.length > 0 ? large : rates(1)));
  if (top === 0) return 0.1; // nothing complete to go by
  return STEP_SIZES.find((step) => step * STEPS >= top) ?? 0.15;
}

const STEP_SIZES = [0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12];
