// What a history makes of a customer: how surely alive, and if alive, a new customer of another model.

import type { PurchaseHistory } from "../loyalty/histories.js";
import { logTerm } from "../statistics/log-mixture.js";
import { goneTerm } from "./pareto-nbd-likelihood.js";
import type { BgBbModel, BgNbdModel, ParetoNbdModel, PurchaseModel } from "./purchase-models.js";

/** The standing of a customer, in a model whose times are in periods. A new one has a history of zeros. */
export function standingOf(model: PurchaseModel, history: PurchaseHistory): Standing {
  const { repeats, age } = history;
  if (model.kind === "pareto-nbd") {
    const { r, alpha, s, beta } = model;
    const updated = { ...model, r: r + repeats, alpha: alpha + age, beta: beta + age };
    return { alive: aliveInPareto(model, history), model: { ...updated, s } };
  }
  if (model.kind === "bg-bb") {
    const { alpha, beta, delta } = model;
    const passed = beta + age - repeats;
    const updated = { ...model, alpha: alpha + repeats, beta: passed, delta: delta + age };
    return { alive: aliveInBgBb(model, history), model: updated };
  }
  const { r, alpha, b } = model;
  const chances = repeats + (model.kind === "mbg-nbd" ? 1 : 0);
  const updated = { ...model, kind: "bg-nbd" as const, r: r + repeats, alpha: alpha + age };
  return { alive: aliveInBg(model, history), model: { ...updated, b: b + chances } };
}

/** A customer at the end of observation. */
export interface Standing {
  /** How probable it is that the customer has not left for good. */
  readonly alive: number;
  /** The model of a new customer that one who is alive has become; MBG/NBD is read as BG/NBD. */
  readonly model: PurchaseModel;
}

/** 1 for one-time buyers of BG/NBD, who had no chance to leave. */
function aliveInBg({ kind, r, alpha, a, b }: BgNbdModel, history: PurchaseHistory): number {
  const { repeats, last, age } = history;
  const kept = kind === "mbg-nbd" ? b + repeats : b + repeats - 1;
  if (kind === "bg-nbd" && repeats === 0) return 1;
  const silence = (r + repeats) * Math.log1p((age - last) / (alpha + last));
  return 1 / (1 + (a / kept) * Math.exp(silence));
}

function aliveInPareto({ r, alpha, s, beta }: ParetoNbdModel, history: PurchaseHistory): number {
  const { repeats, last, age } = history;
  if (last === age) return 1;
  const gone = logTerm();
  goneTerm(gone, [r, alpha, s, beta], repeats, last, age);
  const alive = -(r + repeats) * Math.log(alpha + age) - s * Math.log(beta + age);
  return 1 / (1 + Math.exp(gone[0] - alive));
}

/** At the end of the last opportunity. */
function aliveInBgBb({ alpha, beta, gamma, delta }: BgBbModel, history: PurchaseHistory): number {
  const { repeats, last, age } = history;
  let odds = 0;
  let passed = 1;
  for (let q = age - 1; q >= last; q--) {
    passed *= ((alpha + beta + q) / (beta + q - repeats)) * ((gamma + delta + q) / (delta + q));
    odds += (passed * gamma) / (gamma + delta + q);
  }
  return 1 / (1 + odds);
}
