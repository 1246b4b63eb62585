// Fast loops that count scores two at a time.

/**
 * Counts many scores at once, as pairs: half as many counts to write as there are scores to read. Each
 * kind of array has a loop of its own, for one that has seen several kinds is slower for all of them.
 */

/** The highest score that the loops take; 0 is the lowest. */
export const HIGHEST_SCORE = 15;

export function newPairs(): Pairs {
  return new Uint32Array(256);
}

/** Adds how often each score came, of those on the scale. */
export function addPairs(pairs: Pairs, min: number, counts: number[]): void {
  for (let second = 0; second < counts.length; second++) {
    let sum = 0;
    for (let first = 0; first < counts.length; first++) {
      const count = pairs[(min + first) | ((min + second) << 4)];
      counts[first] += count;
      sum += count;
    }
    counts[second] += sum;
  }
}

/** Counts from row `from` on, up to four rows of which one is not a score, or to the end, and says where that is. */
export function countArray(scores: readonly unknown[], from: number, pairs: Pairs): number {
  const end = scores.length - 3;
  let i = from;
  for (; i < end; i += 4) {
    const a = scores[i];
    const b = scores[i + 1];
    const c = scores[i + 2];
    const d = scores[i + 3];
    if (
      typeof a !== "number" ||
      typeof b !== "number" ||
      typeof c !== "number" ||
      typeof d !== "number"
    ) {
      break;
    }
    const scoreA = a & 15;
    const scoreB = b & 15;
    const scoreC = c & 15;
    const scoreD = d & 15;
    if (scoreA !== a || scoreB !== b || scoreC !== c || scoreD !== d) break;
    pairs[scoreA | (scoreB << 4)]++;
    pairs[scoreC | (scoreD << 4)]++;
  }
  return i;
}

/** The same for a typed array, from its first row on. */
export function countTyped(scores: object, pairs: Pairs): number {
  if (scores instanceof Uint8Array) return countBytes(scores, pairs);
  return scores instanceof Float64Array ? countDoubles(scores, pairs) : countOthers(scores, pairs);
}

/** How often each pair came: `first | (second << 4)`. */
export type Pairs = Uint32Array;

function countDoubles(scores: Float64Array, pairs: Pairs): number {
  const end = scores.length - 1;
  let i = 0;
  for (; i < end; i += 2) {
    const a = scores[i] & 15;
    const b = scores[i + 1] & 15;
    if (a !== scores[i] || b !== scores[i + 1]) break;
    pairs[a | (b << 4)]++;
  }
  return i;
}

/** Typed arrays of other kinds, by way of blocks of doubles, which hold all of their values. */
function countOthers(scores: object, pairs: Pairs): number {
  if (scores instanceof BigInt64Array || scores instanceof BigUint64Array) return 0;
  const numbers = scores as Uint16Array; // as good as any other kind, for what is asked of it here
  let counted = 0;
  for (let start = 0; start === counted && start < numbers.length; start += BLOCK) {
    const block = new Float64Array(numbers.subarray(start, start + BLOCK));
    counted += countDoubles(block, pairs);
  }
  return counted;
}

const BLOCK = 16_384;

function countBytes(scores: Uint8Array, pairs: Pairs): number {
  // Words of four bytes have to start where a word does; slices of a Buffer are no copies.
  const { buffer, byteOffset, length } = scores.byteOffset % 4 ? new Uint8Array(scores) : scores;
  return 4 * countBytesOfWords(new Uint32Array(buffer, byteOffset, length >> 2), pairs);
}

function countBytesOfWords(words: Uint32Array, pairs: Pairs): number {
  let i = 0;
  for (; i < words.length; i++) {
    const word = words[i];
    if ((word & 0xf0f0f0f0) !== 0) break;
    // Each byte is half empty: the next one moves in.
    const both = word | (word >>> 4);
    pairs[both & 255]++;
    pairs[(both >>> 16) & 255]++;
  }
  return i;
}
