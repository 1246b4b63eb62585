import * as Plot from "@observablehq/plot";
import type { LevelShare } from "customer-metrics";
import { percent } from "../format.js";
import { chart, ink } from "./chart.js";
import type { Element, Page } from "./page.js";

/**
 * The level ladder, best level on top. The full bar is the share at that very level; the pale bar goes
 * on to the share at that level or a better one.
 */
export function ladderChart(
  page: Page,
  levels: readonly LevelShare[],
  { width, label }: { readonly width: number; readonly label: string },
): Element {
  const steps = levels.map(({ level, share, atLeast }) => {
    const isLevel = level !== "below";
    return {
      level,
      share: share ?? 0,
      reach: (isLevel ? atLeast : share) ?? 0,
      fill: isLevel ? ink.main : ink.detractor,
      text: isLevel
        ? `${percent(share)} at this level · ${percent(atLeast)} at least`
        : `${percent(share)} at no level`,
    };
  });
  const bestFirst = steps.map(({ level }) => level).reverse();
  // The words stand above the bars, where there is room for them on a phone too.
  return chart(page, {
    label,
    width,
    height: 300,
    marginLeft: 74,
    marginRight: 4,
    marginTop: 10,
    marginBottom: 4,
    x: { axis: null, domain: [0, 1] },
    y: { domain: bestFirst, padding: 0.5 },
    marks: [
      Plot.axisY({ tickSize: 0, label: null, fontSize: 13, fill: ink.text }),
      Plot.barX(steps, { x1: 0, x2: 1, y: "level", fill: ink.rule, fillOpacity: 0.5, rx: 2 }),
      Plot.barX(steps, { x1: 0, x2: "reach", y: "level", fill: ink.band, rx: 2 }),
      Plot.barX(steps, { x1: 0, x2: "share", y: "level", fill: "fill", rx: 2 }),
      Plot.text(steps, {
        x: 0,
        y: "level",
        text: "text",
        textAnchor: "start",
        lineAnchor: "bottom",
        dx: 1,
        dy: -18,
        fill: ink.muted,
      }),
    ],
  });
}
