import { expect, test } from "vitest";
import * as source from "../../src/index.js";
import { outcomesOf } from "../runtimes/outcomes.js";
import { questions } from "../runtimes/programs.js";
import { expectError, untyped } from "../support/errors.js";

type Call = (...args: readonly unknown[]) => unknown;
const exported: Readonly<Record<string, unknown>> = source;

/** An array whose memory went to a worker. */
const sent = new Float64Array([1, 2]);
structuredClone(sent, { transfer: [sent.buffer] });

/** What turns up where something else is meant. */
const wrong: readonly unknown[] = [
  ...[undefined, null, true, -1, 0.5, 1e300, Number.NaN, "", "x", 7n],
  ...[{}, [], [null], [{}], [[]], new Date(0), new Date("no"), new Map(), () => 1],
  ...[Symbol("x"), Object.create(null), new Array(3), [undefined, 1], sent, "x".repeat(1_000)],
];

/** A value with one of its parts, at any depth, replaced by something else. */
function* mistaken(value: unknown): Generator<unknown> {
  yield* wrong;
  if (typeof value !== "object" || value === null) return;
  // Of many rows the first few are as good as all.
  for (const [key, part] of Object.entries(value).slice(0, 4)) {
    for (const other of mistaken(part)) {
      yield Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [key]: other });
    }
  }
}

/** What comes of a call: a message, if it is an error that lacks what code can branch on. */
function slipOf(call: Call, args: readonly unknown[]): string | undefined {
  try {
    call(...args);
    return undefined;
  } catch (error) {
    const { code, argument, message } = error as Partial<source.MetricsError>;
    return code && argument ? undefined : message;
  }
}

/** The functions of answers.json, each with what it is asked there. */
const calls = questions.flatMap((question) => {
  const [[name, given], ...more] = Object.entries(question as Record<string, unknown[] | null>);
  if (given === null || more.length > 0) return [];
  const args = outcomesOf(source, given).map((outcome) => (outcome as { gives: unknown }).gives);
  return [{ name, call: exported[name] as Call, args }];
});

test("whatever is wrong in a call, the error has a code and names the argument", () => {
  const slips = new Set<string>();
  for (const { name, call, args } of calls) {
    for (const [i, arg] of args.entries()) {
      for (const other of mistaken(arg)) {
        const slip = slipOf(call, args.with(i, other));
        if (slip !== undefined) slips.add(`${name}, argument ${i}: ${slip}`);
      }
    }
  }
  expect([...slips]).toEqual([]);
});

test("options that are left out, or no object, are named as such", () => {
  const { calendar, convertChurnRate, netSatisfaction, npsSampleSize, rescale } = source;
  const given: readonly (readonly [() => unknown, string, string])[] = [
    [
      () => untyped(calendar)(),
      "calendar: options must be like { period, timeZone, weekStart }, got undefined",
      "options",
    ],
    [
      () => untyped(rescale)(4),
      "rescale: options must be like { from, to }, got undefined",
      "options",
    ],
    [
      () => untyped(netSatisfaction)([4]),
      "netSatisfaction: options must be like { satisfiedFrom, dissatisfiedTo, scale }, got undefined",
      "options",
    ],
    [
      () => untyped(convertChurnRate)(0.5),
      "convertChurnRate: options must be like { from, to }, got undefined",
      "options",
    ],
    [
      () => source.npsInterval([10, 3], untyped(0.9)),
      "npsInterval: options must be like { scale, confidence }, got 0.9",
      "options",
    ],
    [
      () => untyped(source.npsPosterior)([10]),
      "npsPosterior: options must be like { prior, scale, confidence }, got undefined",
      "options",
    ],
    [
      () => untyped(source.npsProbabilityGreater)([10], [9], null),
      "npsProbabilityGreater: options must be like { prior, scale }, got null",
      "options",
    ],
    [
      () => source.csat([5], untyped(null)),
      "csat: options must be like { scale, satisfiedFrom }, got null",
      "options",
    ],
    [
      () => source.tallyCohorts([], untyped(null)),
      "tallyCohorts: options must be like { period, timeZone, weekStart, until, minimumEvents, brackets, horizon, lagDays }, got null",
      "options",
    ],
    [
      () => source.tallyActivity([], untyped(undefined)),
      "tallyActivity: options must be like { period, timeZone, weekStart, until, minimumEvents, brackets, horizon, lagDays }, got undefined",
      "options",
    ],
    [
      () => untyped(npsSampleSize)(),
      "npsSampleSize: plan must be like { margin, confidence, population, variance }, got undefined",
      "plan",
    ],
    [
      () => untyped(source.responseRate)(),
      "responseRate: asked must be an object, got undefined",
      "asked",
    ],
    [
      () => source.shareDifference({ count: 1, total: 2 }, untyped(undefined)),
      "shareDifference: after must be an object, got undefined",
      "after",
    ],
  ];
  for (const [call, message, argument] of given) {
    expectError(call, "wrong-type", message, argument);
  }
});

test("columns are read once, so that what was checked is what is counted", () => {
  let reads = 0;
  const changing = {
    get score() {
      reads++;
      return reads > 1 ? [11] : [10];
    },
    by: ["NO"],
  };
  expect(source.tallyScoresBy(changing, source.zeroToTen)[0].tally.counts[10]).toBe(1);
  expect(reads).toBe(1);
});
