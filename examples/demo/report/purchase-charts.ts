import * as Plot from "@observablehq/plot";
import type { RepeatCount, TrackedPeriod } from "customer-metrics";
import { count, percent } from "../format.js";
import type { Purchases, Silence } from "../measure/purchases.js";
import { chart, ink } from "./chart.js";
import type { Element, Page } from "./page.js";

interface ChartSize {
  readonly width: number;
  readonly label: string;
  readonly isNarrow: boolean;
}

/** A bar for the customers there are, and a mark for those whom the model expects. */
export function histogramChart(
  page: Page,
  bars: readonly RepeatCount[],
  { width, label }: ChartSize,
): Element {
  const x = ({ repeats, isOrMore }: RepeatCount) => `${repeats}${isOrMore ? "+" : ""}`;
  const top = Math.max(...bars.flatMap(({ actual, expected }) => [actual, expected]));
  return chart(page, {
    label,
    width,
    height: 280,
    marginLeft: 52,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 48,
    x: { domain: bars.map(x), padding: 0.25 },
    y: { domain: [0, top * 1.05 || 1] },
    marks: [
      Plot.gridY({ stroke: ink.rule, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: count, label: null }),
      Plot.axisX({
        tickSize: 0,
        label: "came back so often",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
      }),
      Plot.barY(bars, { x, y: "actual", fill: ink.main, rx: 2 }),
      Plot.tickY(bars, {
        x,
        y: "expected",
        stroke: ink.detractor,
        strokeWidth: 4,
        insetLeft: -3,
        insetRight: -3,
      }),
    ],
  });
}

/** Repeat purchases so far, and as the model expects them; what is right of the line it had not seen. */
export function trackingChart(
  page: Page,
  tracking: readonly TrackedPeriod[],
  { width, label, isNarrow, cut }: ChartSize & { readonly cut: string },
): Element {
  const points = tracking.map(({ start, actualTotal, expectedTotal }) => ({
    date: new Date(start),
    actual: actualTotal,
    expected: expectedTotal,
  }));
  const at = new Date(cut);
  return chart(page, {
    label,
    width,
    height: 280,
    marginLeft: 52,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 30,
    x: { type: "utc" },
    marks: [
      Plot.gridY({ stroke: ink.rule, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: count, label: null }),
      Plot.axisX({ ticks: isNarrow ? 4 : 7, tickSize: 4, label: null }),
      Plot.ruleX([at], { stroke: ink.muted, strokeDasharray: "3 3" }),
      Plot.text([at], {
        x: (date: Date) => date,
        text: () => "held out",
        frameAnchor: "top",
        textAnchor: "start",
        dx: 4,
        dy: -16,
        fill: ink.muted,
      }),
      Plot.lineY(points, { x: "date", y: "actual", stroke: ink.main, strokeWidth: 2.25 }),
      Plot.lineY(points, {
        x: "date",
        y: "expected",
        stroke: ink.detractor,
        strokeWidth: 2.25,
        strokeDasharray: "6 4",
      }),
    ],
  });
}

/** A line for customers of so many purchases, by the days that they have been silent. */
export function silenceChart(
  page: Page,
  silence: readonly Silence[],
  { width, label, isNarrow }: ChartSize,
): Element {
  const points = silence.flatMap(({ purchases, points: own }) =>
    own.map((point) => ({ ...point, purchases })),
  );
  const ends = silence.map(({ purchases, points: own }) => ({ ...own[own.length - 1], purchases }));
  const farthest = ends[0].days;
  // Names that lie on one another are moved apart.
  const names = [...ends].sort((a, b) => a.alive - b.alive);
  const room = 0.075;
  const heights: number[] = [];
  for (const { alive } of names) {
    const below = heights[heights.length - 1] ?? -1;
    heights.push(Math.max(alive, below + room, 0));
  }
  const over = Math.max(0, (heights[heights.length - 1] ?? 0) - 1);
  const placed = names.map((name, i) => ({ ...name, height: heights[i] - over }));
  return chart(page, {
    label,
    width,
    height: 280,
    marginLeft: 46,
    marginRight: 92,
    marginTop: 12,
    marginBottom: 48,
    x: { domain: [0, farthest] },
    y: { domain: [0, 1] },
    color: {
      domain: silence.map(({ purchases }) => purchases),
      range: [ink.detractor, ink.muted, "var(--heat-4)", ink.main],
    },
    marks: [
      Plot.gridY({ stroke: ink.rule, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        tickFormat: (share: number) => percent(share, 0),
        label: null,
      }),
      Plot.axisX({
        ticks: isNarrow ? 4 : 7,
        tickSize: 4,
        tickFormat: count,
        label: "days since the last purchase",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
      }),
      Plot.lineY(points, {
        x: "days",
        y: "alive",
        z: "purchases",
        stroke: "purchases",
        strokeWidth: 2.25,
      }),
      Plot.text(placed, {
        x: farthest,
        y: "height",
        text: ({ purchases }: { purchases: number }) =>
          `${purchases} purchase${purchases === 1 ? "" : "s"}`,
        textAnchor: "start",
        dx: 6,
        fill: ink.text,
      }),
    ],
  });
}

/** How many customers have each pair of scores. */
export function rfmChart(page: Page, rfm: Purchases["rfm"], { width, label }: ChartSize): Element {
  const most = Math.max(...rfm.map(({ customers }) => customers));
  const cells = rfm.map((cell) => ({ ...cell, heat: Math.ceil((6 * cell.customers) / most) }));
  return chart(page, {
    label,
    width,
    height: 280,
    marginLeft: 46,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 48,
    x: { domain: SCORES, padding: 0.04 },
    y: { domain: [...SCORES].reverse(), padding: 0.04 },
    marks: [
      Plot.axisX({
        tickSize: 0,
        label: "frequency score",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
      }),
      Plot.axisY({
        tickSize: 0,
        label: "recency score",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
      }),
      Plot.cell(cells, {
        x: "f",
        y: "r",
        fill: ({ heat }: { heat: number }) => `var(--heat-${heat})`,
        rx: 3,
      }),
      Plot.text(cells, {
        x: "f",
        y: "r",
        text: ({ customers }: { customers: number }) => count(customers),
        fill: ({ heat }: { heat: number }) => `var(--on-heat-${heat})`,
      }),
    ],
  });
}

const SCORES = [1, 2, 3, 4, 5];
