// Ranks, with the mean of theirs for equal numbers.

/** The rank of each number among all, 1 for the smallest; equal ones share the mean of theirs. */
export function ranksOf(column: Float64Array): Float64Array {
  const sorted = column.slice().sort();
  const ranks = new Float64Array(sorted.length);
  let count = 0;
  for (let start = 0; start < sorted.length; count++) {
    let end = start + 1;
    while (sorted[end] === sorted[start]) end++;
    sorted[count] = sorted[start]; // the different ones move to the front
    ranks[count] = (start + 1 + end) / 2;
    start = end;
  }
  return column.map((x) => {
    let place = 0;
    for (let length = count; length > 1; ) {
      const half = length >> 1;
      if (sorted[place + half] <= x) place += half;
      length -= half;
    }
    return ranks[place];
  });
}
