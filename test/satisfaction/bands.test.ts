import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Bands,
  classify,
  countBands,
  oneToFive,
  recommendationLevels,
  responseCount,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { answersOn, anyScale, valueOn } from "../support/scales.js";

const categories = {
  scale: zeroToTen,
  bands: [
    { label: "detractor", from: 0 },
    { label: "passive", from: 7 },
    { label: "promoter", from: 9 },
  ],
} as const;

const anyBands: fc.Arbitrary<Bands<string>> = anyScale.chain((scale) =>
  fc
    .array(fc.oneof(fc.integer(scale), fc.double({ ...scale, noNaN: true })), { maxLength: 6 })
    .map((cuts) => {
      const froms = [...new Set([scale.min, ...cuts].map((cut) => cut + 0))].sort((a, b) => a - b);
      return { scale, bands: froms.map((from, i) => ({ label: `band ${i}`, from })) };
    }),
);

describe("classify", () => {
  test("puts a mean in the lower of the bands it lies between", () => {
    expect(classify(6.5, categories)).toBe("detractor");
    expect(classify(6.999999, categories)).toBe("detractor");
    expect(classify(7, categories)).toBe("passive");
    expect(classify(8.5, categories)).toBe("passive");
    expect(classify(10, categories)).toBe("promoter");
    expect(classify(6.5, recommendationLevels)).toBe("below");
  });

  test("puts every value of the scale in just one band", () => {
    fc.assert(
      fc.property(anyBands, fc.double({ min: 0, max: 1, noNaN: true }), (bands, x) => {
        const value = valueOn(bands.scale, x);
        const holding = bands.bands.filter(({ from }, i) => {
          const next = bands.bands[i + 1]?.from ?? Infinity;
          return from <= value && value < next;
        });
        expect(holding.map(({ label }) => label)).toEqual([classify(value, bands)]);
      }),
    );
  });

  test("refuses values off the scale", () => {
    for (const [value, shown] of [
      [-0.1, "-0.1"],
      [10.1, "10.1"],
      [Number.NaN, "NaN"],
    ] as const) {
      expectError(
        () => classify(value, categories),
        "out-of-range",
        `classify: value must be a number from 0 to 10, got ${shown}`,
        "value",
      );
    }
  });

  test.each([
    ["that do not start at the bottom", [{ from: 1 }, { from: 7 }], '"1, 7"'],
    ["that fall", [{ from: 0 }, { from: 7 }, { from: 6 }], '"0, 7, 6"'],
    ["that stand still", [{ from: 0 }, { from: 7 }, { from: 7 }], '"0, 7, 7"'],
    ["above the top", [{ from: 0 }, { from: 11 }], '"0, 11"'],
    ["of text", [{ from: 0 }, { from: "7" }], '"0, \\"7\\""'],
    ["of NaN", [{ from: 0 }, { from: Number.NaN }], '"0, NaN"'],
    ["of nothing", [], '""'],
    ["that are no list", "0, 7", '""'],
    ["with holes", [null], '"undefined"'],
  ])("refuses bands %s", (_, bands, shown) => {
    expectError(
      () => classify(5, untyped({ scale: zeroToTen, bands })),
      "out-of-range",
      `classify: bands.from must be numbers rising from scale.min to scale.max at most, got ${shown}`,
      "bands.from",
    );
  });

  test("refuses bands without a name of their own", () => {
    for (const [label, shown] of [
      ["low", '"low"'],
      [undefined, "undefined"],
    ]) {
      const bands = [
        { label: "low", from: 0 },
        { label, from: 7 },
      ];
      expectError(
        () => classify(5, untyped({ scale: zeroToTen, bands })),
        "wrong-type",
        `classify: bands.label at index 1 must be a name that no other band has, got ${shown}`,
        "bands.label",
        1,
      );
    }
  });

  test("refuses a scale that has no whole end", () => {
    for (const max of ["10", Infinity, undefined]) {
      expectError(
        () => classify(5, untyped({ scale: { min: 0, max }, bands: [{ label: "all", from: 0 }] })),
        "out-of-range",
        'classify: bands.from must be numbers rising from scale.min to scale.max at most, got "0"',
        "bands.from",
      );
    }
  });

  test("refuses no bands at all", () => {
    expectError(
      () => classify(5, untyped(undefined)),
      "out-of-range",
      'classify: bands.from must be numbers rising from scale.min to scale.max at most, got ""',
      "bands.from",
    );
    const bands = [{ label: "all", from: 0 }];
    expectError(
      () => classify(5, untyped({ bands })),
      "out-of-range",
      'classify: bands.from must be numbers rising from scale.min to scale.max at most, got "0"',
      "bands.from",
    );
  });
});

describe("countBands", () => {
  test("counts worst first, and keeps the bands that nobody chose", () => {
    expect(countBands(tallyScores([0, 6, 9, null], zeroToTen), categories)).toEqual([
      { label: "detractor", count: 2 },
      { label: "passive", count: 0 },
      { label: "promoter", count: 1 },
    ]);
  });

  test("refuses a tally of another scale", () => {
    expectError(
      () => countBands(tallyScores([5], oneToFive), categories),
      "scale-mismatch",
      "countBands: tally.scale.min must be 0, got 1",
      "tally.scale.min",
    );
  });

  test("counts each answer where classify puts it", () => {
    const given = anyBands.chain((bands) => fc.tuple(fc.constant(bands), answersOn(bands.scale)));
    fc.assert(
      fc.property(given, ([bands, answers]) => {
        const tally = tallyScores(answers, bands.scale);
        const counts = countBands(tally, bands);
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(responseCount(tally));
        const labels = answers.filter((answer) => answer != null).map((a) => classify(a, bands));
        for (const { label, count } of counts) {
          expect(count).toBe(labels.filter((one) => one === label).length);
        }
      }),
    );
  });
});
