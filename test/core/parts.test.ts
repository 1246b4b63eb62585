import { expect, test } from "vitest";
import * as source from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

// mergeBy, whose parts are lists themselves and which takes a merge besides, has its own tests.
const merges = Object.entries(source).filter(([name]) => /^merge(?!By$)[A-Z]/.test(name));
type Merge = (...args: readonly unknown[]) => unknown;
const tally = source.tallyScores([10, 3], source.zeroToTen);

test("all merge functions are asked", () => {
  expect(merges.length).toBeGreaterThan(12);
});

test.each(merges)("%s refuses a tally in place of the list", (name, merge) => {
  const advice = `${name}: parts must be a list of tallies, as in ${name}([a, b])`;
  const call = merge as Merge;
  expectError(() => call(tally, tally), "wrong-type", `${advice}, got an object`, "parts");
  const broken = { [Symbol.iterator]: 7 };
  expectError(() => call(broken), "wrong-type", `${advice}, got an object`, "parts");
  expectError(() => call("ab"), "wrong-type", `${advice}, got "ab"`, "parts");
  expectError(() => call(), "wrong-type", `${advice}, got undefined`, "parts");
  // reduce hands over an index and the list besides, and would lose every part but two.
  expectError(
    () => [tally, tally, tally].reduce(untyped(merge)),
    "wrong-type",
    `${advice}, got an object`,
    "parts",
  );
});

test.each(merges)("%s refuses what is given beside the list", (name, merge) => {
  expectError(
    () => (merge as Merge)([], tally),
    "wrong-type",
    `${name}: parts must be a list of tallies, as in ${name}([a, b]), and nothing beside it, got an array`,
    "parts",
  );
});

test.each(merges)("%s refuses an empty list", (name, merge) => {
  const message = `${name}: parts.length must be 1 or more (the tally of no rows will do), got 0`;
  expectError(() => (merge as Merge)([]), "out-of-range", message, "parts.length");
});

test("any iterable of tallies is a list of them", () => {
  const whole = source.tallyScores([10, 3, 10, 3], source.zeroToTen);
  const copy = { ...tally };
  expect(source.mergeScores(new Set([tally, copy]))).toEqual(whole);
  expect(source.mergeScores([tally, copy])).toEqual(whole);
});
