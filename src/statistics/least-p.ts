// The smallest p value that groups can give: one way in all the ways to choose them.

/**
 * The p value, and no less than 1 ÷ the ways in which people could have fallen into groups of these
 * sizes: if nothing differs, each way is as likely as that which was seen.
 * `N! ÷ (n₁! n₂! …)` ways, of two groups `C(N, n₁)`, times those of every other stratum
 */
export function raiseToLeastP(pValue: number, ...strata: readonly (readonly number[])[]): number {
  return Math.max(pValue, 1 / countWays(pValue, strata));
}

/** Whether counts are of people, and not of what weights make them worth. */
export function areWhole(counts: readonly number[]): boolean {
  return counts.every(Number.isInteger);
}

/** The ways to choose groups, counted no further than to where 1 ÷ them is below p. */
function countWays(pValue: number, strata: readonly (readonly number[])[]): number {
  let ways = 1;
  for (const sizes of strata) {
    let all = 0;
    for (const size of sizes) {
      all += size;
      const few = Math.min(size, all - size);
      for (let i = 1; i <= few && ways * pValue < 1; i++) ways *= (all - few + i) / i;
    }
  }
  return ways;
}
