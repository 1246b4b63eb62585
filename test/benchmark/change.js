// How long shares of drivers and intervals for every look take, in processor time, which other programs
// disturb less than that of the clock.

import {
  driverShares,
  npsDifferenceAnytime,
  npsInterval,
  npsIntervalAnytime,
  relativeWeights,
} from "../../dist/index.js";
import { mix } from "./contest.js";

/** Answers from 1 to 5 that have something in common, and one from 0 to 10 that goes with them. */
function survey(drivers, rows, steps) {
  const random = (i) => (mix(i) % 1_000_003) / 1_000_003;
  const columns = {};
  for (let j = 0; j < drivers; j++) {
    columns[`driver ${j}`] = Float64Array.from({ length: rows }, (_, i) => {
      const answer = 1 + 2 * random(i) + 2 * random(i + rows * (j + 1));
      return Math.round(answer * steps) / steps;
    });
  }
  columns.nps = Float64Array.from({ length: rows }, (_, i) => {
    const mean = Object.values(columns).reduce((sum, column) => sum + column[i], 0) / drivers;
    return Math.round(Math.min(10, Math.max(0, 2 * mean + 2 * random(i + 7) - 1)));
  });
  return columns;
}

function measure(title, calls, run) {
  const times = [];
  for (let round = -2; round < 9; round++) {
    const start = process.cpuUsage();
    for (let call = 0; call < calls; call++) run(call);
    const { user, system } = process.cpuUsage(start);
    if (round >= 0) times.push((user + system) / 1_000 / calls);
  }
  times.sort((a, b) => a - b);
  const [median, best] = [times[times.length >> 1], times[0]];
  console.log(`${title.padEnd(52)} ${median.toFixed(3)} ms (best ${best.toFixed(3)})`);
}

for (const [of, drivers, rows, steps] of [
  [driverShares, 10, 100_000, 1],
  [driverShares, 10, 100_000, 1e9],
  [driverShares, 15, 10_000, 1],
  [relativeWeights, 10, 100_000, 1],
  [relativeWeights, 100, 10_000, 1],
]) {
  const columns = survey(drivers, rows, steps);
  const names = Object.keys(columns).filter((name) => name !== "nps");
  const kind = steps === 1 ? "whole answers" : "fractions";
  measure(`${of.name}, ${drivers} × ${rows}, ${kind}`, 1, () =>
    of(columns, { outcome: "nps", drivers: names }),
  );
}
const counts = (i) => ({ promoters: 50 + i, passives: 30, detractors: 20 });
const before = { promoters: 1_000, passives: 600, detractors: 400 };
measure("npsInterval", 200, (i) => npsInterval(counts(i)));
measure("npsIntervalAnytime", 200, (i) => npsIntervalAnytime(counts(i)));
measure("npsDifferenceAnytime", 20, (i) => npsDifferenceAnytime(before, counts(i)));
