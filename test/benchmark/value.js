// Purchase models: how long a fit takes, of a shop and of a million customers, against scipy and the Python
// package lifetimes where they are installed; tallyPurchases against tallyActivity; a reading.
//
//   node value.js [path of the CDNOW sample as CSV, to fit in place of a made-up shop]

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  customerLifetimeValue,
  customerLifetimeValueInterval,
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  probabilityAlive,
  purchaseHistories,
  tallyActivity,
  tallyHistories,
  tallyPurchases,
  tallySpend,
} from "../../dist/index.js";
import { median, mix } from "./contest.js";

const WEEK = { unit: 7 };

/** Times of some calls in milliseconds, on the clock and of the processor: other programs disturb the second less. */
function measure(title, calls, run, note = () => "") {
  const [clock, processor] = [[], []];
  let answer;
  for (let call = 0; call < calls; call++) {
    globalThis.gc?.();
    const [start, usage] = [performance.now(), process.cpuUsage()];
    answer = run(call);
    const { user, system } = process.cpuUsage(usage);
    clock.push(performance.now() - start);
    processor.push((user + system) / 1_000);
  }
  const [cold, ...warm] = clock;
  const cells = warm.length > 0 ? [median(warm), Math.min(...warm), median(processor)] : [];
  const [middle, best, cpu] = cells.map((ms) => ms.toPrecision(3));
  const rest = warm.length > 0 ? `, then ${middle} (best ${best}; processor ${cpu})` : "";
  console.log(`${title.padEnd(44)} ${cold.toPrecision(3)} ms${rest}  ${note(answer)}`);
  return { answer, middle: median(clock) };
}

/** A gamma variate by Marsaglia and Tsang, of a stream of random numbers. */
function gamma(random, shape) {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Customers as CDNOW's are by the BG/NBD model, new over a year and watched for eighteen months in all. */
function customersOf(count, daysOfPeriod) {
  let draws = 0;
  const random = () => mix(draws++) / 2 ** 32;
  const columns = ["repeats", "last", "age"].map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const first = Math.floor(365 * random());
    const rate = gamma(random, 0.2426) / (4.414 * 7);
    const [a, b] = [gamma(random, 0.793), gamma(random, 2.426)];
    const periodOf = (day) => Math.floor(day / daysOfPeriod);
    let [day, period, repeats, alive] = [first, periodOf(first), 0, true];
    while (alive) {
      day -= Math.log(1 - random()) / rate;
      if (!(day < 546)) break;
      if (periodOf(day) > period) repeats++;
      period = periodOf(day);
      alive = random() >= a / (a + b);
    }
    columns[0][i] = repeats;
    columns[1][i] = period - periodOf(first);
    columns[2][i] = periodOf(545) - periodOf(first);
  }
  const [repeats, last, age] = columns;
  return tallyHistories({ repeats, last, age });
}

function histories([path]) {
  if (path === undefined) return customersOf(2_357, 1);
  const [, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const rows = lines.map((line) => {
    const cells = line.split(",");
    return { customer: cells[1], time: Date.parse(cells[2]) };
  });
  const tally = tallyPurchases(rows, { timeZone: "UTC", until: Date.UTC(1998, 6, 1) });
  return purchaseHistories(tally, { at: Date.UTC(1997, 9, 1) });
}

const parametersOf = (model) => Object.keys(model.fit.standardErrors).map((name) => model[name]);
const howItWent = ({ fit }) => `${fit.evaluations} evaluations, ${fit.logLikelihood.toFixed(4)}`;

const shop = histories(process.argv.slice(2));
console.log(
  `${shop.customers.reduce((sum, n) => sum + n, 0)} customers, ${shop.repeats.length} rows`,
);
const fits = Object.entries({ fitBgNbd, fitMbgNbd, fitParetoNbd }).map(([name, fit]) => {
  return measure(name, 15, () => fit(shop, WEEK), howItWent).answer;
});

const script = fileURLToPath(new URL("value.py", import.meta.url));
const { status, stdout } = spawnSync("python3", [script], {
  input: JSON.stringify(shop),
  encoding: "utf8",
});
if (status !== 0) console.log("no python3 with scipy: nothing to compare with");
else {
  for (const line of stdout.trim().split("\n")) {
    const { name, milliseconds, evaluations, parameters, logLikelihood } = JSON.parse(line);
    if (!parameters) {
      console.log(name);
      continue;
    }
    const own = fits.find(({ kind }) => name.startsWith(kind));
    const apart = parametersOf(own).map((value, i) => Math.abs(parameters[i] / value - 1));
    const worst = Math.max(...apart).toExponential(1);
    const height = logLikelihood === null ? "" : `, ${logLikelihood.toFixed(4)}`;
    console.log(
      `${name.padEnd(44)} ${milliseconds.toPrecision(3)} ms  ${evaluations} evaluations${height}, within ${worst} of ours`,
    );
    if (Math.max(...apart) > 0.01) throw new Error(`${name} finds other parameters: ${parameters}`);
  }
}

let seen = 0;
const spend = tallySpend({
  repeats: Float64Array.from({ length: 946 }, (_, i) => 1 + (mix(i) % 6)),
  mean: Float64Array.from({ length: 946 }, () => 10 + (mix(seen++) % 6_000) / 100),
});
const gammaGamma = measure(
  "fitGammaGamma, 946 customers",
  15,
  () => fitGammaGamma(spend),
  howItWent,
).answer;

const [bg, , pareto] = fits;
const customer = { repeats: 3, last: 180, age: 250, mean: 40 };
const year = { horizons: 12, periodLength: 365.25 / 12, discount: 0.01 };
/** Microseconds a call. */
function reading(title, run) {
  for (let i = 0; i < 2_000; i++) run(i);
  const times = [];
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    for (let i = 0; i < 2_000; i++) run(i);
    times.push((performance.now() - start) / 2);
  }
  console.log(
    `${title.padEnd(44)} ${median(times).toPrecision(3)} µs (best ${Math.min(...times).toPrecision(3)})`,
  );
}
for (const model of [bg, pareto]) {
  reading(`${model.kind}: probabilityAlive`, () => probabilityAlive(model, customer));
  reading(`${model.kind}: expectedPurchases, as long as the age`, () =>
    expectedPurchases(model, 250, customer),
  );
  reading(`${model.kind}: expectedPurchases, 100 times that`, () =>
    expectedPurchases(model, 25_000, customer),
  );
}
const models = { purchases: bg, spend: gammaGamma };
reading("customerLifetimeValue, 12 months", () => customerLifetimeValue(models, year, customer));
reading("customerLifetimeValueInterval, 12 months", () =>
  customerLifetimeValueInterval(models, year, customer),
);

for (const [periods, days] of [
  ["days", 1],
  ["weeks", 7],
]) {
  const many = customersOf(1_000_000, days);
  console.log(`a million customers by ${periods}: ${many.repeats.length} rows`);
  const unit = { unit: 7 / days };
  measure("fitBgNbd", 3, () => fitBgNbd(many, unit), howItWent);
  measure("fitParetoNbd", days === 1 ? 1 : 3, () => fitParetoNbd(many, unit), howItWent);
}

const ROWS = 2_000_000;
const [from, until] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 5)];
const columns = {
  customer: Uint32Array.from({ length: ROWS }, (_, i) => mix(i) % 200_000),
  time: Float64Array.from({ length: ROWS }, (_, i) => from + (mix(i + ROWS) % (until - from))),
};
const valued = {
  ...columns,
  value: Float64Array.from({ length: ROWS }, (_, i) => mix(i) % 10_000),
};
for (const period of ["day", "week", "month"]) {
  const options = { period, timeZone: "UTC", until };
  console.log(`${ROWS / 1e6}M orders of 200k customers by ${period}, in ms`);
  const activity = measure("tallyActivity", 9, () => tallyActivity(columns, options));
  const purchases = measure("tallyPurchases", 9, () => tallyPurchases(columns, options));
  const values = measure("tallyPurchases with values", 9, () => tallyPurchases(valued, options));
  const ratios = [purchases, values].map(({ middle }) => (middle / activity.middle).toFixed(2));
  console.log(`  ${ratios.join(" and ")} × the time of tallyActivity`);
}
