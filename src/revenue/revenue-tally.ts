// The tally of recurring revenue over a window: its shape, how it is filled, and its check.

import { checkCount, checkTally } from "../core/check.js";
import { sumOver } from "../core/parts.js";
import { isAtMost, isSum, MOST_SUM } from "../core/stored.js";
import { addTo, noSum, type Sum, totalOf } from "../core/sum.js";

const AMOUNTS = [
  "opening",
  "new",
  "reactivated",
  "expansion",
  "contraction",
  "churned",
  "closing",
] as const;
/** The customers behind the amounts, in their order, and those behind none. */
const CUSTOMERS = [
  "opening",
  "new",
  "reactivated",
  "expanded",
  "contracted",
  "churned",
  "closing",
  "neither",
] as const;
const SQUARES = ["opening", "change", "openingChange", "loss", "openingLoss"] as const;

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

/** Checks a stored tally. */
export function checkRevenue(where: string, argument: string, tally: RevenueTally): RevenueTally {
  const { kind, currency, customers, squares } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "revenue", '"revenue"', kind);
  const isCurrency = currency === null || typeof currency === "string";
  checkTally(where, `${argument}.currency`, isCurrency, "a string or null", currency);
  for (const field of CUSTOMERS) {
    checkCount(where, `${argument}.customers.${field}`, customers?.[field]);
  }
  AMOUNTS.forEach((field, i) => {
    const amount = tally[field];
    const isAmount = isSum(amount) && amount >= 0;
    const fits = isAmount && amount > 0 === customers[CUSTOMERS[i]] > 0;
    const mustBe = `a number from 0 to ${MOST_SUM}, and 0 if customers.${CUSTOMERS[i]} is`;
    checkTally(where, `${argument}.${field}`, fits, mustBe, amount);
  });
  for (const field of SQUARES) {
    const sum = squares?.[field];
    checkTally(where, `${argument}.squares.${field}`, Number.isFinite(sum), "a number", sum);
  }
  checkAccount(where, argument, tally);
  checkSquares(where, `${argument}.squares`, tally);
  return tally;
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

/** That one end leads to the other: to the last customer, and in money to within rounding. */
function checkAccount(where: string, argument: string, tally: RevenueTally): void {
  const { customers, opening, new: fresh, reactivated, expansion, contraction, churned } = tally;
  const all = customers.opening + customers.new + customers.reactivated;
  const adds = all - customers.churned === customers.closing;
  const mustBe = "opening + new + reactivated − churned";
  checkTally(where, `${argument}.customers.closing`, adds, mustBe, customers.closing);
  const moved = customers.expanded + customers.contracted + customers.churned;
  const inside = moved <= customers.opening;
  const atMost = "at most opening, with those who expanded and contracted";
  checkTally(where, `${argument}.customers.churned`, inside, atMost, customers.churned);
  const gains = opening + fresh + reactivated + expansion;
  const off = Math.abs(gains - contraction - churned - tally.closing);
  const rounding = 1e-12 * (gains + tally.closing);
  const account = "opening + new + reactivated + expansion − contraction − churned";
  checkTally(where, `${argument}.closing`, off <= rounding, account, tally.closing);
  const covered = contraction + churned <= opening + rounding;
  checkTally(where, `${argument}.churned`, covered, "at most opening, with contraction", churned);
}

/** That the squares are of so many amounts with such a sum: from those of equal ones up to that of one. */
function checkSquares(where: string, argument: string, tally: RevenueTally): void {
  const { customers, opening, expansion, contraction, churned, squares } = tally;
  const losers = customers.contracted + customers.churned;
  const losses = contraction + churned;
  const sums = [
    ["opening", "amounts", opening, customers.opening],
    ["change", "changes", expansion + losses, customers.expanded + losers],
    ["loss", "losses", losses, losers],
  ] as const;
  for (const [field, name, sum, count] of sums) {
    const square = squares[field];
    const fits =
      square >= 0 &&
      !Object.is(square, -0) &&
      isAtMost(square, sum * sum) &&
      isAtMost(sum * sum, square * count);
    const mustBe = `what ${name} of ${sum} in all can make`;
    checkTally(where, `${argument}.${field}`, fits, mustBe, square);
  }
  const { openingChange, openingLoss } = squares;
  const isChange =
    isSmall(openingChange, squares.opening, squares.change) && !Object.is(openingChange, -0);
  const ofChange = "at most √(opening × change)";
  checkTally(where, `${argument}.openingChange`, isChange, ofChange, openingChange);
  const isLoss =
    openingLoss >= 0 &&
    isSmall(openingLoss, squares.opening, squares.loss) &&
    !Object.is(openingLoss, -0);
  const ofLoss = "from 0 to √(opening × loss)";
  checkTally(where, `${argument}.openingLoss`, isLoss, ofLoss, openingLoss);
}

/** The inequality of Cauchy and Schwarz for a sum of products, from the sums of squares. */
function isSmall(products: number, squares: number, others: number): boolean {
  return isAtMost(Math.abs(products), Math.sqrt(squares) * Math.sqrt(others));
}

function recordOf<Field extends string, Value>(
  fields: readonly Field[],
  make: (field: Field) => Value,
): Record<Field, Value> {
  // Every field is there, which the type of Object.fromEntries leaves open.
  return Object.fromEntries(fields.map((field) => [field, make(field)])) as Record<Field, Value>;
}
