import fc from "fast-check";
import { expect } from "vitest";
import {
  type Lifetime,
  type LifetimeRow,
  type LifetimeTally,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };

/** Lifetimes with ties, zeros, fractions, late entries and reasons now and then. */
export const anyLifetime: fc.Arbitrary<Lifetime> = fc
  .record({
    duration: fc.oneof(
      fc.nat(12),
      fc.double({ min: 0, max: 12, noNaN: true }),
      fc.constantFrom(-0, 0.5, 1.5),
    ),
    left: fc.constantFrom(true, false, 1, 0),
    entry: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(11)),
    reason: fc.constantFrom("price", "moved", "__proto__", null, undefined),
  })
  .map(({ duration, left, entry, reason }) => ({
    duration,
    left,
    ...(entry > 0 && entry < duration && { entered: entry }),
    ...(left && reason !== undefined && { reason }),
  }));

export const anyLifetimes: fc.Arbitrary<Lifetime[]> = fc.array(anyLifetime, { maxLength: 40 });

/** Lifetimes watched from the start, without reasons; two durations are still two in another unit. */
export const plainLifetimes: fc.Arbitrary<Lifetime[]> = fc.array(
  fc.record({
    duration: fc.oneof(fc.nat(12), fc.double({ min: 1e-9, max: 12, noNaN: true })),
    left: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

/** A tally's columns as rows. */
export function rowsOf(tally: LifetimeTally): LifetimeRow[] {
  const { durations, left, censored, entered, byReason } = tally;
  return durations.map((duration, i) => {
    const reasons = (byReason?.durations ?? []).flatMap((at, k) =>
      at === duration
        ? [{ reason: byReason?.reasons[k] as string, count: byReason?.left[k] as number }]
        : [],
    );
    return {
      duration,
      left: left[i] as number,
      censored: censored[i] as number,
      ...(entered?.[i] && { entered: entered[i] }),
      ...(reasons.length > 0 && { byReason: reasons }),
    };
  });
}

/** Sorted rows as the columns of a stored tally, unchecked. */
export function storedLifetimes(rows: readonly LifetimeRow[]): LifetimeTally {
  const stated = rows.flatMap(({ duration, byReason }) =>
    (byReason ?? []).map(({ reason, count }) => ({ duration, reason, count })),
  );
  return {
    kind: "lifetimes",
    durations: rows.map(({ duration }) => duration),
    left: rows.map(({ left }) => left),
    censored: rows.map(({ censored }) => censored),
    ...(rows.some(({ entered }) => entered !== undefined) && {
      entered: rows.map(({ entered }) => entered ?? 0),
    }),
    ...(stated.length > 0 && {
      byReason: {
        durations: stated.map(({ duration }) => duration),
        reasons: stated.map(({ reason }) => reason),
        left: stated.map(({ count }) => count),
      },
    }),
  };
}

/** Lifetimes that all ended, in the order given. */
export function allLeft(...durations: number[]): LifetimeTally {
  return tallyLifetimes(durations.map((duration) => ({ duration, left: true })));
}

/** One left at 1 and the other was last seen at 2; nobody is there up to 5, when two more come in. */
export const withGap: LifetimeTally = tallyLifetimes([
  { duration: 1, left: true },
  { duration: 2, left: false },
  { duration: 7, left: true, entered: 5 },
  { duration: 8, left: false, entered: 5 },
]);

/** A sample of the reference numbers. */
export interface Sample {
  readonly duration: readonly number[];
  readonly left: readonly number[];
  readonly entered?: readonly number[];
  /** "censored" for a customer who stays. */
  readonly cause?: readonly string[];
}

export function sampleOf(name: string): Sample {
  return (reference.samples as Record<string, Sample>)[name] as Sample;
}

export function tallyOf({ duration, left, entered, cause }: Sample): LifetimeTally {
  return tallyLifetimes({
    duration,
    left,
    ...(entered && { entered }),
    ...(cause && { reason: cause.map((name) => (name === "censored" ? null : name)) }),
  });
}

/** To 1e-10 of itself, and `null` if it is null. */
export function expectNear(actual: unknown, expected: number | null, what: string): void {
  if (expected === null) {
    expect(actual, what).toBe(null);
    return;
  }
  expect(actual, what).toBeTypeOf("number");
  expect(Math.abs((actual as number) - expected), what).toBeLessThanOrEqual(
    1e-10 * Math.max(Math.abs(expected), 1e-3),
  );
}
