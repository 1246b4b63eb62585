import * as Plot from "@observablehq/plot";
import { chart, ink, short } from "./chart.js";
import type { Element, Page } from "./page.js";

/** A part of a change, or where it starts and ends. */
export interface Step {
  /** Of a segment, or of a wave. */
  readonly name: string;
  readonly part: "total" | "within" | "mix";
  /** Where it starts and ends; of a total both are the score. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What is cut is the name of a segment, never what happened in it. */
export function nameOf({ name, part }: Step, length = Infinity): string {
  return part === "total" ? short(name, length + 6) : `${short(name, length)}, ${part}`;
}

export interface BridgeOptions {
  readonly width: number;
  readonly label: string;
  readonly isNarrow: boolean;
}

/** From one score down to another, a row for each part that moved it. Scores need not start at 0, so no bar does. */
export function bridgeChart(
  page: Page,
  given: readonly Step[],
  { width, label, isNarrow }: BridgeOptions,
): Element {
  // By place, since the same segment comes twice.
  const steps = given.map((step, row) => ({
    ...step,
    row,
    name: nameOf(step, isNarrow ? 12 : 20),
    fill: step.part === "total" ? ink.muted : step.to < step.from ? ink.detractor : ink.main,
  }));
  const isTotal = ({ part }: Step) => part === "total";
  const moves = steps.filter((step) => !isTotal(step));
  const totals = steps.filter(isTotal);
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low || 1) * 0.04;
  return chart(page, {
    label,
    width,
    height: 12 + 34 * steps.length,
    marginLeft: 12 + 7 * Math.max(...steps.map(({ name }) => [...name].length)),
    marginRight: 64,
    marginTop: 4,
    marginBottom: 8,
    x: { axis: null, domain: [low - room, high + room] },
    y: { type: "band", domain: steps.map(({ row }) => row), padding: 0.3 },
    marks: [
      Plot.axisY({
        tickSize: 0,
        label: null,
        fontSize: 12,
        fill: ink.text,
        tickFormat: (row: number) => steps[row].name,
      }),
      Plot.link(steps.slice(1), {
        x: (_, i: number) => steps[i].to,
        y1: (_, i: number) => i,
        y2: "row",
        stroke: ink.muted,
        strokeDasharray: "3 3",
      }),
      Plot.barX(moves, { x1: "from", x2: "to", y: "row", fill: "fill", rx: 2 }),
      Plot.tickX(totals, { x: "to", y: "row", stroke: ink.text, strokeWidth: 4 }),
      ...[moves, totals].map((some) =>
        Plot.text(some, {
          x: ({ from, to }: Step) => Math.max(from, to),
          y: "row",
          text: "text",
          textAnchor: "start",
          dx: 8,
          fill: ink.text,
          stroke: ink.paper,
          strokeWidth: 4,
          fontWeight: some === totals ? "bold" : "normal",
        }),
      ),
    ],
  });
}
