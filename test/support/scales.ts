import fc from "fast-check";
import type { Scale } from "../../src/index.js";

/** Scales of 2 to 21 points, below and above 0, and with a −0 now and then. */
export const anyScale: fc.Arbitrary<Scale> = fc
  .tuple(
    fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constant(-0)),
    fc.integer({ min: 1, max: 20 }),
  )
  .map(([min, span]) => ({ min, max: min + span }));

/** A value on the scale, as far up as a share from 0 to 1 says. */
export function valueOn({ min, max }: Scale, share: number): number {
  return Math.min(max, min + share * (max - min));
}

/** Answers on the scale, with some missing. */
export function answersOn(scale: Scale): fc.Arbitrary<(number | null | undefined)[]> {
  const score = fc.integer(scale);
  return fc.array(fc.oneof({ weight: 8, arbitrary: score }, fc.constantFrom(null, undefined)));
}
