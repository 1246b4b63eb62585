// Draws the pictures of the docs from the data that the pages show: npx tsx docs/images/make.ts
// Greys and hues are of middle lightness, since a page may be light or dark.

import { writeFileSync } from "node:fs";
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import {
  explainChange,
  fitMbgNbd,
  type LifetimeTally,
  levelShares,
  type NpsCounts,
  npsCategory,
  npsCounts,
  npsDifference,
  purchaseHistories,
  purchaseTracking,
  reasonIncidence,
  retentionCurve,
  retentionTable,
  revenueRetentionTable,
  survivalAt,
  survivalCurve,
  tallyCohorts,
  tallyLifetimeCounts,
  tallyLifetimes,
  tallyPurchases,
  tallyRevenue,
  tallyRevenueCohorts,
  tallyScoreCounts,
  timeToPurchase,
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
    Plot.cell(complete, { x: "lag", y: "row", fill: "share" }),
    Plot.text(complete, {
      x: "lag",
      y: "row",
      text: ({ share }) => percent(share),
      fill: ({ share }) => ((share ?? 0) > 0.6 ? "white" : "#0b2a45"),
    }),
    Plot.cell(partial, { x: "lag", y: "row", fill: "none", stroke: ink, strokeDasharray: "4 3" }),
    Plot.text(partial, { x: "lag", y: "row", text: ({ share }) => percent(share), fill: ink }),
  ],
});

// As in revenue.md: customers who joined in each month at €49, of whom a fifth upgrades, and some leave.
const joined = [40, 50, 30, 60, 45, 24];
const subscribed = joined.flatMap((count, cohort) =>
  Array.from({ length: count }, (_, i) => {
    const at = (month: number) => Date.UTC(2025, 5 + month, 1);
    const customer = `${cohort}-${i}`;
    const stays = 2 + ((7 * i + 3 * cohort) % 9);
    const to = cohort + stays < 6 ? at(cohort + stays) : null;
    const plan = { customer, from: at(cohort), to, amount: 4900 };
    if (i % 5 !== 0 || stays < 3 || cohort > 3) return [plan];
    return [
      { ...plan, to: at(cohort + 2) },
      { ...plan, from: at(cohort + 2), amount: 9900 },
    ];
  }).flat(),
);
const payers = revenueRetentionTable(
  tallyRevenueCohorts(subscribed, {
    period: "month",
    timeZone: "UTC",
    until: Date.UTC(2025, 10, 21),
  }),
).flatMap(({ cohort, size, cells }) =>
  cells.map((cell) => ({ ...cell, row: `${monthOf(cohort)}: ${size}` })),
);
const paidComplete = payers.filter(({ state }) => state === "complete");
const paidPartial = payers.filter(({ state }) => state === "partial");

draw(
  "revenue-cohorts",
  "What each month's new customers pay of what they paid at first, by month since",
  {
    height: 270,
    marginLeft: 110,
    marginTop: 40,
    padding: 0.06,
    x: { axis: "top", label: "months since they first paid", tickSize: 0 },
    y: { label: null, tickSize: 0, domain: [...new Set(payers.map(({ row }) => row))] },
    color: { domain: [0.5, 1.1], range: ["#d6e6f2", "#084a7c"] },
    marks: [
      Plot.cell(paidComplete, { x: "lag", y: "row", fill: "net" }),
      Plot.text(paidComplete, {
        x: "lag",
        y: "row",
        text: ({ net }) => percent(net),
        fill: ({ net }) => ((net ?? 0) > 0.86 ? "white" : "#0b2a45"),
      }),
      Plot.cell(paidPartial, {
        x: "lag",
        y: "row",
        fill: "none",
        stroke: ink,
        strokeDasharray: "4 3",
      }),
      Plot.text(paidPartial, { x: "lag", y: "row", text: ({ net }) => percent(net), fill: ink }),
    ],
  },
);

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
    Plot.lineY(curve, { x: "lag", y: "share", stroke: hues.promoter, strokeWidth: 2 }),
    Plot.dot(curve, { x: "lag", y: "share", fill: hues.promoter, r: 4 }),
    Plot.text(curve.slice(1), {
      x: "lag",
      y: "high",
      text: ({ share, count, total }) => `${percent(share)}\n${count} of ${total}`,
      dy: -22,
      dx: 8,
      fill: ink,
    }),
  ],
});

// As in revenue.md: what customers paid a month, in cents, at either end of a year.
const paid = [
  { count: 140, opening: 4900, closing: 4900 },
  { count: 46, opening: 4900, closing: 9900 },
  { count: 38, opening: 9900, closing: 9900 },
  { count: 14, opening: 9900, closing: 4900 },
  { count: 44, opening: 4900, closing: 0 },
  { count: 12, opening: 9900, closing: 0 },
  { count: 70, opening: 0, closing: 4900, paidBefore: false },
  { count: 22, opening: 0, closing: 9900, paidBefore: false },
  { count: 9, opening: 0, closing: 4900, paidBefore: true },
];
const year = tallyRevenue(
  paid.flatMap(({ count, ...row }, group) =>
    Array.from({ length: count }, (_, i) => ({ customer: `${group}-${i}`, ...row })),
  ),
);
const bridge = stepsOf([
  { step: "January 2025", change: year.opening },
  { step: "new", change: year.new },
  { step: "reactivated", change: year.reactivated },
  { step: "expansion", change: year.expansion },
  { step: "contraction", change: -year.contraction },
  { step: "churned", change: -year.churned },
]);
bridge.push({ step: "January 2026", from: 0, to: year.closing, change: year.closing, fill: ink });

draw("bridge", "Recurring revenue of January 2025 and January 2026, and what moved in between", {
  height: 270,
  marginLeft: 96,
  marginTop: 8,
  marginBottom: 8,
  x: { axis: null, domain: [0, 3_200_000] },
  y: { label: null, tickSize: 0, domain: bridge.map(({ step }) => step), padding: 0.25 },
  marks: [
    Plot.ruleX([0], { stroke: ink }),
    Plot.link(bridge.slice(1), {
      y1: (_, i) => bridge[i].step,
      y2: "step",
      x: (_, i) => bridge[i].to,
      stroke: ink,
      strokeDasharray: "3 3",
    }),
    Plot.barX(bridge, { y: "step", x1: "from", x2: "to", fill: "fill" }),
    Plot.text(bridge, {
      y: "step",
      x: ({ from, to }) => Math.max(from, to),
      text: ({ change, from }) => (from === 0 ? "" : change < 0 ? "− " : "+ ") + euros(change),
      dx: 6,
      textAnchor: "start",
      fill: "fill",
      fontWeight: "bold",
    }),
  ],
});

// As in change.md.
const segmentOf = (by: string, count: readonly number[]) => ({
  by,
  tally: tallyScoreCounts({ score: [10, 8, 3], count }, zeroToTen),
});
const why = explainChange(
  [segmentOf("web", [60, 25, 15]), segmentOf("shop", [40, 30, 30])],
  [segmentOf("web", [26, 9, 5]), segmentOf("shop", [68, 47, 45])],
);
if (!why) throw new Error("nobody answered");
const moves = stepsOf([
  { step: "spring", change: why.before },
  ...why.segments.map(({ by, within }) => ({ step: `${by}, within`, change: within })),
  ...why.segments.map(({ by, mix }) => ({ step: `${by}, mix`, change: mix })),
]);
moves.push({ step: "autumn", from: 0, to: why.after, change: why.after, fill: ink });

draw("why", "The score of spring and that of autumn, and what moved it in between", {
  height: 230,
  marginLeft: 100,
  marginTop: 8,
  marginBottom: 8,
  x: { axis: null, domain: [0, 40] },
  y: { label: null, tickSize: 0, domain: moves.map(({ step }) => step), padding: 0.25 },
  marks: [
    Plot.ruleX([0], { stroke: ink }),
    Plot.link(moves.slice(1), {
      y1: (_, i) => moves[i].step,
      y2: "step",
      x: (_, i) => moves[i].to,
      stroke: ink,
      strokeDasharray: "3 3",
    }),
    Plot.barX(moves, { y: "step", x1: "from", x2: "to", fill: "fill" }),
    Plot.text(moves, {
      y: "step",
      x: ({ from, to }) => Math.max(from, to),
      text: ({ change, from }) =>
        `${from === 0 ? "" : change < 0 ? "− " : "+ "}${Math.abs(change).toFixed(1)}`,
      dx: 6,
      textAnchor: "start",
      fill: "fill",
      fontWeight: "bold",
    }),
  ],
});

// As in survival.md: customers by months since joining, who left then and who are in that month now.
const stillThere = [12, 11, 15, 13, 9, 4, 11, 8, 11, 12, 6, 8, 10, 7, 6, 7, 8, 3, 6, 4, 3, 3, 3, 8];
const plans = [
  {
    plan: "yearly",
    stroke: hues.promoter,
    tally: planOf(
      [1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 13, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0],
      [10, 1, 9, 7, 8, 4, 5, 7, 8, 14, 7, 10, 5, 5, 8, 7, 3, 7, 7, 4, 6, 8, 5, 7],
    ),
  },
  {
    plan: "monthly",
    stroke: hues.detractor,
    tally: planOf(
      [33, 20, 21, 7, 12, 9, 4, 6, 1, 1, 3, 1, 2, 3, 2, 3, 0, 0, 1, 2, 0, 1, 0, 0],
      stillThere,
    ),
  },
];
const shown = [0, 6, 12, 18, 24];
const months = {
  label: "months since joining",
  labelAnchor: "center",
  labelArrow: "none",
  domain: [0, 24],
  labelOffset: 36,
  ticks: shown,
} as const;

draw("survival", "The share of customers still there, by months since joining and by plan", {
  height: 340,
  marginLeft: 52,
  marginRight: 112,
  marginBottom: 84,
  x: months,
  y: { label: null, domain: [0, 1], ticks: 5, tickFormat: percent, grid: true },
  marks: plans.flatMap(({ plan, stroke, tally }, i) => {
    const points = survivalCurve(tally);
    const watched = { frameAnchor: "bottom", dy: 56 + 18 * i, fill: stroke } as const;
    return [
      Plot.text(survivalAt(tally, shown), { ...watched, x: "duration", text: "atRisk" }),
      Plot.text(["watched"], { ...watched, x: 24, dx: 24, textAnchor: "start" }),
      Plot.areaY(points, {
        x: "duration",
        y1: "low",
        y2: "high",
        fill: stroke,
        fillOpacity: 0.2,
        curve: "step-after",
      }),
      Plot.lineY(points, {
        x: "duration",
        y: "survival",
        stroke,
        strokeWidth: 2,
        curve: "step-after",
      }),
      Plot.text(points.slice(-1), {
        x: 24,
        y: "survival",
        text: ({ survival }) => `${plan}: ${percent(survival)}`,
        textAnchor: "start",
        dx: 6,
        fill: stroke,
        fontWeight: "bold",
      }),
    ];
  }),
});

// As in reasons.md: those of the monthly plan who left, by reason.
const leavers = [
  {
    reason: "closed down",
    stroke: hues.passive,
    counts: [2, 2, 0, 0, 2, 1, 1, 1, 1, 0, 3, 1, 2, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0],
  },
  {
    reason: "feature",
    stroke: hues.promoter,
    counts: [7, 3, 7, 2, 6, 3, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0],
  },
  {
    reason: "price",
    stroke: hues.detractor,
    counts: [24, 15, 14, 5, 4, 5, 1, 5, 0, 1, 0, 0, 0, 3, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0],
  },
];
const lifetimes = stillThere.flatMap((count, i) => [
  ...Array.from({ length: count }, () => ({ duration: i + 1, left: false, reason: null })),
  ...leavers.flatMap(({ reason, counts }) =>
    Array.from({ length: counts[i] }, () => ({ duration: i + 1, left: true, reason })),
  ),
]);
const incidences = reasonIncidence(tallyLifetimes(lifetimes));

draw("reasons", "The share of customers who have left, by reason and months since joining", {
  height: 290,
  marginLeft: 52,
  marginRight: 130,
  marginBottom: 40,
  x: months,
  y: { label: null, domain: [0, 0.4], ticks: 4, tickFormat: percent, grid: true },
  marks: leavers.flatMap(({ reason, stroke }) => {
    const { points = [] } = incidences.find((one) => one.reason === reason) ?? {};
    const alone = survivalCurve(
      tallyLifetimes(
        lifetimes.map((row) => ({ ...row, left: row.reason === reason, reason: null })),
      ),
    );
    return [
      Plot.lineY(alone, {
        x: "duration",
        y: ({ survival }) => 1 - survival,
        stroke,
        strokeDasharray: "3 3",
        curve: "step-after",
      }),
      Plot.lineY(points, {
        x: "duration",
        y: "incidence",
        stroke,
        strokeWidth: 2,
        curve: "step-after",
      }),
      Plot.text(points.slice(-1), {
        x: 24,
        y: "incidence",
        text: ({ incidence }) => `${reason}: ${percent(incidence)}`,
        textAnchor: "start",
        dx: 6,
        dy: reason === "closed down" ? 6 : -2,
        fill: stroke,
        fontWeight: "bold",
      }),
    ];
  }),
});

// As in significance.md.
const may = { promoters: 104, passives: 56, detractors: 40 };
const june = { promoters: 94, passives: 66, detractors: 40 };
const changes = [1, 20].map((n) => {
  const times = (counts: NpsCounts) => ({
    promoters: n * counts.promoters,
    passives: n * counts.passives,
    detractors: n * counts.detractors,
  });
  const { value, low, high } = npsDifference(times(may), times(june)) ?? never();
  const answers = (n * 200).toLocaleString("en");
  const row = `${answers} answers\na survey`;
  const decided = low > 0 || high < 0;
  const text = decided ? "the score fell" : "undecided";
  return { row, value, low, high, decided, text };
});

draw("change", "A fall of 5 points with its interval, from few answers and from many", {
  height: 210,
  marginLeft: 104,
  marginRight: 24,
  marginBottom: 44,
  x: {
    label: "change of the score, in points",
    labelAnchor: "center",
    labelArrow: "none",
    domain: [-25, 15],
    ticks: 8,
    grid: true,
    tickFormat: points,
  },
  y: { label: null, tickSize: 0, domain: changes.map(({ row }) => row), padding: 0.3 },
  marks: [
    Plot.ruleX([0], { stroke: ink, strokeWidth: 2 }),
    Plot.ruleY(changes, {
      x1: "low",
      x2: "high",
      y: "row",
      stroke: ({ decided }) => (decided ? hues.promoter : hues.passive),
      strokeWidth: 7,
      strokeOpacity: 0.55,
    }),
    Plot.dot(changes, {
      x: "value",
      y: "row",
      r: 6,
      fill: ({ decided }) => (decided ? hues.promoter : hues.passive),
    }),
    ...(["low", "high"] as const).map((end) =>
      Plot.text(changes, {
        x: end,
        y: "row",
        text: (change) => points(Math.round(10 * change[end]) / 10),
        dy: 18,
        fill: ink,
      }),
    ),
    Plot.text(changes, { x: "value", y: "row", text: "text", dy: -18, fill: ink }),
  ],
});

// As in lifetime-value.md: made-up orders of 600 customers over 18 months.
const shop = tallyPurchases(shopOrders(), { timeZone: "UTC", until: Date.UTC(2026, 6, 1) });
const again = [
  { nth: 2, name: "twice", stroke: hues.promoter },
  { nth: 3, name: "three times", stroke: hues.detractor },
].map((which) => {
  const points = survivalCurve(timeToPurchase(shop, { nth: which.nth })).filter(
    ({ duration }) => duration <= 365,
  );
  return { ...which, points };
});

draw("again", "The share of customers who have bought again, by days since the first purchase", {
  height: 290,
  marginLeft: 52,
  marginRight: 142,
  marginBottom: 40,
  x: {
    label: "days since the first purchase",
    labelAnchor: "center",
    labelArrow: "none",
    domain: [0, 365],
    ticks: [0, 90, 180, 270, 365],
  },
  y: { label: null, domain: [0, 1], ticks: 5, tickFormat: percent, grid: true },
  marks: again.flatMap(({ name, stroke, points }) => [
    Plot.areaY(points, {
      x: "duration",
      y1: ({ low }) => 1 - low,
      y2: ({ high }) => 1 - high,
      fill: stroke,
      fillOpacity: 0.2,
      curve: "step-after",
    }),
    Plot.lineY(points, {
      x: "duration",
      y: ({ survival }) => 1 - survival,
      stroke,
      strokeWidth: 2,
      curve: "step-after",
    }),
    Plot.text(points.slice(-1), {
      x: 365,
      y: ({ survival }) => 1 - survival,
      text: ({ survival }) => `${name}: ${percent(1 - survival)}`,
      textAnchor: "start",
      dx: 6,
      fill: stroke,
      fontWeight: "bold",
    }),
  ]),
});

const seen = Date.UTC(2026, 0, 1);
const model = fitMbgNbd(purchaseHistories(shop, { at: seen }), { unit: 7 });
if (!model) throw new Error("nobody came back");
const tracked = purchaseTracking(model, shop)
  .filter((_, i) => i % 5 === 0)
  .map(({ start, ...rest }) => ({ ...rest, date: new Date(start) }));

draw(
  "tracking",
  "Repeat purchases so far, and as a model expects them that stops learning in 2026",
  {
    height: 290,
    marginLeft: 60,
    marginRight: 90,
    marginTop: 28,
    marginBottom: 44,
    x: { type: "utc", label: null, ticks: 6 },
    y: { label: null, ticks: 5, grid: true },
    marks: [
      Plot.ruleX([new Date(seen)], { stroke: ink, strokeDasharray: "4 3" }),
      Plot.text([new Date(seen)], {
        x: (date: Date) => date,
        text: () => "held out",
        frameAnchor: "top",
        textAnchor: "start",
        dx: 6,
        dy: -16,
        fill: ink,
      }),
      Plot.lineY(tracked, { x: "date", y: "actualTotal", stroke: hues.promoter, strokeWidth: 2 }),
      Plot.lineY(tracked, {
        x: "date",
        y: "expectedTotal",
        stroke: hues.detractor,
        strokeWidth: 2,
        strokeDasharray: "6 4",
      }),
      ...[
        { name: "actual", fill: hues.promoter, dy: -10 },
        { name: "expected", fill: hues.detractor, dy: 10 },
      ].map(({ name, fill, dy }) =>
        Plot.text(tracked.slice(-1), {
          x: "date",
          y: "actualTotal",
          text: () => name,
          textAnchor: "start",
          dx: 6,
          dy,
          fill,
          fontWeight: "bold",
        }),
      ),
    ],
  },
);

function shopOrders(): { customer: number; time: number; value: number }[] {
  let seed = 7;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const made: { customer: number; time: number; value: number }[] = [];
  for (let customer = 1; customer <= 600; customer++) {
    let time = Math.floor(90 * random());
    const pace = 20 / random() ** 0.8;
    const leaves = 0.35 * random();
    const basket = 15 + 60 * random() ** 2;
    do {
      const value = Math.round(basket * (0.5 + random()));
      made.push({ customer, time: Date.UTC(2025, 0, 1 + Math.floor(time)), value });
      time += 1 - pace * Math.log(random());
    } while (time < 546 && random() > leaves);
  }
  return made;
}

function draw(name: string, title: string, options: Plot.PlotOptions): void {
  const { document } = parseHTML("<html></html>");
  const style = { color: ink, background: "none", fontSize: "13px", fontFamily: "sans-serif" };
  const svg = Plot.plot({ document, width: 480, style, color: { type: "identity" }, ...options });
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.querySelector("style")?.remove(); // for pages that it is part of; this one stands alone
  svg.prepend(Object.assign(document.createElement("title"), { textContent: title }));
  writeFileSync(new URL(`${name}.svg`, import.meta.url), `${svg.outerHTML}\n`);
}

/** Each change on top of the ones before it; the first stands on the ground. */
function stepsOf(changes: readonly { step: string; change: number }[]): {
  step: string;
  change: number;
  from: number;
  to: number;
  fill: string;
}[] {
  let to = 0;
  return changes.map(({ step, change }, i) => {
    const from = to;
    to += change;
    const fill = i === 0 ? ink : change < 0 ? hues.detractor : hues.promoter;
    return { step, change, from, to, fill };
  });
}

function planOf(left: readonly number[], censored: readonly number[]): LifetimeTally {
  return tallyLifetimeCounts(
    left.map((count, i) => ({ duration: i + 1, left: count, censored: censored[i] })),
  );
}

function euros(cents: number): string {
  return `€${Math.round(Math.abs(cents) / 100).toLocaleString("en")}`;
}

/** The three categories above their bars. */
function labels(counts: ReturnType<typeof npsCounts>): Plot.Markish[] {
  const rows = [
    { x: 3, text: `${counts.detractors} detractors`, fill: hues.detractor },
    { x: 7.2, text: `${counts.passives} passives`, fill: hues.passive },
    { x: 9.5, text: `${counts.promoters} promoters`, fill: hues.promoter },
  ];
  return [Plot.text(rows, { x: "x", y: 51, text: "text", fill: "fill", fontWeight: "bold" })];
}

function percent(share: number | null): string {
  return `${Math.round(100 * (share ?? 0))} %`;
}

/** With a minus sign, not a hyphen. */
function points(change: number): string {
  return `${change}`.replace("-", "−");
}

function never(): never {
  throw new Error("somebody answered both surveys");
}

function monthOf(date: string): string {
  return new Date(date).toLocaleString("en", { month: "long", timeZone: "UTC" });
}
