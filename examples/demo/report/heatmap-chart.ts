import * as Plot from "@observablehq/plot";
import type { Period, RetentionCell } from "customer-metrics";
import { count, counted, NOTHING, percent, periodLabel } from "../format.js";
import { chart, ink } from "./chart.js";
import { colourStep, type Heatmap, type HeatmapRow, STEPS } from "./heatmap.js";
import { type Element, element, type Page, shape } from "./page.js";
import { scrollBox } from "./table.js";

interface Cell extends RetentionCell {
  readonly row: number;
}

/** The labels stand still while the cells scroll under a finger. */
export function heatmapChart(
  page: Page,
  heatmap: Heatmap,
  { period, label }: { readonly period: Period; readonly label: string },
): Element {
  const { rows, lags } = heatmap;
  const size = Math.max(20, Math.min(38, Math.floor(940 / Math.max(1, lags.length))));
  const shared = {
    height: 44 + rows.length * (size > 30 ? 28 : 22),
    marginTop: 40,
    marginBottom: 4,
    y: { axis: null, type: "band", domain: rows.map((_, row) => row), padding: 0 },
  } as const;
  const labels = chart(page, {
    ...shared,
    label: "",
    width: 108,
    marginLeft: 0,
    marginRight: 0,
    x: { axis: null, domain: [0, 108] },
    marks: [rowLabels(rows, period)],
  });
  labels.setAttribute("aria-hidden", "true"); // the picture's own words name what it shows
  const cells = chart(page, {
    ...shared,
    label,
    width: Math.max(240, lags.length * size + 4),
    marginLeft: 0,
    marginRight: Math.max(4, 240 - lags.length * size),
    x: { axis: null, domain: lags, padding: 0 },
    marks: [cellMarks(heatmap, size, period)],
  });
  cells.append(hatches(page));
  return element(page, "div", { class: "heatmap" }, labels, scrollBox(page, "Cohorts", cells));
}

function rowLabels(rows: readonly HeatmapRow[], period: Period): Plot.Markish {
  const places = rows.map((row, i) => ({ ...row, i }));
  const heads = { frameAnchor: "top-left", lineAnchor: "bottom", dy: -8, fill: ink.muted } as const;
  return [
    Plot.text(["cohort"], { ...heads, textAnchor: "start" }),
    Plot.text(["size"], { ...heads, dx: 98, textAnchor: "end" }),
    Plot.text(places, {
      x: 0,
      y: "i",
      text: ({ cohort, skipped }: HeatmapRow) => (skipped > 0 ? "…" : periodLabel(cohort, period)),
      textAnchor: "start",
      fill: ink.text,
    }),
    Plot.text(places, {
      x: 98,
      y: "i",
      text: ({ size, skipped }: HeatmapRow) => (skipped > 0 ? "" : count(size)),
      textAnchor: "end",
      fill: ink.muted,
    }),
  ];
}

function cellMarks({ rows, lags, step }: Heatmap, size: number, period: Period): Plot.Markish {
  const cells = rows.flatMap((row, i) =>
    row.skipped > 0 ? [] : row.cells.map((cell): Cell => ({ ...cell, row: i })),
  );
  const begun = cells.filter(({ state }) => state !== "future");
  const [full, empty] = [
    begun.filter(({ share }) => share !== null),
    begun.filter(({ share }) => share === null),
  ];
  const stepOf = ({ share }: Cell) => colourStep(share ?? 0, step);
  const isPartial = ({ state }: Cell) => state === "partial";
  // Where a cell is too small for the sign, the legend says that all numbers are percentages.
  const textOf = ({ share, state }: Cell) =>
    (size > 30 ? percent(share, 0) : percent(share, 0).slice(0, -1)) +
    (state === "partial" ? "*" : "");
  const place = { x: "lag", y: "row" };
  return [
    Plot.axisX({ anchor: "top", tickSize: 0, label: null, fill: ink.muted }),
    Plot.text([`${period}s after the first order`], {
      frameAnchor: "top-left",
      lineAnchor: "bottom",
      textAnchor: "start",
      dx: 4,
      dy: -24,
      fill: ink.muted,
    }),
    Plot.cell(full, {
      ...place,
      inset: 0.75,
      rx: 2,
      fill: (cell: Cell) =>
        isPartial(cell) ? `url(#hatch-${stepOf(cell)})` : `var(--heat-${stepOf(cell)})`,
      stroke: (cell: Cell) => (isPartial(cell) ? ink.muted : "none"),
      strokeDasharray: "2 2",
    }),
    Plot.text(full, {
      ...place,
      text: textOf,
      fontSize: size > 30 ? 12 : 9.5,
      fill: (cell: Cell) => (isPartial(cell) ? ink.text : `var(--on-heat-${stepOf(cell)})`),
      // Digits over stripes need a rim to be read.
      stroke: (cell: Cell) => (isPartial(cell) ? ink.paper : "none"),
      strokeWidth: 3,
    }),
    Plot.text(empty, { ...place, text: () => NOTHING, fill: ink.muted }),
    Plot.text(skippedRows(rows), {
      x: () => lags[0],
      y: "row",
      text: ({ from, to, skipped }: SkippedRow) =>
        `nobody entered from ${periodLabel(from, period)} to ${periodLabel(to, period)}, ${counted(skipped, period)}`,
      textAnchor: "start",
      dx: 4 - size / 2,
      fill: ink.muted,
    }),
  ];
}

interface SkippedRow {
  readonly row: number;
  readonly from: string;
  readonly to: string;
  readonly skipped: number;
}

function skippedRows(rows: readonly HeatmapRow[]): SkippedRow[] {
  return rows.flatMap(({ cohort, skipped, lastSkipped }, row) =>
    skipped === 0 ? [] : [{ row, from: cohort, to: lastSkipped, skipped }],
  );
}

/** Stripes of each colour, for periods that still run. */
function hatches(page: Page): Element {
  const patterns = Array.from({ length: STEPS }, (_, i) =>
    shape(
      page,
      "pattern",
      {
        id: `hatch-${i}`,
        width: "5",
        height: "5",
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      },
      shape(page, "rect", { width: "5", height: "5", fill: ink.paper }),
      shape(page, "rect", { width: "1.75", height: "5", fill: `var(--heat-${i})`, opacity: "0.7" }),
    ),
  );
  return shape(page, "defs", {}, ...patterns);
}
