/**
 * Counts many scores at once, in a loop of its own for each kind of array: one that has seen several
 * kinds is slower for all of them. Each value has four counts, taken in turn, so that equal scores in
 * a row do not wait for one another.
 */

/** Points of the widest scale that the loops take. */
export const NARROW = 16;

/** Four counts for each value from the lowest of the scale up, to be added by `countOf`. */
export function newLanes(): Uint32Array {
  return new Uint32Array(4 * NARROW);
}

export function countOf(lanes: Uint32Array, value: number): number {
  return lanes[value] + lanes[16 | value] + lanes[32 | value] + lanes[48 | value];
}

/** Counts from row `from` on, up to four rows of which one is no score, or the end: where that is. */
export function addArray(
  scores: readonly unknown[],
  from: number,
  min: number,
  lanes: Uint32Array,
): number {
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
    const valueA = (a - min) & 15;
    const valueB = (b - min) & 15;
    const valueC = (c - min) & 15;
    const valueD = (d - min) & 15;
    if (valueA + min !== a || valueB + min !== b || valueC + min !== c || valueD + min !== d) break;
    lanes[valueA]++;
    lanes[16 | valueB]++;
    lanes[32 | valueC]++;
    lanes[48 | valueD]++;
  }
  return i;
}

/** Counts a typed array; whether all of it were values from `min` to `min + 15`. */
export function addTyped(scores: object, min: number, lanes: Uint32Array): boolean {
  if (scores instanceof Uint8Array) return addBytes(scores, min, lanes);
  return scores instanceof Float64Array
    ? addDoubles(scores, min, lanes)
    : addOthers(scores, min, lanes);
}

function addDoubles(scores: Float64Array, min: number, lanes: Uint32Array): boolean {
  for (let i = 0; i < scores.length; i++) {
    const value = (scores[i] - min) & 15;
    if (value + min !== scores[i]) return false;
    lanes[value | ((i & 3) << 4)]++;
  }
  return true;
}

/** Typed arrays of other kinds, by way of blocks of doubles, which hold all of their values. */
function addOthers(scores: object, min: number, lanes: Uint32Array): boolean {
  const isBig = scores instanceof BigInt64Array || scores instanceof BigUint64Array;
  if (!ArrayBuffer.isView(scores) || !("length" in scores) || isBig) return false;
  const numbers = scores as Uint16Array; // as good as any other kind, for what is asked of it here
  const block = new Float64Array(Math.min(numbers.length, 16_384));
  for (let start = 0; start < numbers.length; start += block.length) {
    const rows = numbers.subarray(start, start + block.length);
    block.set(rows);
    if (!addDoubles(block.subarray(0, rows.length), min, lanes)) return false;
  }
  return true;
}

function addBytes(scores: Uint8Array, min: number, lanes: Uint32Array): boolean {
  // Words of four bytes have to start where a word does.
  const { buffer, byteOffset, length } = scores.byteOffset % 4 === 0 ? scores : scores.slice();
  const bytes = newLanes(); // from 0 up, not from min
  if (!addWords(new Uint32Array(buffer, byteOffset, length >> 2), bytes)) return false;
  for (let i = length & ~3; i < length; i++) {
    if (scores[i] >= NARROW) return false;
    bytes[scores[i]]++;
  }
  for (let byte = 0; byte < NARROW; byte++) {
    const count = countOf(bytes, byte);
    if (byte >= min && byte - min < NARROW) lanes[byte - min] += count;
    else if (count > 0) return false;
  }
  return true;
}

function addWords(words: Uint32Array, bytes: Uint32Array): boolean {
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if ((word & 0xf0f0f0f0) !== 0) return false;
    bytes[word & 15]++;
    bytes[16 | ((word >>> 8) & 15)]++;
    bytes[32 | ((word >>> 16) & 15)]++;
    bytes[48 | (word >>> 24)]++;
  }
  return true;
}
