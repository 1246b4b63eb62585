import * as Plot from "@observablehq/plot";
import { percent } from "../format.js";
import type { CurvePoint } from "../measure/retention.js";
import { chart, ink } from "./chart.js";
import type { Element, Page } from "./page.js";

/** The retention curve with its interval as a band, from lag 1: lag 0 is 100 % whatever happens. */
export function curveChart(
  page: Page,
  curve: readonly CurvePoint[],
  {
    width,
    label,
    period,
  }: { readonly width: number; readonly label: string; readonly period: string },
): Element {
  const points = curve.filter(({ lag }) => lag > 0);
  const last = points.length;
  const top = topOf(curve);
  const every = stepFor(last, width / 44);
  const ticks = points.map(({ lag }) => lag).filter((lag) => lag % every === 0 || last <= every);
  if (every > 2) ticks.unshift(1);
  const cohortsAt = new Map(points.map(({ lag, cohorts }) => [lag, cohorts]));
  return chart(page, {
    label,
    width,
    height: 300,
    marginLeft: 46,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 62,
    x: { domain: last > 1 ? [1, last] : [0.5, 1.5] },
    y: { domain: [0, top] },
    marks: [
      Plot.gridY({ stroke: ink.rule, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        tickFormat: (rate: number) => percent(rate, 0),
        label: null,
      }),
      Plot.axisX({
        ticks,
        tickSize: 4,
        tickFormat: (lag: number) => `${lag}\n(${cohortsAt.get(lag)})`,
        label: `${period}s after the first order (cohorts)`,
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 52,
      }),
      Plot.areaY(points, { x: "lag", y1: "low", y2: "high", fill: ink.band, clip: true }),
      Plot.lineY(points, { x: "lag", y: "rate", stroke: ink.main, strokeWidth: 2.25 }),
      Plot.dot(last > 30 ? [] : points, { x: "lag", y: "rate", r: 3, fill: ink.main }),
    ],
  });
}

/** Ticks every 1, 2, 3, 6, 12 … lags, whichever is the first to leave room for the words. */
function stepFor(lags: number, most: number): number {
  return [1, 2, 3, 6, 12, 24, 60, 120, 365].find((step) => lags / step <= most) ?? lags;
}

/**
 * The upper end of the axis. The last points may rest on a handful of customers; where their intervals
 * would press the curve flat, they go over the edge.
 */
export function topOf([, ...points]: readonly CurvePoint[]): number {
  const many = points.filter(({ total }) => total >= 0.1 * points[0].total);
  const rate = Math.max(...points.map((point) => point.share));
  const high = Math.max(...points.map((point) => point.high));
  return Math.min(1, 1.05 * Math.min(high, Math.max(2 * rate, ...many.map((point) => point.high))));
}
