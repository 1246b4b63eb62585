// The jackknife: how far chance moves a figure, from what it is without each of twenty groups of rows.

/** How many groups are left out, one at a time. */
export const GROUPS = 20;

/**
 * How far an interval reaches to both sides of a figure.
 * `t √(19/20 Σ (θ − θ̄)²)`, over what the figure is without each group, with t of 19 degrees of freedom
 *
 * @see Quenouille, Biometrika 43 (1956), 353–360. Tukey, Annals of Mathematical Statistics 29 (1958), 614: the
 *   interval.
 */
export function jackknifeReach(replicates: readonly number[], confidence: number): number {
  const mean = replicates.reduce((sum, x) => sum + x, 0) / GROUPS;
  const squares = replicates.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  let [low, high] = [0, Math.PI / 2];
  for (let step = 0; step < 53; step++) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle) < confidence) low = middle;
    else high = middle;
  }
  // t is √19 tan θ, and the standard error √(squares · 19/20).
  return 19 * Math.tan(low) * Math.sqrt(squares / GROUPS);
}

/**
 * The probability that Student's t of 19 degrees of freedom is within ± √19 tan θ. One of any odd number has
 * such a sum, which is a tenth of the code that serves them all.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3.
 */
function probabilityWithin(angle: number): number {
  const cosine = Math.cos(angle);
  let [sum, term] = [0, cosine];
  for (let power = 1; power < 19; power += 2) {
    sum += term;
    term *= (cosine ** 2 * (power + 1)) / (power + 2);
  }
  return (2 / Math.PI) * (angle + Math.sin(angle) * sum);
}
