// What a history tells of a customer: how surely still one, and as which new customer such a one goes on.

import type { PurchaseHistory } from "../loyalty/histories.js";
import { goneOdds } from "./pareto-nbd-gone.js";
import type { BgBbModel, BgNbdModel, PurchaseModel } from "./purchase-models.js";

/** The standing of a new customer: alive, but for those who leave at once in MBG/NBD. */
export function newcomer(model: PurchaseModel): Standing {
  if (model.kind !== "mbg-nbd") return { alive: 1, model };
  const { a, b } = model;
  return { alive: b / (a + b), model: { ...model, kind: "bg-nbd", b: b + 1 } };
}

/** The standing of a customer, in a model whose times are in periods. A new one has a history of zeros. */
export function standingOf(model: PurchaseModel, history: PurchaseHistory): Standing {
  const { repeats, age } = history;
  if (model.kind === "pareto-nbd") {
    const [r, alpha, beta] = [model.r + repeats, model.alpha + age, model.beta + age];
    return { alive: 1 / (1 + goneOdds(model, history)), model: { ...model, r, alpha, beta } };
  }
  if (model.kind === "bg-bb") {
    const [alpha, beta] = [model.alpha + repeats, model.beta + age - repeats];
    const delta = model.delta + age;
    return { alive: aliveInBgBb(model, history), model: { ...model, alpha, beta, delta } };
  }
  const [r, alpha] = [model.r + repeats, model.alpha + age];
  const b = model.b + repeats + (model.kind === "mbg-nbd" ? 1 : 0);
  return { alive: aliveInBg(model, history), model: { ...model, kind: "bg-nbd", r, alpha, b } };
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
