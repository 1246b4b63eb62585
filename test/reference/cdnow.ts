// The figures of CDNOW's customers that were published, or computed by others, worked out by this package from
// the file that is not ours to copy: `npx tsx test/reference/cdnow.ts cdnow_sample.csv`. Fails where one differs.
//
// The file is Bruce Hardie's CDNOW_sample.txt as CSV: `master_id,sample_id,date,cds,dollars`, dates as in 1997-01-01.

import { readFileSync } from "node:fs";
import {
  averageOrderValue,
  customerLifetimeValue,
  discountedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  holdoutErrors,
  type PurchaseModel,
  purchaseHistories,
  purchaseHoldout,
  purchaseSpend,
  purchaseTracking,
  repeatHistogram,
  repeatRate,
  rfmScores,
  type SpendModel,
  spendCorrelation,
  survivalAt,
  tallyPurchases,
  timeToPurchase,
} from "../../src/index.js";

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: npx tsx test/reference/cdnow.ts cdnow_sample.csv");
const [header, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
const at = (name: string): number => header.split(",").indexOf(name);
const orders = lines.map((line) => {
  const cells = line.split(",");
  const value = Number(cells[at("dollars")]);
  return { customer: cells[at("sample_id")], time: Date.parse(cells[at("date")]), value };
});
const [cut, end] = [Date.UTC(1997, 9, 1), Date.UTC(1998, 6, 1)];
const tally = tallyPurchases(orders, { timeZone: "UTC", until: end });
const known = purchaseHistories(tally, { at: cut });
const spend = purchaseSpend(tally, { at: cut });
const holdout = purchaseHoldout(tally, { at: cut });

let failures = 0;
function show(
  what: string,
  actual: readonly unknown[],
  published: readonly number[],
  digits: number,
): void {
  const shown = actual.map((x) => Number(x).toFixed(digits));
  const isSame = published.every(
    (x, i) => Math.abs(Number(actual[i]) - x) <= Math.max(0.51 * 10 ** -digits, 1e-5 * Math.abs(x)),
  );
  if (!isSame) failures++;
  console.log(
    `${isSame ? "  " : "! "}${what}: ${shown.join(" ")}${isSame ? "" : ` (published ${published.join(" ")})`}`,
  );
}

type Fit<Model> = Model & { fit: NonNullable<SpendModel["fit"]> };
function fitted<Model>(name: string, model: Fit<Model> | null): Fit<Model> {
  if (model === null) throw new Error(`${name}: no model`);
  console.log(`${name}: ${model.fit.evaluations} evaluations`);
  return model;
}
function check<Model>(
  model: Fit<Model>,
  parameters: number[],
  height: number,
  errors: number[],
): void {
  const names = Object.keys(model.fit.standardErrors);
  const given = model as Record<string, unknown>;
  show(
    "parameters",
    names.map((name) => given[name]),
    parameters,
    5,
  );
  show("log-likelihood", [model.fit.logLikelihood], [height], 4);
  show("standard errors", Object.values(model.fit.standardErrors), errors, 4);
}

const total = (column: readonly number[], by: readonly number[]): number =>
  column.reduce((sum, x, i) => sum + x * by[i], 0);
show(
  "customers, rows, repeats, then",
  [
    total(
      known.customers.map(() => 1),
      known.customers,
    ),
    known.customers.length,
    total(known.repeats, known.customers),
    total(holdout.purchases, holdout.customers),
  ],
  [2357, 1016, 2457, 1882],
  0,
);

show(
  "repeat customers, those with spend, and by 1998-07-01",
  [
    total(known.repeats.map(Boolean).map(Number), known.customers),
    total(
      spend.repeats.map(() => 1),
      spend.customers,
    ) + spend.nonPositive,
    repeatRate(tally).count,
  ],
  [946, 946, 1139],
  0,
);
const days = [30, 90, 180, 365];
show(
  "second purchase within 30, 90, 180, 365 days",
  days.map((within) => repeatRate(tally, { within }).share),
  [0.1739, 0.2915, 0.3763, 0.4557],
  4,
);
show(
  "the same by survival",
  survivalAt(timeToPurchase(tally), days).map(({ survival }) => 1 - Number(survival)),
  [0.1739, 0.2915, 0.3763, 0.4557],
  4,
);
const order = averageOrderValue(tally);
show("order value", [order?.value, order?.low, order?.high], [35.278, 33.41, 37.147], 3);
const f = rfmScores(tally).map((row) => row.f);
show(
  "customers by f",
  [1, 2, 3, 4, 5].map((score) => f.filter((one) => one === score).length),
  [1218, 0, 403, 358, 378],
  0,
);

const weeks = { unit: 7 };
const bg = fitted("fitBgNbd", fitBgNbd(known, weeks));
check(bg, [0.242595, 4.413602, 0.792922, 2.425907], -9582.4292, [0.0126, 0.3782, 0.1857, 0.7054]);
const mbg = fitted("fitMbgNbd", fitMbgNbd(known, weeks));
check(mbg, [0.524843, 6.183085, 0.891359, 1.614002], -9582.1357, [0.0833, 0.6956, 0.1548, 0.5375]);
const pareto = fitted("fitParetoNbd", fitParetoNbd(known, weeks));
check(
  pareto,
  [0.553277, 10.577683, 0.60624, 11.668735],
  -9594.9762,
  [0.0476, 0.8427, 0.1873, 6.2111],
);
const all = fitted("fitParetoNbd, 78 weeks", fitParetoNbd(purchaseHistories(tally), weeks));
check(all, [0.563004, 12.559169, 0.408107, 10.514545], -17135.8359, [0.0439, 0.8937, 0.074, 4.23]);
const gamma = fitted("fitGammaGamma", fitGammaGamma(spend));
check(gamma, [6.24957, 3.744225, 15.443527], -4055.9177, [1.1901, 0.2901, 4.1594]);

const bars = repeatHistogram(bg, known);
show(
  "histogram, actual",
  bars.map(({ actual }) => actual),
  [1411, 439, 214, 100, 62, 38, 29, 64],
  0,
);
show(
  "histogram, BG/NBD",
  bars.map(({ expected }) => expected),
  [1407.7, 460.3, 192.5, 101.2, 59.8, 38.1, 25.5, 71.9],
  1,
);
const errors = [bg, mbg, pareto].map((model) => holdoutErrors(model as PurchaseModel, holdout));
show(
  "holdout, expected",
  errors.map(({ expected }) => expected),
  [1653.41, 1576.73, 1665.51],
  2,
);
show(
  "holdout, mean absolute error",
  errors.map(({ meanAbsoluteError }) => meanAbsoluteError),
  [0.7855, 0.7648, 0.7545],
  4,
);
const tracking = purchaseTracking(bg as PurchaseModel, tally);
show("tracking, repeat purchases", [tracking[tracking.length - 1].actualTotal], [2457 + 1882], 0);
const r = spendCorrelation(spend);
show("correlation", [r?.value, r?.low, r?.high], [0.1139, 0.0505, 0.1763], 4);

const year = { horizons: 12, periodLength: 365.25 / 12, discount: 0.01 };
const models = { purchases: bg as PurchaseModel, spend: gamma as SpendModel };
const means = new Map<string, number[]>();
for (const { customer, time, value } of orders) {
  if (time >= cut) continue;
  const key = `${customer} ${time}`;
  means.set(key, [...(means.get(key) ?? []), value]);
}
const customers = new Map<string, { days: number[]; values: number[] }>();
for (const [key, values] of means) {
  const [customer, time] = key.split(" ");
  const one = customers.get(customer) ?? { days: [], values: [] };
  one.days.push(Number(time) / 86_400_000);
  one.values.push(values.reduce((sum, x) => sum + x, 0));
  customers.set(customer, one);
}
let worth = 0;
for (const { days, values } of customers.values()) {
  const [first, repeats] = [days[0], days.length - 1];
  const history = { repeats, last: days[repeats] - first, age: cut / 86_400_000 - 1 - first };
  const mean = repeats > 0 ? values.slice(1).reduce((sum, x) => sum + x, 0) / repeats : undefined;
  worth += customerLifetimeValue(models, year, { ...history, mean }) ?? Number.NaN;
}
show("value of all customers", [worth], [71550.2], 1);
const published = {
  kind: "pareto-nbd",
  r: 0.5629966,
  alpha: 12.559037,
  s: 0.4081095,
  beta: 10.5148048,
} as const;
const later = discountedPurchases(
  published,
  { discount: 0.0027 },
  { repeats: 7, last: 35, age: 77.86 },
);
show("discounted purchases", [later], [1.864183], 6);
if (failures > 0) throw new Error(`${failures} figures are not as published`);
