// How much of a column others explain, R², and how that splits among them: Shapley's shares.

/**
 * The share of the last column's variance that each other one explains: what it adds to R², averaged over
 * all orders in which they could be added. The shares add up to R².
 *
 * @param correlations - of all columns, the outcome last, in rows one after the other.
 * @param size - how many columns; with 16 there are 32,768 sets of the others.
 *
 * @see Lindeman, Merenda and Gold, "Introduction to Bivariate and Multivariate Analysis" (1980), 119:
 *   the shares, which are Shapley's values of R².
 */
export function lmgShares(correlations: Float64Array, size: number): number[] {
  const count = size - 1;
  const explained = explainedBySet(correlations, size);
  const sizes = new Uint8Array(explained.length);
  for (let set = 1; set < sizes.length; set++) sizes[set] = sizes[set >> 1] + (set & 1);
  // |S|! (k − |S| − 1)! ÷ k!: the part of all orders that starts with the set S and goes on with one more.
  const weights = [1 / count];
  for (let i = 1; i < count; i++) weights.push((weights[i - 1] * i) / (count - i));
  return Array.from({ length: count }, (_, driver) => {
    const one = 1 << driver;
    let share = 0;
    for (let set = 0; set < explained.length; set++) {
      if ((set & one) === 0) {
        share += weights[sizes[set]] * (explained[set | one] - explained[set]);
      }
    }
    return Math.max(0, share); // one that explains nothing can round to a hair below
  });
}

/** The share of a column's variance that some others explain together, from 0 to 1. */
export function rSquared(
  correlations: Float64Array,
  size: number,
  others: readonly number[],
  outcome: number,
): number {
  const order = [...others, outcome];
  const count = order.length;
  const rest = Float64Array.from(
    order.flatMap((row) => order.map((column) => correlations[row * size + column])),
  );
  for (let next = 0; next < count - 1; next++) {
    if (rest[next * (count + 1)] >= ROUNDING) explainAway(rest, rest, next, count);
  }
  return Math.min(1, 1 - rest[count * count - 1]);
}

/** What is left of the covariances of the columns after `next` if that one is held fixed. */
export function explainAway(
  from: Float64Array,
  to: Float64Array,
  next: number,
  size: number,
): void {
  const row = next * size;
  const pivot = from[row + next];
  for (let i = next + 1; i < size; i++) {
    const slope = from[row + i] / pivot;
    for (let j = i; j < size; j++) to[i * size + j] = from[i * size + j] - slope * from[row + j];
  }
}

/** What a column leaves of another one's variance if rounding alone is left. */
const ROUNDING = 1e-10;

/** R² of every set of columns on the last one; bit i of a set says whether column i is in it. */
function explainedBySet(correlations: Float64Array, size: number): Float64Array {
  const last = size - 1;
  const explained = new Float64Array(1 << last);
  const rests = Array.from({ length: last }, () => new Float64Array(size * size));
  // Column by column, without it and with it: what a set leaves is worked out once for all sets that go on.
  function visit(next: number, set: number, rest: Float64Array, so: number): void {
    if (next === last) {
      explained[set] = Math.min(1, so);
      return;
    }
    visit(next + 1, set, rest, so);
    const pivot = rest[next * (size + 1)];
    const with_ = set | (1 << next);
    if (pivot < ROUNDING) {
      visit(next + 1, with_, rest, so); // the set explains all of it already
      return;
    }
    explainAway(rest, rests[next], next, size);
    visit(next + 1, with_, rests[next], so + rest[next * size + last] ** 2 / pivot);
  }
  visit(0, 0, correlations, 0);
  return explained;
}
