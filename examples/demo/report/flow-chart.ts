import * as Plot from "@observablehq/plot";
import type { MembershipTally } from "customer-metrics";
import { count } from "../format.js";
import { chart, ink } from "./chart.js";
import type { Element, Page } from "./page.js";

/** From the customers at the opening to those at the close: who went, who came. */
export function flowChart(
  page: Page,
  { opening, churned, new: acquired, reactivated, closing }: MembershipTally,
  { width, label }: { readonly width: number; readonly label: string },
): Element {
  const stayed = opening - churned;
  const bars = [
    { name: "at the\nopening", from: 0, to: opening, text: count(opening), fill: ink.passive },
    { name: "lost", from: stayed, to: opening, text: `−${count(churned)}`, fill: ink.detractor },
    {
      name: "new",
      from: stayed,
      to: stayed + acquired,
      text: `+${count(acquired)}`,
      fill: ink.main,
    },
    {
      name: "back\nagain",
      from: stayed + acquired,
      to: closing,
      text: `+${count(reactivated)}`,
      fill: ink.main,
    },
    { name: "at the\nclose", from: 0, to: closing, text: count(closing), fill: ink.passive },
  ];
  return chart(page, {
    label,
    width,
    height: 280,
    marginLeft: 4,
    marginRight: 4,
    marginTop: 22,
    marginBottom: 40,
    x: { domain: bars.map(({ name }) => name), padding: 0.3 },
    y: { axis: null, domain: [0, Math.max(1, ...bars.map(({ to }) => to))] },
    marks: [
      Plot.axisX({ tickSize: 0, label: null, fontSize: 12 }),
      Plot.barY(bars, { x: "name", y1: "from", y2: "to", fill: "fill", rx: 2 }),
      Plot.ruleY([0], { stroke: ink.rule }),
      Plot.text(bars, {
        x: "name",
        y: "to",
        text: "text",
        dy: -9,
        fontWeight: "bold",
        fill: ink.text,
      }),
    ],
  });
}
