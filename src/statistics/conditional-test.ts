// An exact test of scores in two groups: all answers given, the groups drawn from them by chance.

/** Tables of counts that are gone through at most; 9 answers on a scale of 0 to 10 have 92,378. */
const MOST_TABLES = 100_000;

/**
 * How often the scores of the smaller group add up to a sum as far from 0 as the one seen, or further, if
 * chance alone says which answers are that group's; `null` if there are too many tables to go through.
 *
 * @param before - whole counts of answers by point, of somebody.
 * @param after - the same of the other group.
 * @param scores - a whole number for each point; over all answers they add up to 0.
 */
export function conditionalP(
  before: readonly number[],
  after: readonly number[],
  scores: readonly number[],
): number | null {
  const isBefore = sumOf(before) < sumOf(after);
  const [few, many] = isBefore ? [before, after] : [after, before];
  const points = few
    .map((seen, i) => ({ seen, all: seen + many[i], score: scores[i] }))
    .filter(({ all }) => all > 0)
    .sort((a, b) => a.all - b.all); // the last one's count follows from the others'
  const sizes = points.map(({ all }) => all);
  const [drawn, all] = [sumOf(few), sumOf(sizes)];
  const degree = Math.min(drawn, all - sizes[sizes.length - 1]);
  // Ways rise up to the middle: where a small group has too many, so has a larger one.
  if (![12, 500, degree].every((most) => areFew(sizes, Math.min(degree, most)))) return null;

  const room = sizes.map(() => 0); // answers of the points after this one
  for (let i = sizes.length - 1; i > 0; i--) room[i - 1] = room[i] + sizes[i];
  const weights = sizes.map((size) => weightsOf(size, drawn, all));
  const none = sizes.map(() => 1); // the weight of counts of 0 at all points after this one
  for (let i = sizes.length - 1; i > 0; i--) none[i - 1] = none[i] * weights[i](0);
  // Beyond 5e14 sums are rounded, and those that are equal need not look so.
  const far = Math.abs(sumOf(points.map(({ seen, score }) => seen * score))) - 2e-15 * drawn * all;
  let total = 0;
  let extreme = 0;
  const goThrough = (first: number, left: number, weight: number, sum: number) => {
    let skipped = weight;
    for (let i = first; i < sizes.length; i++) {
      const most = Math.min(sizes[i], left);
      for (let count = Math.max(1, left - room[i]); count <= most; count++) {
        const product = skipped * weights[i](count);
        const added = sum + count * points[i].score;
        if (count < left) {
          goThrough(i + 1, left - count, product, added);
          continue;
        }
        total += product * none[i];
        if (Math.abs(added) >= far) extreme += product * none[i];
      }
      if (left > room[i]) return;
      skipped *= weights[i](0);
    }
  };
  goThrough(0, drawn, 1, 0);
  return extreme / total;
}

/** Whether so many can be drawn in `MOST_TABLES` ways or fewer, told apart by counts a point. */
function areFew(sizes: readonly number[], drawn: number): boolean {
  if (drawn >= MOST_TABLES) return false;
  let ways = new Float64Array(drawn + 1);
  ways[0] = 1;
  for (const size of sizes) {
    const next = new Float64Array(drawn + 1);
    let running = 0;
    for (let i = 0; i <= drawn; i++) {
      running += ways[i] - (i > size ? ways[i - size - 1] : 0);
      if (running > MOST_TABLES) return false;
      next[i] = running;
    }
    ways = next;
  }
  return true;
}

/**
 * `C(size, count) λ^count`, λ the odds of being drawn, as shares of the largest of them: by ratios from there,
 * so that nothing overflows. All tables have the same power of λ.
 */
function weightsOf(size: number, drawn: number, all: number): (count: number) => number {
  const least = Math.max(0, drawn - (all - size));
  const most = Math.min(size, drawn);
  const odds = drawn / (all - drawn);
  const middle = Math.min(most, Math.max(least, Math.floor((size + 1) * (drawn / all))));
  const weights = new Float64Array(most - least + 1);
  weights[middle - least] = 1;
  for (let count = middle; count < most; count++) {
    weights[count + 1 - least] = weights[count - least] * ((size - count) / (count + 1)) * odds;
  }
  for (let count = middle; count > least; count--) {
    weights[count - 1 - least] = (weights[count - least] * (count / (size - count + 1))) / odds;
  }
  return (count) => weights[count - least] ?? 0;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
