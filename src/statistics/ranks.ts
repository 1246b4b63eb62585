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
  // How far along from the least to the largest a number is says nearly where it stands among them.
  const perUnit = Math.min(Number.MAX_VALUE, count / (sorted[count - 1] - sorted[0]));
  const starts = new Uint32Array(count + 2).fill(count);
  for (let place = count - 1; place >= 0; place--) {
    starts[Math.floor((sorted[place] - sorted[0]) * perUnit)] = place;
  }
  for (let part = count; part >= 0; part--) starts[part] = Math.min(starts[part], starts[part + 1]);
  return column.map((x) => {
    const part = Math.floor((x - sorted[0]) * perUnit);
    let place = starts[part];
    for (let length = starts[part + 1] - place; length > 1; ) {
      const half = length >> 1;
      if (sorted[place + half] <= x) place += half;
      length -= half;
    }
    return ranks[place];
  });
}
