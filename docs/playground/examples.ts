/** Texts to try it with, by what their buttons say. */
export const examples: Readonly<Record<string, () => string>> = {
  "Example answers": exampleAnswers,
  "Example orders": exampleEvents,
  "Example waves": exampleWaves,
  "Example shop": examplePurchases,
};

/** The survey of the satisfaction guide. */
function exampleAnswers(): string {
  const counts = [6, 2, 3, 4, 5, 14, 12, 30, 44, 38, 42];
  const rows = counts.flatMap((count, score) => Array<number>(count).fill(score));
  return `score\n${rows.join("\n")}\n`;
}

/** The orders of the retention guide: customers of each month, and how many ordered in each since. */
function exampleEvents(): string {
  const ordered = [
    [40, 22, 18, 16, 15, 9],
    [50, 27, 21, 20, 12],
    [30, 13, 11, 6],
    [60, 35, 21],
    [45, 17],
    [24],
  ];
  const rows = ordered.flatMap((counts, cohort) =>
    counts.flatMap((count, lag) => {
      const date = new Date(Date.UTC(2026, 5 + cohort + lag, 10)).toISOString().slice(0, 10);
      return Array.from({ length: count }, (_, i) => `${cohort + 1}-${i + 1},${date}`);
    }),
  );
  return `customer,date\n${rows.join("\n")}\n`;
}

/** The two waves of the guide on why a score moved, with answers to two more questions. */
function exampleWaves(): string {
  const waves: [wave: string, segment: string, counts: readonly number[]][] = [
    ["spring", "web", [60, 25, 15]],
    ["spring", "shop", [40, 30, 30]],
    ["autumn", "web", [26, 9, 5]],
    ["autumn", "shop", [68, 47, 45]],
  ];
  const rows = waves.flatMap(([wave, segment, counts]) =>
    counts.flatMap((count, i) =>
      Array.from({ length: count }, (_, row) => {
        const score = [10 - (row % 2), 8 - (row % 2), 6 - (row % 5)][i];
        // About half of the score, more closely for speed than for price.
        const speed = Math.min(5, Math.max(1, Math.round(score / 2 + ((row * 7) % 5) / 4 - 0.5)));
        const price = Math.min(5, Math.max(1, Math.round(score / 4 + ((row * 11) % 9) / 3)));
        return [wave, segment, score, speed, price].join();
      }),
    ),
  );
  return `wave,segment,score,speed,price\n${rows.join("\n")}\n`;
}

/** The made-up orders of the guide to lifetime value, fewer of them. */
function examplePurchases(): string {
  let seed = 7;
  const random = (): number => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const rows: string[] = [];
  for (let customer = 1; customer <= 400; customer++) {
    let day = Math.floor(90 * random());
    const pace = 20 / random() ** 0.8; // days between orders
    const leaves = 0.35 * random(); // the chance to be gone after each
    const basket = 15 + 60 * random() ** 2;
    do {
      const date = new Date(Date.UTC(2025, 0, 1 + Math.floor(day))).toISOString().slice(0, 10);
      rows.push(`${customer},${date},${Math.round(basket * (0.5 + random()))}`);
      day += 1 - pace * Math.log(random());
    } while (day < 546 && random() > leaves);
  }
  return `customer,date,order_value\n${rows.join("\n")}\n`;
}
