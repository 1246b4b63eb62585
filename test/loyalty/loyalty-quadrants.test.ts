import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LevelOutcome,
  loyaltyQuadrants,
  retentionByLevel,
  tallyRetentionByLevel,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const rows: readonly LevelOutcome[] = [
  { level: "amazes", stayed: true },
  { level: "delights", stayed: true },
  { level: "delights", stayed: false },
  { level: "exceeds", stayed: true },
  { level: "below", stayed: false },
  { level: "below", stayed: false },
  { level: null, stayed: true },
];

describe("loyaltyQuadrants", () => {
  test("counts those who answered by whether they were satisfied and whether they stayed", () => {
    expect(loyaltyQuadrants(rows, { satisfiedFrom: "delights" })).toStrictEqual({
      trueLoyalty: { count: 2, total: 6, share: 2 / 6 },
      latentLoyalty: { count: 1, total: 6, share: 1 / 6 },
      spuriousLoyalty: { count: 1, total: 6, share: 1 / 6 },
      noLoyalty: { count: 2, total: 6, share: 2 / 6 },
    });
    const { trueLoyalty, noLoyalty } = loyaltyQuadrants(tallyRetentionByLevel(rows), {
      satisfiedFrom: "meets",
    });
    expect([trueLoyalty.count, noLoyalty.count]).toStrictEqual([3, 2]);
  });

  test("has no shares without answers", () => {
    const { trueLoyalty } = loyaltyQuadrants([{ level: null, stayed: true }], {
      satisfiedFrom: "amazes",
    });
    expect(trueLoyalty).toStrictEqual({ count: 0, total: 0, share: null });
  });

  test("adds up to all who answered and all who stayed", () => {
    const level = fc.constantFrom("below", "meets", "exceeds", "delights", "amazes", null);
    const any = fc.array(fc.record({ level, stayed: fc.boolean() }));
    fc.assert(
      fc.property(any, fc.constantFrom("meets", "exceeds", "delights", "amazes"), (stays, from) => {
        const given = stays as LevelOutcome[];
        const quadrants = loyaltyQuadrants(given, { satisfiedFrom: from });
        const { levels } = retentionByLevel(given);
        const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
        const { trueLoyalty, latentLoyalty, spuriousLoyalty, noLoyalty } = quadrants;
        const stayed = trueLoyalty.count + spuriousLoyalty.count;
        expect(stayed).toBe(sum(levels.map(({ count }) => count)));
        const left = latentLoyalty.count + noLoyalty.count;
        expect(stayed + left).toBe(sum(levels.map(({ total }) => total)));
      }),
    );
  });

  test("refuses levels nobody is satisfied from, and broken tallies", () => {
    expectError(
      () => loyaltyQuadrants(rows, untyped({ satisfiedFrom: "below" })),
      "out-of-range",
      'loyaltyQuadrants: satisfiedFrom must be "meets", "exceeds", "delights" or "amazes", got "below"',
      "satisfiedFrom",
    );
    expectError(
      () => loyaltyQuadrants(untyped({ kind: "cohorts" }), { satisfiedFrom: "meets" }),
      "bad-tally",
      'loyaltyQuadrants: tally.kind must be "retention-by-level", got "cohorts"',
      "tally.kind",
    );
    expectError(
      () => untyped(loyaltyQuadrants)(rows),
      "wrong-type",
      "loyaltyQuadrants: options must be like { satisfiedFrom }, got undefined",
      "options",
    );
  });
});
