// Sums of the reciprocals of consecutive whole numbers, and of their squares.

/**
 * The reciprocals of the `count` whole numbers that end with n, and their squares, added up.
 * `1/n + 1/(n − 1) + … + 1/(n − count + 1)`
 *
 * Many are not added one by one, as 10¹⁵ would take weeks: those beyond 50 add up to the difference of
 * log x, of −1 ÷ x for squares, between half below the first and half above the last, and of a short
 * series.
 *
 * @see NIST, "Digital Library of Mathematical Functions", 5.4.14: such sums as differences of ψ; 5.11.8,
 *   with h = ½: the series, of which these are the first and the second derivative.
 */
export function harmonicSums(n: number, count: number): HarmonicSums {
  let [sum, squares] = [0, 0];
  const rest = count > FEW_TERMS ? Math.min(count, n - FEW_TERMS) : 0;
  for (let j = n - rest; j > n - count; j--) {
    sum += 1 / j;
    squares += 1 / j ** 2;
  }
  if (rest === 0) return { sum, squares };
  const [from, to] = [n - rest + 0.5, n + 0.5];
  return {
    sum: sum + Math.log1p(rest / from) + logarithmError(to) - logarithmError(from),
    squares: squares + rest / (from * to) + reciprocalError(from) - reciprocalError(to),
  };
}

/** `Σ 1 ÷ j` and `Σ 1 ÷ j²` over whole numbers. */
export interface HarmonicSums {
  readonly sum: number;
  readonly squares: number;
}

/** So many are added one by one; below it the series would need more terms. */
const FEW_TERMS = 50;

/** ψ(x + ½) − log x. */
function logarithmError(x: number): number {
  return (1 / 24 - (7 / 960 - 31 / 8064 / x ** 2) / x ** 2) / x ** 2;
}

/** ψ′(x + ½) − 1 ÷ x. */
function reciprocalError(x: number): number {
  return (-1 / 12 + (7 / 240 - (31 / 1344 - 127 / 3840 / x ** 2) / x ** 2) / x ** 2) / x ** 3;
}
