// Prints the coverage table of docs/lifetime-value.md: npx tsx test/support/value-coverage.ts

import {
  type BgNbdModel,
  type ContractModel,
  contractSurvival,
  customerLifetimeValue,
  customerLifetimeValueInterval,
  type Estimate,
  expectedPurchases,
  expectedPurchasesInterval,
  type Fitted,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  fitSbg,
  type ModelFit,
  type PurchaseHistory,
  type PurchaseModel,
  type SpendModel,
  tallyHistories,
  tallyLifetimes,
  tallySpend,
} from "../../src/index.js";
import { normalFrom, randomFrom } from "./random.js";

/** Customers of each fit. */
const CUSTOMERS = 1_000;

type Random = () => number;

/** Whether an interval holds what is true, and what it is of; `null` if a fit has no intervals. */
type Held = Record<string, boolean> | null;

/** How often the intervals of a model hold, and in how many of the fits there were any. */
export interface ModelCoverage {
  readonly name: string;
  readonly fits: number;
  readonly withIntervals: number;
  /** By what the interval is of: shares of the fits with intervals. */
  readonly held: Readonly<Record<string, number>>;
}

/** Published parameters of CDNOW's customers (weeks), of donors (years) and of subscribers (years). */
const bg = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const;
const mbg = { kind: "mbg-nbd", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } as const;
const pareto = { kind: "pareto-nbd", r: 0.553, alpha: 10.58, s: 0.606, beta: 11.67 } as const;
const donor = { kind: "bg-bb", alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } as const;
const spend = { kind: "gamma-gamma", p: 6.25, q: 3.74, scale: 15.44 } as const;
const sbg = { kind: "sbg", alpha: 0.668, beta: 3.806 } as const;

const regular = { repeats: 3, last: 25, age: 35 };
const year = { horizons: 4, periodLength: 13, discount: 0.02 };

/** How often the intervals of each model hold, over so many fits to customers drawn at random. */
export function modelCoverages(fits: number): ModelCoverage[] {
  const known = { repeats: 3, last: 4, age: 6 };
  return [
    coverageOf("BG/NBD", fits, 1, (random) => {
      return heldOf(bg, fitBgNbd(tallyHistories(buyers(random, bgBuyer(bg)))), regular, 39);
    }),
    coverageOf("MBG/NBD", fits, 2, (random) => {
      return heldOf(mbg, fitMbgNbd(tallyHistories(buyers(random, bgBuyer(mbg)))), regular, 39);
    }),
    coverageOf("Pareto/NBD", fits, 3, (random) => {
      return heldOf(pareto, fitParetoNbd(tallyHistories(buyers(random, paretoBuyer))), regular, 39);
    }),
    coverageOf("BG/BB", fits, 4, (random) => {
      return heldOf(donor, fitBgBb(tallyHistories(repeated(() => donorOf(random)))), known, 5);
    }),
    coverageOf("BG/NBD and gamma-gamma", fits, 5, (random) => valueHeld(random)),
    coverageOf("sBG", fits, 6, (random) => {
      const model = fitSbg(tallyLifetimes(repeated(() => subscriber(random))));
      if (!model?.fit.covariance) return null;
      const { low, high } = contractSurvival(model, { to: 12 })[12];
      const truth = contractSurvival(sbg, { to: 12 })[12].survival;
      return { ...parametersHeld(sbg, model), reading: isHeld(truth, low, high) };
    }),
  ];
}

/** A row of the table: the lowest and the highest coverage of a parameter, then those of the readings. */
export function rowOf({ name, fits, withIntervals, held }: ModelCoverage): string {
  const parameters = Object.entries(held).filter(([what]) => !/^(reading|newcomer)$/.test(what));
  const shares = parameters.map(([, share]) => share);
  const ends = [Math.min(...shares), Math.max(...shares)].map((share) => share.toFixed(3));
  const readings = [held.newcomer, held.reading].map((share) => share?.toFixed(3) ?? "");
  return `| ${name} | ${[ends.join(" to "), ...readings, (1 - withIntervals / fits).toFixed(3)].join(" | ")} |`;
}

function coverageOf(
  name: string,
  fits: number,
  seed: number,
  draw: (random: Random) => Held,
): ModelCoverage {
  const random = randomFrom(seed);
  const times: Record<string, number> = {};
  let withIntervals = 0;
  for (let i = 0; i < fits; i++) {
    const held = draw(random);
    if (held === null) continue;
    withIntervals++;
    for (const [what, isIn] of Object.entries(held)) times[what] = (times[what] ?? 0) + +isIn;
  }
  const shares = Object.entries(times).map(([what, count]) => [what, count / withIntervals]);
  return { name, fits, withIntervals, held: Object.fromEntries(shares) };
}

/** Of a model of purchases: its parameters, and what it expects of a newcomer and of a known customer. */
function heldOf(
  truth: PurchaseModel,
  model: Fitted<PurchaseModel> | null,
  customer: PurchaseHistory,
  horizon: number,
): Held {
  const reading = model && expectedPurchasesInterval(model, { horizon }, customer);
  const newcomer = model && expectedPurchasesInterval(model, { horizon });
  if (!model || !reading || !newcomer) return null;
  return {
    ...parametersHeld(truth, model),
    newcomer: isIn(expectedPurchases(truth, horizon), newcomer),
    reading: isIn(expectedPurchases(truth, horizon, customer), reading),
  };
}

/** Of both models of what customers are worth. */
function valueHeld(random: Random): Held {
  const lives = repeated(() => bgBuyer(bg)(random, ageOf(random)));
  const purchases = fitBgNbd(tallyHistories(lives));
  const means = lives
    .filter(({ repeats }) => repeats > 0)
    .map(({ repeats }) => ({ repeats, mean: meanSpend(random, repeats) }));
  const model = fitGammaGamma(tallySpend(means));
  if (!purchases || !model) return null;
  const [models, truth] = [
    { purchases, spend: model },
    { purchases: bg, spend },
  ];
  const customer = { ...regular, mean: 40 };
  const reading = customerLifetimeValueInterval(models, year, customer);
  const newcomer = customerLifetimeValueInterval(models, year);
  if (!reading || !newcomer) return null;
  return {
    ...parametersHeld(spend, model),
    newcomer: isIn(customerLifetimeValue(truth, year) as number, newcomer),
    reading: isIn(customerLifetimeValue(truth, year, customer) as number, reading),
  };
}

/** On the scale of logarithms, as the intervals of readings are. */
function parametersHeld(
  truth: PurchaseModel | SpendModel | ContractModel,
  model: { readonly fit: ModelFit },
): Record<string, boolean> {
  const [true_, fitted] = [truth, model].map((one) => one as unknown as Record<string, number>);
  const held = Object.keys(model.fit.standardErrors).map((name, i) => {
    const error = Math.sqrt(model.fit.covariance?.[i][i] ?? Number.NaN);
    return [name, Math.abs(Math.log(true_[name] / fitted[name])) <= 1.959964 * error];
  });
  return Object.fromEntries(held);
}

const isIn = (truth: number, { low, high }: Estimate) => isHeld(truth, low, high);
const isHeld = (truth: number, low: number | null, high: number | null) =>
  low !== null && high !== null && low <= truth && truth <= high;

function repeated<One>(draw: () => One): One[] {
  return Array.from({ length: CUSTOMERS }, draw);
}

type Buyer = (random: Random, age: number) => PurchaseHistory;

const buyers = (random: Random, buyer: Buyer) => repeated(() => buyer(random, ageOf(random)));

/** First purchases over twelve weeks, and then to the end of the 39th. */
const ageOf = (random: Random) => 27 + Math.floor(13 * random());

function bgBuyer({ kind, r, alpha, a, b }: BgNbdModel): Buyer {
  return (random, age) => {
    const rate = gamma(random, r) / alpha;
    const leaves = beta(random, a, b);
    let [time, repeats, last] = [0, 0, 0];
    while (kind === "bg-nbd" && repeats === 0 ? true : random() >= leaves) {
      time -= Math.log(1 - random()) / rate;
      if (!(time <= age)) break;
      repeats++;
      last = time;
    }
    return { repeats, last, age };
  };
}

const paretoBuyer: Buyer = (random, age) => {
  const rate = gamma(random, pareto.r) / pareto.alpha;
  const end = -Math.log(1 - random()) / (gamma(random, pareto.s) / pareto.beta);
  let [time, repeats, last] = [0, 0, 0];
  for (;;) {
    time -= Math.log(1 - random()) / rate;
    if (!(time <= Math.min(age, end))) return { repeats, last, age };
    repeats++;
    last = time;
  }
};

function donorOf(random: Random): PurchaseHistory {
  const [gives, leaves] = [
    beta(random, donor.alpha, donor.beta),
    beta(random, donor.gamma, donor.delta),
  ];
  let [repeats, last] = [0, 0];
  for (let opportunity = 1; opportunity <= 6 && random() >= leaves; opportunity++) {
    if (random() >= gives) continue;
    repeats++;
    last = opportunity;
  }
  return { repeats, last, age: 6 };
}

function subscriber(random: Random): { duration: number; left: boolean } {
  const leaves = beta(random, sbg.alpha, sbg.beta);
  let duration = 1;
  while (duration <= 7 && random() >= leaves) duration++;
  return duration > 7 ? { duration: 7, left: false } : { duration, left: true };
}

function meanSpend(random: Random, repeats: number): number {
  const rate = gamma(random, spend.q) / spend.scale;
  return gamma(random, spend.p * repeats) / rate / repeats;
}

/** A gamma variate of scale 1, by Marsaglia and Tsang (2000). */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const normal = normalFrom(random);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function beta(random: Random, a: number, b: number): number {
  const [one, other] = [gamma(random, a), gamma(random, b)];
  return one / (one + other);
}

if (process.argv[1]?.endsWith("value-coverage.ts")) {
  const fits = Number(process.argv[2] ?? 1000);
  console.log(modelCoverages(fits).map(rowOf).join("\n"));
}
