// The check of a stored tally of recurring revenue: that rows can have made its amounts and squares.

import { checkCount, checkTally } from "../core/check.js";
import { isAtMost, isSum, MOST_SUM } from "../core/stored.js";
import { AMOUNTS, CUSTOMERS, type RevenueTally, SQUARES } from "./revenue-tally.js";

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

/** Checks that one end leads to the other: to the last customer, and in money to within rounding. */
function checkAccount(where: string, argument: string, tally: RevenueTally): void {
  const { customers, opening, new: fresh, reactivated, expansion, contraction, churned } = tally;
  const all = customers.opening + customers.new + customers.reactivated;
  const adds = all - customers.churned === customers.closing;
  const mustBe = "opening + new + reactivated − churned";
  checkTally(where, `${argument}.customers.closing`, adds, mustBe, customers.closing);
  const moved = customers.expanded + customers.contracted + customers.churned;
  const inside = moved <= customers.opening;
  const atMost = "at most opening − expanded − contracted";
  checkTally(where, `${argument}.customers.churned`, inside, atMost, customers.churned);
  const gains = opening + fresh + reactivated + expansion;
  const off = Math.abs(gains - contraction - churned - tally.closing);
  const rounding = 1e-12 * (gains + tally.closing);
  const account = "opening + new + reactivated + expansion − contraction − churned";
  checkTally(where, `${argument}.closing`, off <= rounding, account, tally.closing);
  const covered = contraction + churned <= opening + rounding;
  checkTally(where, `${argument}.churned`, covered, "at most opening − contraction", churned);
}

/** Checks that the squares are of so many amounts with such a sum: from those of equal ones up to that of one. */
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
