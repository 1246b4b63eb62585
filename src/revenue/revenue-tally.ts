// The tally of recurring revenue over a window: its shape, and how it is filled.

import { sumOver } from "../core/parts.js";
import { addTo, noSum, type Sum, totalOf } from "../core/sum.js";

export const AMOUNTS = [
  "opening",
  "new",
  "reactivated",
  "expansion",
  "contraction",
  "churned",
  "closing",
] as const;
/** The customers behind the amounts, in their order, and those behind none. */
export const CUSTOMERS = [
  "opening",
  "new",
  "reactivated",
  "expanded",
  "contracted",
  "churned",
  "closing",
  "neither",
] as const;
export const SQUARES = ["opening", "change", "openingChange", "loss", "openingLoss"] as const;

export function openRevenue(): OpenRevenue {
  return {
    amounts: recordOf(AMOUNTS, noSum),
    customers: recordOf(CUSTOMERS, () => 0),
    squares: recordOf(SQUARES, noSum),
  };
}

/** Adds a customer by what was paid at either end, each 0 or more. */
export function addPayer(
  revenue: OpenRevenue,
  opening: number,
  closing: number,
  paidBefore: boolean,
): void {
  // Fields by names that are written out: a name in a variable takes an engine several times as long.
  const { amounts, customers, squares } = revenue;
  if (closing > 0) {
    addTo(amounts.closing, closing);
    customers.closing++;
  }
  if (opening === 0) {
    if (closing === 0) customers.neither++;
    else if (paidBefore) {
      addTo(amounts.reactivated, closing);
      customers.reactivated++;
    } else {
      addTo(amounts.new, closing);
      customers.new++;
    }
    return;
  }
  addTo(amounts.opening, opening);
  customers.opening++;
  addTo(squares.opening, opening * opening);
  const change = closing - opening;
  if (change === 0) return;
  addTo(squares.change, change * change);
  addTo(squares.openingChange, opening * change);
  if (change > 0) {
    addTo(amounts.expansion, change);
    customers.expanded++;
    return;
  }
  if (closing === 0) {
    addTo(amounts.churned, opening);
    customers.churned++;
  } else {
    addTo(amounts.contraction, -change);
    customers.contracted++;
  }
  addTo(squares.loss, change * change);
  addTo(squares.openingLoss, -opening * change);
}

export function closeRevenue(revenue: OpenRevenue, currency: string | null): RevenueTally {
  const { amounts, customers, squares } = revenue;
  return {
    kind: "revenue",
    currency,
    ...recordOf(AMOUNTS, (field) => totalOf(amounts[field])),
    customers: { ...customers },
    squares: recordOf(SQUARES, (field) => totalOf(squares[field])),
  };
}

/** Tallies as one, whatever their currencies. */
export function addRevenues(
  tallies: readonly RevenueTally[],
  currency: string | null,
): RevenueTally {
  const total = (read: (tally: RevenueTally) => number): number => {
    const sum = noSum();
    for (const tally of tallies) addTo(sum, read(tally));
    return totalOf(sum);
  };
  return {
    kind: "revenue",
    currency,
    ...recordOf(AMOUNTS, (field) => total((tally) => tally[field])),
    customers: recordOf(CUSTOMERS, (field) =>
      sumOver(tallies, ({ customers }) => customers[field]),
    ),
    squares: recordOf(SQUARES, (field) => total(({ squares }) => squares[field])),
  };
}

/** An object with these fields. */
export function recordOf<Field extends string, Value>(
  fields: readonly Field[],
  make: (field: Field) => Value,
): Record<Field, Value> {
  // Every field is there, which the type of Object.fromEntries leaves open.
  return Object.fromEntries(fields.map((field) => [field, make(field)])) as Record<Field, Value>;
}

/** How many customers are behind each amount of a `RevenueTally`. */
export interface RevenueCustomers {
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly expanded: number;
  readonly contracted: number;
  readonly churned: number;
  readonly closing: number;
  /** Customers who paid at neither end. In none of the counts above. */
  readonly neither: number;
}

/**
 * Sums of squares over the customers who paid at the opening, which the intervals take their standard
 * errors from. Of whole amounts they are whole up to 2⁵³ and rounded beyond.
 */
export interface RevenueSquares {
  /** Σ opening² */
  readonly opening: number;
  /** Σ (closing − opening)² */
  readonly change: number;
  /** Σ opening × (closing − opening) */
  readonly openingChange: number;
  /** Σ loss², a loss being what a customer pays less than at the opening. */
  readonly loss: number;
  /** Σ opening × loss */
  readonly openingLoss: number;
}

/**
 * Recurring revenue at the opening and at the close, and how one became the other.
 * `opening + new + reactivated + expansion − contraction − churned = closing`
 *
 * In the units that the amounts were given in. Amounts of customer-disjoint parts add up.
 */
export interface RevenueTally {
  readonly kind: "revenue";
  /** As the rows state it; `null` if they do not. */
  readonly currency: string | null;
  /** What all customers paid at the opening. */
  readonly opening: number;
  /** From customers who had never paid before. */
  readonly new: number;
  /** From customers who did not pay at the opening, but once before. */
  readonly reactivated: number;
  /** What customers pay more than at the opening. */
  readonly expansion: number;
  /** What customers who still pay pay less than at the opening. */
  readonly contraction: number;
  /** What customers paid who no longer pay. */
  readonly churned: number;
  /** What all customers pay at the close. */
  readonly closing: number;
  readonly customers: RevenueCustomers;
  readonly squares: RevenueSquares;
}

type Amount = (typeof AMOUNTS)[number];
type Count = (typeof CUSTOMERS)[number];

/** A tally that customers are still added to. */
export interface OpenRevenue {
  readonly amounts: Readonly<Record<Amount, Sum>>;
  readonly customers: Record<Count, number>;
  readonly squares: Readonly<Record<(typeof SQUARES)[number], Sum>>;
}
