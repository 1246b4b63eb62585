import {
  averageOrderValue,
  customerLifetimeValue,
  type Estimate,
  fitGammaGamma,
  fitMbgNbd,
  type HoldoutErrors,
  holdoutErrors,
  type PurchaseTally,
  probabilityAlive,
  purchaseHistories,
  purchaseHoldout,
  purchaseSpend,
  purchaseTracking,
  type RepeatCount,
  repeatHistogram,
  repeatRate,
  rfmScores,
  type Share,
  shareInterval,
  spendCorrelation,
  type TrackedPeriod,
  tallyPurchases,
} from "customer-metrics";
import type { Retention } from "./retention.js";

/** Who comes back, whether a model of that can be believed, and what customers are worth by it. */
export interface Purchases {
  readonly customers: number;
  readonly repeats: Share;
  readonly repeatInterval: Estimate | null;
  readonly orderValue: Estimate | null;
  /** How many customers have each pair of scores, recency and frequency, from 1, the worst, to 5. */
  readonly rfm: readonly { readonly r: number; readonly f: number; readonly customers: number }[];
  /** `null` if nobody came back in the first three quarters of the time. */
  readonly model: Checked | null;
}

/** A model fitted to three quarters of the time, checked on the last, and fitted again to all of it. */
export interface Checked {
  /** The date from which purchases were held out. */
  readonly cut: string;
  readonly histogram: readonly RepeatCount[];
  /** At most 200 of the days. */
  readonly tracking: readonly TrackedPeriod[];
  readonly errors: HoldoutErrors;
  readonly silence: readonly Silence[];
  /** Whether the data tell how customers lapse; otherwise all count as alive, however long they are silent. */
  readonly isTold: boolean;
  /** `null` without amounts. */
  readonly worth: Worth | null;
}

/** How probably customers who bought so often are alive, by the days since their last purchase. */
export interface Silence {
  readonly purchases: number;
  readonly points: readonly { readonly days: number; readonly alive: number }[];
}

/** What the next twelve months bring, at 1 % a month, before costs. */
export interface Worth {
  readonly correlation: Estimate | null;
  /** Of all customers together. */
  readonly total: number;
  /** Of the tenth who will bring most. */
  readonly top: number;
}

export function measurePurchases({
  orders,
  observed,
}: Pick<Retention, "orders" | "observed">): Purchases {
  const { customer, time, value, timeZone } = orders;
  const { days, until, firstDay, lastDay } = observed;
  const rows = value === null ? { customer, time } : { customer, time, value };
  const tally = tallyPurchases(rows, { timeZone, until: days.startOfDate(until) });
  const counts = new Map<string, number>();
  for (const { r, f } of rfmScores(tally)) {
    const pair = `${r} ${f}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const repeats = repeatRate(tally);
  const cut = firstDay + Math.floor(0.75 * (lastDay + 1 - firstDay));
  return {
    customers: tally.customers.length,
    repeats,
    repeatInterval: shareInterval(repeats),
    orderValue: tally.values === null ? null : averageOrderValue(tally),
    rfm: [...counts].map(([pair, customers]) => {
      const [r, f] = pair.split(" ").map(Number);
      return { r, f, customers };
    }),
    model: check(tally, { at: days.startOf(cut), cut: days.startDateOf(cut) }),
  };
}

const DAYS_OF_MONTH = 365.25 / 12;

function check(tally: PurchaseTally, { at, cut }: { at: number; cut: string }): Checked | null {
  const known = purchaseHistories(tally, { at });
  const histories = purchaseHistories(tally);
  const [before, model] = [known, histories].map((of) => fitMbgNbd(of, { unit: 7 }));
  const isUsable =
    before && model && [before, model].every(({ fit }) => fit.status !== "not-converged");
  if (!isUsable) return null;
  const tracked = purchaseTracking(before, tally);
  const step = Math.ceil(tracked.length / 200);
  const ages = Math.max(...histories.age);
  return {
    cut,
    histogram: repeatHistogram(before, known),
    tracking: tracked.filter((_, i) => (tracked.length - 1 - i) % step === 0),
    errors: holdoutErrors(before, purchaseHoldout(tally, { at })),
    silence: [1, 2, 5, 10].map((purchases) => silenceOf(model, purchases, ages)),
    isTold: model.fit.status === "converged",
    worth: tally.values === null ? null : worthOf(tally, model),
  };
}

/** Purchases a month apart, or closer if they would not fit, and then none for as long as customers were watched. */
function silenceOf(model: Model, purchases: number, longest: number): Silence {
  const last = Math.min(30 * (purchases - 1), longest / 2);
  const points = Array.from({ length: 61 }, (_, i) => {
    const days = (longest * i) / 120;
    const history = { repeats: last > 0 ? purchases - 1 : 0, last, age: last + days };
    return { days, alive: probabilityAlive(model, history) };
  });
  return { purchases, points };
}

type Model = NonNullable<ReturnType<typeof fitMbgNbd>>;

function worthOf(tally: PurchaseTally, purchases: Model): Worth | null {
  const known = purchaseSpend(tally);
  const spend = fitGammaGamma(known);
  if (spend === null || spend.fit.status === "not-converged" || known.nonPositive > 0) return null;
  const year = { horizons: 12, periodLength: DAYS_OF_MONTH, discount: 0.01 };
  const values: number[] = [];
  let from = 0;
  for (const count of tally.periodCounts) {
    const [first, last] = [tally.periods[from], tally.periods[from + count - 1]];
    const own = (tally.values ?? []).slice(from + 1, from + count);
    from += count;
    const history = { repeats: count - 1, last: last - first, age: tally.untilPeriod - 1 - first };
    const mean = own.reduce((sum, one) => sum + one, 0) / (count - 1);
    const customer = count > 1 ? { ...history, mean } : history;
    const value = customerLifetimeValue({ purchases, spend }, year, customer);
    if (value === null) return null;
    values.push(value);
  }
  values.sort((a, b) => b - a);
  const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0);
  const top = sum(values.slice(0, Math.ceil(values.length / 10)));
  return { correlation: spendCorrelation(known), total: sum(values), top };
}
