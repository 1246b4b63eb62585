import { type CohortOptions, calendar } from "../../src/index.js";

export interface Event {
  readonly customer: string | number;
  readonly time: number;
}

/** A log of a few customers over three years, with times that repeat and lie on month ends. */
export interface OracleCohort {
  readonly start: string;
  readonly size: number;
  /** By lag, for each lag whose period has begun. */
  readonly active: readonly number[];
}

/** The slow obvious cohort table: a set of periods for each customer, one count at a time. */
export function slowCohorts(events: readonly Event[], options: CohortOptions): OracleCohort[] {
  const { periodOf, startOf, labelOf } = calendar(options);
  const until = Number(options.until);
  const seen = new Map<string | number, Set<number>>();
  for (const { customer, time } of events) {
    if (time >= until) continue;
    const periods = seen.get(customer) ?? new Set();
    seen.set(customer, periods.add(periodOf(time)));
  }
  const members = [...seen.values()].map((periods) => ({ first: Math.min(...periods), periods }));
  const firsts = [...new Set(members.map(({ first }) => first))].sort((a, b) => a - b);
  return firsts.map((first) => {
    const cohort = members.filter((member) => member.first === first);
    const active: number[] = [];
    for (let lag = 0; startOf(first + lag) < until; lag++) {
      active.push(cohort.filter(({ periods }) => periods.has(first + lag)).length);
    }
    return { start: labelOf(first), size: cohort.length, active };
  });
}
