// Draws the pictures of the docs from the data that the pages show: npx tsx docs/images/make.ts
// Greys and hues are of middle lightness, since a page may be light or dark.

import { writeFileSync } from "node:fs";
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import {
  levelShares,
  npsCategory,
  npsCounts,
  retentionCurve,
  retentionTable,
  tallyCohorts,
  tallyScoreCounts,
  zeroToTen,
} from "../../src/index.js";

const ink = "#7d7d7d";
const hues = { detractor: "#d1603d", passive: "#8c8c8c", promoter: "#2a8fbd" };

// As in satisfaction.md.
const answers = [6, 2, 3, 4, 5, 14, 12, 30, 44, 38, 42].map((count, score) => ({ score, count }));
const survey = tallyScoreCounts(answers, zeroToTen);

// As in retention.md: customers of each month who ordered in it and in each month since.
const ordered = [
  [40, 22, 18, 16, 15, 9],
  [50, 27, 21, 20, 12],
  [30, 13, 11, 6],
  [60, 35, 21],
  [45, 17],
  [24],
];
const orders = ordered.flatMap((counts, cohort) =>
  counts.flatMap((count, lag) =>
    Array.from({ length: count }, (_, i) => ({
      customer: `${cohort}-${i}`,
      time: Date.UTC(2026, 5 + cohort + lag, 10),
    })),
  ),
);
const until = new Date("2026-11-21T00:00:00Z");
const cohorts = tallyCohorts(orders, { period: "month", timeZone: "UTC", until });

draw("scores", "How often each score was given, by NPS category", {
  height: 270,
  marginBottom: 40,
  x: { label: "score", labelAnchor: "center", labelArrow: "none", ticks: 11 },
  y: { axis: null, domain: [0, 54] },
  marks: [
    Plot.rectY(answers, {
      x1: ({ score }) => score - 0.45,
      x2: ({ score }) => score + 0.45,
      y: "count",
      fill: ({ score }) => hues[npsCategory(score)],
    }),
    Plot.text(answers, { x: "score", y: "count", text: "count", dy: -9, fill: ink }),
    ...labels(npsCounts(survey)),
  ],
});

const ladder = levelShares(survey).slice(1);

draw("levels", "The share of answers at each level, and at a better one", {
  height: 190,
  marginLeft: 72,
  x: { axis: null, domain: [0, 1] },
  y: { label: null, domain: ["amazes", "delights", "exceeds", "meets"], tickSize: 0 },
  marks: [
    Plot.barX(ladder, {
      x: "atLeast",
      y: "level",
      fill: hues.promoter,
      fillOpacity: 0.4,
    }),
    Plot.barX(ladder, { x: "share", y: "level", fill: hues.promoter }),
    Plot.text(ladder, {
      x: "atLeast",
      y: "level",
      text: ({ level, atLeast }) => percent(atLeast) + (level === "amazes" ? "" : " or better"),
      dx: 8,
      textAnchor: "start",
      fill: ink,
    }),
    Plot.text(ladder, {
      x: 0,
      y: "level",
      text: ({ share }) => percent(share),
      dx: 8,
      textAnchor: "start",
      fill: "white",
    }),
  ],
});

const table = retentionTable(cohorts).flatMap(({ cohort, size, cells }) =>
  cells.map((cell) => ({ ...cell, row: `${monthOf(cohort)}: ${size}` })),
);
const complete = table.filter(({ state }) => state === "complete");
const partial = table.filter(({ state }) => state === "partial");

draw("cohorts", "The share of each month's new customers who came back, by month since", {
  height: 270,
  marginLeft: 110,
  marginTop: 40,
  padding: 0.06,
  x: { axis: "top", label: "months since the first order", tickSize: 0 },
  y: { label: null, tickSize: 0, domain: [...new Set(table.map(({ row }) => row))] },
  color: { domain: [0, 1], range: ["#d6e6f2", "#084a7c"] },
  marks: [
    Plot.cell(complete, { x: "lag", y: "row", fill: "rate" }),
    Plot.text(complete, {
      x: "lag",
      y: "row",
      text: ({ rate }) => percent(rate),
      fill: ({ rate }) => ((rate ?? 0) > 0.6 ? "white" : "#0b2a45"),
    }),
    Plot.cell(partial, { x: "lag", y: "row", fill: "none", stroke: ink, strokeDasharray: "4 3" }),
    Plot.text(partial, { x: "lag", y: "row", text: ({ rate }) => percent(rate), fill: ink }),
  ],
});

const curve = retentionCurve(cohorts);

draw("curve", "The share of customers who came back, by month since the first order", {
  height: 280,
  marginLeft: 52,
  marginRight: 32,
  marginBottom: 40,
  x: {
    label: "months since the first order",
    labelAnchor: "center",
    labelArrow: "none",
    ticks: curve.length - 1,
    inset: 12,
  },
  y: { label: null, domain: [0, 1], ticks: 5, tickFormat: percent, grid: true },
  marks: [
    Plot.areaY(curve, {
      x: "lag",
      y1: "low",
      y2: "high",
      fill: hues.promoter,
      fillOpacity: 0.25,
    }),
    Plot.lineY(curve, { x: "lag", y: "rate", stroke: hues.promoter, strokeWidth: 2 }),
    Plot.dot(curve, { x: "lag", y: "rate", fill: hues.promoter, r: 4 }),
    Plot.text(curve.slice(1), {
      x: "lag",
      y: "high",
      text: ({ rate, returned, eligible }) => `${percent(rate)}\n${returned} of ${eligible}`,
      dy: -22,
      dx: 8,
      fill: ink,
    }),
  ],
});

function draw(name: string, title: string, options: Plot.PlotOptions): void {
  const { document } = parseHTML("<html></html>");
  const style = { color: ink, background: "none", fontSize: "13px", fontFamily: "sans-serif" };
  const svg = Plot.plot({ document, width: 640, style, color: { type: "identity" }, ...options });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.querySelector("style")?.remove(); // for pages that it is part of; this one stands alone
  svg.prepend(Object.assign(document.createElement("title"), { textContent: title }));
  writeFileSync(new URL(`${name}.svg`, import.meta.url), `${svg.outerHTML}\n`);
}

/** The three categories above their bars. */
function labels(counts: ReturnType<typeof npsCounts>): Plot.Markish[] {
  const rows = [
    { x: 3, text: `${counts.detractors} detractors`, fill: hues.detractor },
    { x: 7.5, text: `${counts.passives} passives`, fill: hues.passive },
    { x: 9.5, text: `${counts.promoters} promoters`, fill: hues.promoter },
  ];
  return [Plot.text(rows, { x: "x", y: 51, text: "text", fill: "fill", fontWeight: "bold" })];
}

function percent(share: number | null): string {
  return `${Math.round(100 * (share ?? 0))} %`;
}

function monthOf(date: string): string {
  return new Date(date).toLocaleString("en", { month: "long", timeZone: "UTC" });
}
