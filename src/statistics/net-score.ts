/** The share of one side less that of the other, in points; whole counts are subtracted first. */
export function netScore(pro: number, against: number, total: number): number {
  // Fractional counts can round to a hair beyond the ends.
  return Math.max(-100, Math.min(100, (100 * (pro - against)) / total));
}

/**
 * The score interval of a net score, the share of one side less the share of the other, from −1 to 1.
 *
 * The ends are the t at which the observed difference is just z standard errors away, the errors being
 * those the most likely shares with difference t would give:
 * `(for − against − n t) ÷ √(n (2q + t (1 − t))) = ±z`, q the likeliest share against.
 *
 * @see Tango, "Equivalence test and confidence interval for the difference in proportions for the
 *   paired-sample design", Statistics in Medicine 17 (1998), 891–908. Promoters and detractors stand
 *   where his two kinds of discordant pairs do.
 */
export function netScoreInterval(
  pro: number,
  against: number,
  total: number,
  z: number,
): { low: number; high: number } {
  return {
    low: -farEnd(against, pro, total, z),
    high: farEnd(pro, against, total, z),
  };
}

/** The high end: the t above the observed difference whose score is −z. */
function farEnd(pro: number, against: number, total: number, z: number): number {
  let low = (pro - against) / total;
  let high = 1;
  // Halved to beyond what a double can tell. The score falls from 0 at the low end to −∞ at the high
  // one, both of which can be 0/0 and are never asked.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (score(pro, against, total, middle) > -z) low = middle;
    else high = middle;
  }
  return high;
}

function score(pro: number, against: number, total: number, t: number): number {
  if (t < 0) return -score(against, pro, total, -t); // near −1 the variance would lose its digits
  const a = 2 * total;
  const b = (2 * total - pro + against) * t - pro - against;
  const c = -against * t * (1 - t);
  const q = (Math.sqrt(b * b - 4 * a * c) - b) / (2 * a);
  return (pro - against - total * t) / Math.sqrt(total * (2 * q + t * (1 - t)));
}
