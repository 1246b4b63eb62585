// How far a model of purchases was off, once it is known what customers bought.

import { expectedOf } from "./expected-purchases.js";
import { checkHoldout, type PurchaseHoldout } from "./purchase-holdout.js";
import { checkCustomer, checkPurchaseModel, type PurchaseModel } from "./purchase-models.js";
import { standingOf } from "./standing.js";

/**
 * How far a model was off about purchases that it had not seen, in all and one customer at a time, also for
 * those who had come back 0, 1, 2, … times before.
 *
 * Compare models by it, and with the plain guess that everybody goes on as before. The error of one
 * customer stays large in the best of models: they expect means.
 *
 * @param model - fitted to what was known at the moment of the cut.
 * @param holdout - of `purchaseHoldout`.
 * @returns purchases made and expected, and the mean absolute and root mean square error of a customer;
 *   `null` without customers.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, or the holdout is
 *   not one.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 1) },
 *   { customer: "ann", time: Date.UTC(2026, 0, 3) },
 *   { customer: "ann", time: Date.UTC(2026, 1, 14) },
 *   { customer: "bob", time: Date.UTC(2026, 0, 2) },
 * ];
 * const tally = tallyPurchases(rows, { timeZone: "UTC", until: Date.UTC(2026, 2, 1) });
 * const holdout = purchaseHoldout(tally, { at: Date.UTC(2026, 1, 1) });
 * const model = { kind: "mbg-nbd", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, unit: 7 } as const;
 * const { actual, expected, meanAbsoluteError } = holdoutErrors(model, holdout);
 * [actual, expected, meanAbsoluteError]; // => [1, 0.423, 0.399]
 * ```
 */
export function holdoutErrors(model: PurchaseModel, holdout: PurchaseHoldout): HoldoutErrors {
  const where = "holdoutErrors";
  const checked = checkPurchaseModel(where, model);
  checkHoldout(where, "holdout", holdout);
  const { horizon, repeats, last, age, purchases, customers } = holdout;
  const total = noErrors();
  const byRepeats: (OpenErrors & { repeats: number })[] = [];
  let expected = 0;
  for (let i = 0; i < customers.length; i++) {
    const isSame =
      i > 0 && repeats[i] === repeats[i - 1] && last[i] === last[i - 1] && age[i] === age[i - 1];
    if (!isSame) {
      const history = { repeats: repeats[i], last: last[i], age: age[i] };
      expected = expectedOf(standingOf(checked, checkCustomer(where, checked, history)), horizon);
    }
    let own = byRepeats[byRepeats.length - 1];
    if (own?.repeats !== repeats[i]) {
      own = { repeats: repeats[i], ...noErrors() };
      byRepeats.push(own);
    }
    addErrors(total, customers[i], purchases[i], expected);
    addErrors(own, customers[i], purchases[i], expected);
  }
  return {
    ...closed(total),
    byRepeats: byRepeats.map(({ repeats: times, ...rest }) => ({
      repeats: times,
      ...closed(rest),
    })),
  };
}

/** How far a model was off for some customers. */
export interface PurchaseErrors {
  readonly customers: number;
  /** Purchases that they made. */
  readonly actual: number;
  /** Purchases that the model expected. */
  readonly expected: number;
  /** Of one customer, on average; `null` without customers. */
  readonly meanAbsoluteError: number | null;
  readonly rootMeanSquareError: number | null;
}

/** How far a model was off, in all and for those who came back 0, 1, 2, … times before. */
export interface HoldoutErrors extends PurchaseErrors {
  readonly byRepeats: readonly (PurchaseErrors & { readonly repeats: number })[];
}

interface OpenErrors {
  customers: number;
  actual: number;
  expected: number;
  absolute: number;
  squares: number;
}

function noErrors(): OpenErrors {
  return { customers: 0, actual: 0, expected: 0, absolute: 0, squares: 0 };
}

function addErrors(errors: OpenErrors, count: number, actual: number, expected: number): void {
  errors.customers += count;
  errors.actual += count * actual;
  errors.expected += count * expected;
  errors.absolute += count * Math.abs(actual - expected);
  errors.squares += count * (actual - expected) ** 2;
}

function closed({ customers, actual, expected, absolute, squares }: OpenErrors): PurchaseErrors {
  const isEmpty = customers === 0;
  return {
    customers,
    actual,
    expected,
    meanAbsoluteError: isEmpty ? null : absolute / customers,
    rootMeanSquareError: isEmpty ? null : Math.sqrt(squares / customers),
  };
}
