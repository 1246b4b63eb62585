/** All ways to choose so many of the rows, the slow and sure way. */
export function choices<Row>(rows: readonly Row[], chosen: number): Row[][] {
  if (chosen === 0) return [[]];
  if (rows.length < chosen) return [];
  const [first, ...rest] = rows;
  return [...choices(rest, chosen - 1).map((some) => [first, ...some]), ...choices(rest, chosen)];
}
