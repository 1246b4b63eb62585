import { expect } from "vitest";

/** How far from its true value a probability may be, by the class of its row in distributions.json. */
const tolerances: Record<string, number> = { body: 1e-12, tail: 1e-10 };

/** That a number is the reference to the tolerance of the row it is of, relative to the reference. */
export function expectAccurate(value: number, reference: number, row: { class: string }): void {
  expectWithin(value, reference, tolerances[row.class], JSON.stringify(row));
}

/** That a number is another to a share `tolerance` of that other. */
export function expectWithin(
  value: number,
  reference: number,
  tolerance: number,
  message?: string,
): void {
  expect(Math.abs(value - reference), message).toBeLessThanOrEqual(tolerance * Math.abs(reference));
}
