// Draws of a group from all people, told apart by how many are drawn of each kind.

/** Whether so many can be drawn in `most` ways or fewer, with `sizes` people of each kind. */
export function areFewDraws(sizes: ArrayLike<number>, drawn: number, most: number): boolean {
  let [all, largest] = [0, 0];
  for (let i = 0; i < sizes.length; i++) {
    all += sizes[i];
    largest = Math.max(largest, sizes[i]);
  }
  const others = Math.min(drawn, all - largest);
  // Ways rise up to the middle: where a small group has too many, so has a larger one.
  for (let part = 2; part < others; part *= 9) if (!areFewWays(sizes, part, most)) return false;
  return areFewWays(sizes, others, most);
}

/** Draws of so many, to be gone through kind by kind. */
export function drawsOf(sizes: ArrayLike<number>, drawn: number): Draws {
  const { length } = sizes;
  const known = new Map<number, (count: number) => number>();
  let all = 0;
  for (let i = 0; i < length; i++) all += sizes[i];
  const weights = Array.from(sizes, (size) => {
    const weight = known.get(size) ?? weightsOf(size, drawn, all);
    known.set(size, weight);
    return weight;
  });
  const none = new Float64Array(length).fill(1);
  const room = new Float64Array(length);
  for (let i = length - 1; i > 0; i--) {
    none[i - 1] = none[i] * weights[i](0);
    room[i - 1] = room[i] + sizes[i];
  }
  return { weights, none, room };
}

/** How probable counts of each kind are, and how many can come after it. */
export interface Draws {
  /** For each kind the weight of a count; a draw is as probable as the product of its weights. */
  readonly weights: readonly ((count: number) => number)[];
  /** For each kind the weight of no more of all that follow. */
  readonly none: Float64Array;
  /** For each kind how many there are of all that follow. */
  readonly room: Float64Array;
}

function areFewWays(sizes: ArrayLike<number>, drawn: number, most: number): boolean {
  if (drawn >= most) return false;
  let ways = new Float64Array(drawn + 1);
  let next = new Float64Array(drawn + 1);
  ways[0] = 1;
  for (let kind = 0; kind < sizes.length; kind++) {
    const size = sizes[kind];
    let running = 0;
    for (let i = 0; i <= drawn; i++) {
      running += ways[i] - (i > size ? ways[i - size - 1] : 0);
      if (running > most) return false;
      next[i] = running;
    }
    [ways, next] = [next, ways];
  }
  return true;
}

/**
 * `C(size, count) λ^count`, λ the odds of being drawn, as shares of the largest of them: by ratios from there,
 * so that nothing overflows. All draws have the same power of λ.
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
