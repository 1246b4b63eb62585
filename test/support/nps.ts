import fc from "fast-check";
import type { NpsCounts } from "../../src/index.js";

const count = fc.nat(1_000);

export const anyCounts: fc.Arbitrary<NpsCounts> = fc.record({
  promoters: count,
  passives: count,
  detractors: count,
});

/** Counts of somebody, some of them of few answers or of answers that are all alike. */
export const someCounts: fc.Arbitrary<NpsCounts> = fc
  .oneof(
    anyCounts,
    fc.record({ promoters: fc.nat(3), passives: fc.nat(3), detractors: fc.nat(3) }),
    fc
      .tuple(fc.constantFrom("promoters", "passives", "detractors"), count)
      .map(([category, n]) => ({ promoters: 0, passives: 0, detractors: 0, [category]: n })),
  )
  .filter((c) => c.promoters + c.passives + c.detractors > 0);

export const mirrored = ({ promoters, passives, detractors }: NpsCounts): NpsCounts => ({
  promoters: detractors,
  passives,
  detractors: promoters,
});

export const times = (n: number, { promoters, passives, detractors }: NpsCounts): NpsCounts => ({
  promoters: n * promoters,
  passives: n * passives,
  detractors: n * detractors,
});

export const named = ([promoters, passives, detractors]: readonly number[]): NpsCounts => ({
  promoters,
  passives,
  detractors,
});
