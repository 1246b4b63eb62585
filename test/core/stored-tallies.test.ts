import { describe, expect, test } from "vitest";
import {
  cohortsFromActivity,
  inactivityChurn,
  mergeActivity,
  mergeCohorts,
  mergeHistories,
  mergeInactivity,
  mergeLevelMoves,
  mergeLifecycle,
  mergeLifetimes,
  mergeLifetimesByLevel,
  mergeMembership,
  mergeMembershipByPeriod,
  mergePurchases,
  mergeReferrals,
  mergeRetentionByLevel,
  mergeRevenue,
  mergeRevenueByPeriod,
  mergeRevenueCohorts,
  mergeScores,
  mergeScoresBy,
  mergeSpend,
  mergeWeightedScores,
  npsHomogeneity,
  suppressSmallGroups,
  tallyActivity,
  tallyCohorts,
  tallyHistories,
  tallyInactivity,
  tallyLevelMoves,
  tallyLifecycle,
  tallyLifetimes,
  tallyLifetimesByLevel,
  tallyMembership,
  tallyMembershipByPeriod,
  tallyPurchases,
  tallyReferrals,
  tallyRetentionByLevel,
  tallyRevenue,
  tallyRevenueByPeriod,
  tallyRevenueCohorts,
  tallyScores,
  tallyScoresBy,
  tallySpend,
  tallyWeightedScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

// Tallies come back from databases: what no rows can give is refused, by every function that reads them.

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const monthly = { period: "month", timeZone: "UTC", until: at(4, 1) } as const;
const january = { from: at(1, 1), until: at(2, 1) };
const events = [
  { customer: "ann", time: at(1, 5), value: 30 },
  { customer: "ann", time: at(3, 5), value: 20 },
  { customer: "bob", time: at(2, 9), value: 50 },
];

const scores = tallyScores([10, 9, 3, null], zeroToTen);
const groups = tallyScoresBy({ score: [10, 9, 3], by: ["a", "b", "b"] }, zeroToTen);
const moves = tallyLevelMoves([{ before: 7, after: 9 }]);
const cohorts = tallyCohorts(events, monthly);
const activity = tallyActivity(events, monthly);
const lifecycle = tallyLifecycle(events, monthly);
const purchases = tallyPurchases(events, { timeZone: "UTC", until: at(4, 1) });
const histories = tallyHistories([{ repeats: 2, last: 30, age: 38 }]);
const spend = tallySpend([{ repeats: 2, mean: 35.5 }]);
const referrals = tallyReferrals(
  [
    { customer: "ann", time: at(1, 5) },
    { customer: "bob", time: at(1, 9), referredBy: "ann" },
  ],
  { until: at(4, 1) },
);
const weighted = tallyWeightedScores([{ score: 9, weight: 1.5 }], zeroToTen);
const stays = tallyRetentionByLevel([{ level: "meets", stayed: true }]);
const lifetimes = tallyLifetimes([
  { duration: 3, left: true, reason: "price" },
  { duration: 3, left: true, reason: "moved" },
  { duration: 5, left: true },
  { duration: 8, left: false, entered: 5 },
]);
const byLevel = tallyLifetimesByLevel([{ level: "meets", duration: 3, left: true }]);
const membership = tallyMembership(
  [
    { customer: "ann", from: at(1, 1) - 1, to: null },
    { customer: "bob", from: at(1, 1) - 1, to: at(1, 11) },
    { customer: "cas", from: at(1, 21), to: null },
  ],
  january,
);
const memberships = tallyMembershipByPeriod(
  [
    { customer: "ann", from: at(1, 5), to: null },
    { customer: "bob", from: at(2, 5), to: at(3, 3) },
  ],
  monthly,
);
const inactivity = tallyInactivity(events, { days: 30, until: at(4, 1) });
const revenue = tallyRevenue([
  { customer: "ann", opening: 50, closing: 70 },
  { customer: "bob", opening: 40, closing: 30 },
  { customer: "cas", opening: 30, closing: 0 },
]);
const spans = [
  { customer: "ann", from: at(1, 5), to: null, amount: 50 },
  { customer: "bob", from: at(2, 5), to: at(3, 3), amount: 40 },
];
const revenues = tallyRevenueByPeriod(spans, monthly);
const revenueCohorts = tallyRevenueCohorts(spans, monthly);

/** The merge of one part, each kind by its name. */
const merges = {
  mergeScores: () => mergeScores([scores]),
  mergeScoresBy: () => mergeScoresBy([groups]),
  mergeLevelMoves: () => mergeLevelMoves([moves]),
  mergeCohorts: () => mergeCohorts([cohorts]),
  mergeActivity: () => mergeActivity([activity]),
  mergeLifecycle: () => mergeLifecycle([lifecycle]),
  mergePurchases: () => mergePurchases([purchases]),
  mergeHistories: () => mergeHistories([histories]),
  mergeSpend: () => mergeSpend([spend]),
  mergeReferrals: () => mergeReferrals([referrals]),
  mergeWeightedScores: () => mergeWeightedScores([weighted]),
  mergeRetentionByLevel: () => mergeRetentionByLevel([stays]),
  mergeLifetimes: () => mergeLifetimes([lifetimes]),
  mergeLifetimesByLevel: () => mergeLifetimesByLevel([byLevel]),
  mergeMembership: () => mergeMembership([membership]),
  mergeMembershipByPeriod: () => mergeMembershipByPeriod([memberships]),
  mergeInactivity: () => mergeInactivity([inactivity]),
  mergeRevenue: () => mergeRevenue([revenue]),
  mergeRevenueByPeriod: () => mergeRevenueByPeriod([revenues]),
  mergeRevenueCohorts: () => mergeRevenueCohorts([revenueCohorts]),
};

describe("stored tallies as they were made are taken by", () => {
  test.each(Object.entries(merges))("%s", (_, merge) => expect(merge()).toBeTruthy());
});

type Path = readonly (string | number)[];

/** Every list and every count in a tally, by where it is. */
function placesIn(value: unknown, path: Path = []): { path: Path; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  const inside = Object.entries(value).flatMap(([key, one]) =>
    placesIn(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? [{ path, value }, ...inside] : inside;
}

function changed(tally: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string | number, unknown> = untyped(
    Array.isArray(tally) ? [...tally] : { ...untyped(tally) },
  );
  copy[key] = changed(copy[key], rest, value);
  return copy;
}

/** Settings that rows are counted by, of which another may be as good, and values, which need not be there. */
const free =
  /^\.values = null|\.(timeZone|minimumEvents|horizon|lagDays|brackets|grace|days|until|from|weekStart) = /;

describe("a hole, a null, text, −0, a number below 0 and one too large are refused by", () => {
  const tallies: [keyof typeof merges, (part: never) => unknown, object][] = [
    ["mergeScores", (part) => mergeScores([part]), scores],
    ["mergeScoresBy", (part) => mergeScoresBy([part]), groups],
    ["mergeLevelMoves", (part) => mergeLevelMoves([part]), moves],
    ["mergeCohorts", (part) => mergeCohorts([part]), cohorts],
    ["mergeActivity", (part) => mergeActivity([part]), activity],
    ["mergeLifecycle", (part) => mergeLifecycle([part]), lifecycle],
    ["mergePurchases", (part) => mergePurchases([part]), purchases],
    ["mergeHistories", (part) => mergeHistories([part]), histories],
    ["mergeSpend", (part) => mergeSpend([part]), spend],
    ["mergeReferrals", (part) => mergeReferrals([part]), referrals],
    ["mergeWeightedScores", (part) => mergeWeightedScores([part]), weighted],
    ["mergeRetentionByLevel", (part) => mergeRetentionByLevel([part]), stays],
    ["mergeLifetimes", (part) => mergeLifetimes([part]), lifetimes],
    ["mergeLifetimesByLevel", (part) => mergeLifetimesByLevel([part]), byLevel],
    ["mergeMembership", (part) => mergeMembership([part]), membership],
    ["mergeMembershipByPeriod", (part) => mergeMembershipByPeriod([part]), memberships],
    ["mergeInactivity", (part) => mergeInactivity([part]), inactivity],
    ["mergeRevenue", (part) => mergeRevenue([part]), revenue],
    ["mergeRevenueByPeriod", (part) => mergeRevenueByPeriod([part]), revenues],
    ["mergeRevenueCohorts", (part) => mergeRevenueCohorts([part]), revenueCohorts],
  ];

  test.each(tallies)("%s", (_, merge, tally) => {
    const accepted: string[] = [];
    for (const { path, value } of placesIn(JSON.parse(JSON.stringify(tally)))) {
      const place = `.${path.join(".")}`;
      const bad: unknown[] = [];
      if (Array.isArray(value)) {
        const holed = [...value];
        if (holed.length > 0) delete holed[0];
        else holed.length = 1;
        bad.push(null, holed, "text", new Array(2 ** 32 - 1));
      } else if (typeof value === "number") {
        bad.push(
          null,
          "1",
          Number.NaN,
          -1e300,
          1e300,
          Infinity,
          `${value}`,
          value === 0 ? -0 : true,
        );
      }
      for (const one of bad) {
        try {
          merge(changed(tally, path, one) as never);
          accepted.push(
            `${place} = ${Object.is(one, -0) ? "-0" : Array.isArray(one) ? "holes" : one}`,
          );
        } catch (error) {
          const { code } = error as { code?: string };
          if (code !== "bad-tally") accepted.push(`${place}: ${String(error)}`);
        }
      }
    }
    expect(accepted.filter((place) => !free.test(place))).toEqual([]);
  });
});

describe("what no rows can give is refused:", () => {
  const stayed = (change: object) => untyped({ ...lifetimes, ...change });
  const periodsOf = (change: object) => {
    const [first, ...others] = revenues.periods;
    return {
      ...revenues,
      periods: [{ ...first, tally: { ...first.tally, ...change } }, ...others],
    };
  };

  test.each<[string, () => unknown, string, string, number?]>([
    [
      "more customer days than all members have in the window",
      () => mergeMembership([{ ...membership, customerDays: 93.1 }]),
      "mergeMembership: parts[0].customerDays must be from 31 to 93, got 93.1",
      "parts[0].customerDays",
    ],
    [
      "fewer than those have who were there throughout",
      () => mergeMembership([{ ...membership, customerDays: 30.9 }]),
      "mergeMembership: parts[0].customerDays must be from 31 to 93, got 30.9",
      "parts[0].customerDays",
    ],
    [
      "days that are text",
      () => inactivityChurn(untyped({ ...inactivity, days: "30" })),
      'inactivityChurn: tally.days must be a number of days above 0, got "30"',
      "tally.days",
    ],
    [
      "days that are true",
      () => mergeInactivity([untyped({ ...inactivity, days: true }), inactivity]),
      "mergeInactivity: parts[0].days must be a number of days above 0, got true",
      "parts[0].days",
    ],
    [
      "returns without customers",
      () => mergeInactivity([{ ...tallyInactivity([], { days: 30, until: 0 }), reactivated: 1 }]),
      "mergeInactivity: parts[0].reactivated must be 0 where there are no customers, got 1",
      "parts[0].reactivated",
    ],
    [
      "an until outside the years 1 to 9999",
      () => mergeInactivity([{ ...inactivity, until: 1e300 }]),
      "mergeInactivity: parts[0].until must be epoch milliseconds, got 1e+300",
      "parts[0].until",
    ],
    [
      "a window that ends as it starts",
      () => mergeMembership([{ ...membership, until: membership.from }]),
      `mergeMembership: parts[0].until must be epoch milliseconds after from, got ${membership.from}`,
      "parts[0].until",
    ],
    [
      "more churned than there were, though they add up",
      () =>
        mergeMembership([{ ...membership, opening: 1, new: 5, churned: 3, closing: 3, ended: 3 }]),
      "mergeMembership: parts[0].churned must be at most opening, 1, got 3",
      "parts[0].churned",
    ],
    [
      "endings without customers",
      () => mergeMembership([{ ...tallyMembership([], january), ended: 1 }]),
      "mergeMembership: parts[0].ended must be 0 where there are no members, got 1",
      "parts[0].ended",
    ],
    [
      "squares below 0",
      () => mergeRevenue([{ ...revenue, squares: { ...revenue.squares, change: -1 } }]),
      "mergeRevenue: parts[0].squares.change must be what changes of 60 in all can make, got -1",
      "parts[0].squares.change",
    ],
    [
      "squares larger than that of the sum",
      () => mergeRevenue([{ ...revenue, squares: { ...revenue.squares, opening: 14_401 } }]),
      "mergeRevenue: parts[0].squares.opening must be what amounts of 120 in all can make, got 14401",
      "parts[0].squares.opening",
    ],
    [
      "squares smaller than equal amounts would make",
      () => mergeRevenue([{ ...revenue, squares: { ...revenue.squares, opening: 4_799 } }]),
      "mergeRevenue: parts[0].squares.opening must be what amounts of 120 in all can make, got 4799",
      "parts[0].squares.opening",
    ],
    [
      "a loss larger than the losses",
      () => mergeRevenue([{ ...revenue, squares: { ...revenue.squares, loss: 1_601 } }]),
      "mergeRevenue: parts[0].squares.loss must be what losses of 40 in all can make, got 1601",
      "parts[0].squares.loss",
    ],
    [
      "products larger than Cauchy and Schwarz allow",
      () => mergeRevenue([{ ...revenue, squares: { ...revenue.squares, openingChange: -2_647 } }]),
      "mergeRevenue: parts[0].squares.openingChange must be at most √(opening × change), got -2647",
      "parts[0].squares.openingChange",
    ],
    [
      "products of losses larger than that",
      () => mergeRevenue([{ ...revenue, squares: { ...revenue.squares, openingLoss: 2_237 } }]),
      "mergeRevenue: parts[0].squares.openingLoss must be from 0 to √(opening × loss), got 2237",
      "parts[0].squares.openingLoss",
    ],
    [
      "amounts whose sum may be infinite",
      () =>
        mergeRevenue([{ ...revenue, new: 1.7e308, customers: { ...revenue.customers, new: 1 } }]),
      "mergeRevenue: parts[0].new must be a number from 0 to 1e+30, and 0 if customers.new is, got 1.7e+308",
      "parts[0].new",
    ],
    [
      "an opening before the first period",
      () =>
        mergeRevenueByPeriod([
          periodsOf({
            opening: 5,
            closing: 55,
            customers: untyped({ ...revenues.periods[0].tally.customers, opening: 1, closing: 2 }),
            squares: { ...revenues.periods[0].tally.squares, opening: 25 },
          }),
        ]),
      "mergeRevenueByPeriod: parts[0].periods.0.tally.opening must be the closing of the period before, 0, got 5",
      "parts[0].periods.0.tally.opening",
    ],
    [
      "a first event outside the first period",
      () => cohortsFromActivity({ ...activity, first: [at(2, 1), ...activity.first.slice(1)] }),
      `cohortsFromActivity: tally.first at index 0 must be epoch milliseconds in the first period of the customer, got ${at(2, 1)}`,
      "tally.first",
      0,
    ],
    [
      "a reason twice",
      () =>
        mergeLifetimes([
          stayed({ byReason: { durations: [3, 3], reasons: ["price", "price"], left: [1, 0] } }),
        ]),
      'mergeLifetimes: parts[0].byReason at index 1 must be sorted by duration and reason, with counts that add up to left or fewer, got "price"',
      "parts[0].byReason",
      1,
    ],
    [
      "a duration as text",
      () => mergeLifetimes([stayed({ durations: ["5", 7, 9] })]),
      'mergeLifetimes: parts[0].durations at index 0 must be a number, 0 or more, rising, got "5"',
      "parts[0].durations",
      0,
    ],
    [
      "more who leave later than are there",
      () =>
        mergeLifetimes([
          untyped({
            kind: "lifetimes",
            durations: [1, 2, 3],
            left: [1, 2, 0],
            censored: [1, 0, 1],
            entered: [0, 0, 3],
          }),
        ]),
      "mergeLifetimes: parts[0].entered must be no more than the customers who leave or are last seen after 3, got 3",
      "parts[0].entered",
    ],
    [
      "a group twice",
      () => mergeScoresBy([[groups[0], groups[0]]]),
      'mergeScoresBy: parts[0][1].by must be sorted, each group once, got "a"',
      "parts[0][1].by",
    ],
    [
      "groups that are not sorted",
      () => mergeScoresBy([[groups[1], groups[0]]]),
      'mergeScoresBy: parts[0][1].by must be sorted, each group once, got "a"',
      "parts[0][1].by",
    ],
    [
      "a group twice where small ones are hidden",
      () => suppressSmallGroups([groups[0], groups[1], groups[0]], 2),
      'suppressSmallGroups: groups.by at index 2 must be in the list once, got "a"',
      "groups.by",
      2,
    ],
    [
      "an invalid group",
      () => suppressSmallGroups([{ by: untyped(Number.NaN), tally: scores }], 2),
      "suppressSmallGroups: groups.by at index 0 must be a name, a finite number, or a list of them, got NaN",
      "groups.by",
      0,
    ],
    [
      "a group twice where groups are compared",
      () => npsHomogeneity([groups[0], groups[1], groups[1]]),
      'npsHomogeneity: groups.by at index 2 must be in the list once, got "b"',
      "groups.by",
      2,
    ],
    [
      "a scale of which single points cannot be told apart",
      () => mergeScores([{ ...scores, scale: { min: 1e300, max: 1e300 } }]),
      "mergeScores: parts[0] must be a tally, as tallyScores makes it, got an object",
      "parts[0]",
    ],
    [
      "customers who come back before they were lost",
      () =>
        mergeLifecycle([
          {
            ...lifecycle,
            periods: lifecycle.periods.map((period, i) =>
              i === 0 ? { ...period, active: 2, reactivated: 1 } : { ...period },
            ),
          },
        ]),
      "mergeLifecycle: period.reactivated at index 0 must be at most those lost before, 0, got 1",
      "period.reactivated",
      0,
    ],
    [
      "more customers in a streak than were active on its way",
      () =>
        mergeCohorts([
          {
            ...cohorts,
            cohorts: [{ ...cohorts.cohorts[0], streak: [0, 0, 1] }, cohorts.cohorts[1]],
          },
        ]),
      "mergeCohorts: cohort.streak at index 0 must be of members active all along, got 1",
      "cohort.streak",
      0,
    ],
    [
      "fewer who came back by a lag than were active at it",
      () =>
        mergeCohorts([
          {
            ...cohorts,
            cohorts: [{ ...cohorts.cohorts[0], firstReturn: [0, 0, 0] }, cohorts.cohorts[1]],
          },
        ]),
      "mergeCohorts: cohort.firstReturn at index 0 must be counts that, up to lag 2, add up to those active at it or more, got 0",
      "cohort.firstReturn",
      0,
    ],
  ])("%s", (_, call, message, argument, index) => {
    expectError(call, "bad-tally", message, argument, index);
  });

  test("but a first event in the second period is right where clocks go back over midnight", () => {
    // In St. John's at 00:01 on 31 October 1993 it was 23:01 on the 30th again.
    const first = Date.UTC(1993, 9, 31, 2, 30, 30);
    const rows = [first, first + 600_000].map((time) => ({ customer: "ann", time }));
    const zone = { period: "day", timeZone: "America/St_Johns" } as const;
    const turned = tallyActivity(rows, { ...zone, until: Date.UTC(1993, 10, 2) });
    // Days since 1970-01-01: 24 years with 6 leap days, less 63 and 62 days up to 1994
    expect(turned).toMatchObject({ first: [first], periods: [8703, 8704] });
    expect(mergeActivity([turned])).toEqual(turned);
    const message = `mergeActivity: parts[0].first at index 0 must be epoch milliseconds in the first period of the customer, got ${first + 864e5}`;
    expectError(
      () => mergeActivity([{ ...turned, first: [first + 864e5] }]),
      "bad-tally",
      message,
      "parts[0].first",
      0,
    );
  });

  test("but other fields beside them are left alone, and not kept by merging", () => {
    const noted = { ...membership, note: "of the warehouse" };
    expect(mergeMembership([noted])).toEqual(membership);
    expect(mergeScores([{ ...scores, source: "web" } as typeof scores])).toEqual(scores);
  });
});
