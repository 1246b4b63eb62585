// Sorting many non-negative numbers, by counting or by their bits where that is faster.

/**
 * Sorts finite numbers of 0 or more, none of them −0, in place.
 *
 * Whole numbers are counted. Of others the bits, which rise with such numbers, are sorted digit by
 * digit. Both are several times faster than comparing.
 */
export function sortAmounts(values: Float64Array): Float64Array {
  const largest = values.length < FEW ? null : largestWhole(values);
  // A table much longer than the numbers it counts would be slower, and could be vast.
  if (largest !== null && largest <= 4 * values.length) return countingSort(values, largest);
  return sortByBits(values);
}

/**
 * Sorts as `sortAmounts` does, but never by counting.
 *
 * By the upper half of the bits, which hardly leaves a pair of numbers in the wrong order, and then
 * pair by pair. Where it leaves many, as numbers do that are large and near one another, the lower half
 * goes first.
 */
export function sortByBits(values: Float64Array): Float64Array {
  if (values.length < FEW) return values.sort();
  // Which half of a double comes first is up to the machine: the low half of 1 is 0.
  const low = Math.sign(new Uint32Array(new Float64Array([1]).buffer)[0]);
  sortByHalf(values, 1 - low);
  if (insertionSort(values)) return values;
  sortByHalf(values, low);
  return sortByHalf(values, 1 - low);
}

/** Too few to make tables for. */
const FEW = 500;

/** The largest of whole numbers; `null` if not all are whole. */
function largestWhole(values: Float64Array): number | null {
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value !== Math.floor(value)) return null;
    if (value > largest) largest = value;
  }
  return largest;
}

function countingSort(values: Float64Array, largest: number): Float64Array {
  const counts = new Uint32Array(largest + 1);
  for (let i = 0; i < values.length; i++) counts[values[i]]++;
  let next = 0;
  for (let value = 0; value <= largest; value++) {
    for (let count = counts[value]; count > 0; count--) values[next++] = value;
  }
  return values;
}

const DIGITS = 2048;

/** Three digits of 11, 11 and 10 bits, the last one first; equal halves keep their order. */
function sortByHalf(values: Float64Array, half: number): Float64Array {
  const { length } = values;
  const ends = new Uint32Array(3 * DIGITS);
  countDigits(wordsOf(values), half, ends);
  let from = values;
  let to: typeof from = new Float64Array(length);
  for (let digit = 0; digit < 3; digit++) {
    const places = ends.subarray(digit * DIGITS, (digit + 1) * DIGITS);
    if (places.includes(length)) continue; // all numbers share this digit
    let place = 0;
    for (let i = 0; i < DIGITS; i++) {
      const count = places[i];
      places[i] = place;
      place += count;
    }
    scatter(from, wordsOf(from), to, half, 11 * digit, places);
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return values;
}

function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}

function countDigits(words: Uint32Array, half: number, counts: Uint32Array): void {
  for (let i = half; i < words.length; i += 2) {
    const word = words[i];
    counts[word & 2047]++;
    counts[DIGITS + ((word >>> 11) & 2047)]++;
    counts[2 * DIGITS + (word >>> 22)]++;
  }
}

function scatter(
  from: Float64Array,
  words: Uint32Array,
  to: Float64Array,
  half: number,
  shift: number,
  places: Uint32Array,
): void {
  for (let i = 0; i < from.length; i++) {
    to[places[(words[2 * i + half] >>> shift) & 2047]++] = from[i];
  }
}

/** Whether it sorted them; it gives up, having lost none, where it would take many steps. */
function insertionSort(values: Float64Array): boolean {
  let steps = 4 * values.length;
  for (let i = 1; i < values.length && steps >= 0; i++) {
    const value = values[i];
    let place = i;
    for (; place > 0 && values[place - 1] > value; place--) values[place] = values[place - 1];
    values[place] = value;
    steps -= i - place;
  }
  return steps >= 0;
}
