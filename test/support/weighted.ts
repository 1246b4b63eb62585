import fc from "fast-check";

/** An answer from 0 to 10, or none, with what it weighs. */
export interface WeightedRow {
  readonly score: number | null;
  readonly weight: number;
}

const weight = fc.oneof(
  fc.constantFrom(0, 1, 0.1, 2.5),
  fc.double({ min: 0.001, max: 1_000, noNaN: true }),
);

export const weightedRow: fc.Arbitrary<WeightedRow> = fc.record({
  score: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 10 }) }, fc.constant(null)),
  weight,
});
