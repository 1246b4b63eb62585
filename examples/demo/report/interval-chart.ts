import * as Plot from "@observablehq/plot";
import type { Estimate } from "customer-metrics";
import type { Group } from "../measure/satisfaction.js";
import { chart, ink, short } from "./chart.js";
import type { Element, Page } from "./page.js";

export interface IntervalChartOptions {
  readonly width: number;
  readonly label: string;
  readonly isNarrow: boolean;
  /** That of all answers, as a line across; none where they are no whole. */
  readonly all: Estimate | null;
  readonly show: (value: number) => string;
  readonly axis: string;
}

/** Groups below each other, each a point with its interval. */
export function intervalChart(
  page: Page,
  groups: readonly Group[],
  { width, label, isNarrow, all, show, axis }: IntervalChartOptions,
): Element {
  // By place, since two long names may be the same once they are cut.
  const rows = groups.map(({ name, answers, estimate }, row) => ({
    ...estimate,
    row,
    name: short(name === "" ? "(empty)" : name, isNarrow ? 14 : 22),
    text: show(estimate.value),
    answers,
  }));
  const lines = all === null ? [] : [all];
  const marginTop = all === null ? 14 : 38; // room for its name
  return chart(page, {
    label,
    width,
    height: marginTop + 42 + 36 * rows.length,
    marginLeft: 16 + 7.2 * Math.max(...rows.map(({ name }) => [...name].length)),
    marginRight: 12,
    marginTop,
    marginBottom: 38,
    x: { nice: true, domain: spanOf([...groups.map(({ estimate }) => estimate), ...lines]) },
    y: { type: "band", domain: rows.map(({ row }) => row), padding: 0.2 },
    marks: [
      Plot.gridX({ stroke: ink.rule, strokeOpacity: 1, ticks: isNarrow ? 4 : 6 }),
      Plot.axisX({
        ticks: isNarrow ? 4 : 6,
        tickSize: 0,
        tickFormat: show,
        label: axis,
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.axisY({
        tickSize: 0,
        label: null,
        fontSize: 12,
        tickFormat: (row: number) => rows[row].name,
      }),
      Plot.ruleX(lines, { x: "value", stroke: ink.muted, strokeDasharray: "3 3" }),
      Plot.text(lines, {
        x: "value",
        text: ({ value }: Estimate) => `all ${show(value)}`,
        frameAnchor: "top",
        lineAnchor: "bottom",
        dy: -22,
        fill: ink.muted,
      }),
      Plot.ruleY(rows, { x1: "low", x2: "high", y: "row", stroke: ink.main, strokeWidth: 2 }),
      Plot.dot(rows, { x: "value", y: "row", r: 5, fill: ink.main, stroke: ink.paper }),
      Plot.text(rows, {
        x: "value",
        y: "row",
        text: "text",
        dy: -13,
        fill: ink.text,
        stroke: ink.paper,
        strokeWidth: 4,
      }),
    ],
  });
}

function spanOf(estimates: readonly Estimate[]): [number, number] {
  return [
    Math.min(...estimates.map(({ low }) => low)),
    Math.max(...estimates.map(({ high }) => high)),
  ];
}
