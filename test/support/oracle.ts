import { type CohortOptions, calendar, type RetentionCriterion } from "../../src/index.js";

export interface Event {
  readonly customer: string | number;
  readonly time: number;
}

/** A row of the table: of a cohort that has members, the cells that have begun. */
export interface OracleRow {
  readonly cohort: string;
  readonly size: number;
  readonly cells: readonly OracleCell[];
}

export interface OracleCell {
  readonly lag: number;
  readonly through: number;
  readonly returned: number;
  readonly eligible: number;
  readonly state: "complete" | "partial";
}

const DAY = 86_400_000;

/**
 * The slow obvious cohort table, one criterion at a time: for each cell it goes through the members
 * of the cohort, and for each of them through all of their events.
 */
export function slowRetention(
  events: readonly Event[],
  options: CohortOptions,
  criterion: RetentionCriterion = "on",
): OracleRow[] {
  const { period, timeZone, weekStart } = options;
  const { periodOf, startOf, startDateOf } = calendar({ period, timeZone, weekStart });
  const { minimumEvents = 1, brackets, horizon, lagDays } = options;
  const until = Number(options.until);
  const width = (lagDays ?? 0) * DAY;
  const seen = events.filter(({ time }) => time < until);
  const members = [...new Set(seen.map(({ customer }) => customer))].map((customer) => {
    const times = seen.filter((event) => event.customer === customer).map(({ time }) => time);
    const entered = times.reduce((a, b) => Math.min(a, b));
    // Where clocks went back over midnight, a later moment can lie in an earlier period.
    const first = lagDays ? periodOf(entered) : Math.min(...times.map(periodOf));
    const lagOf = (time: number) =>
      lagDays ? Math.floor((time - entered) / width) : periodOf(time) - first;
    return { entered, period: first, lags: times.map(lagOf) };
  });
  type Member = (typeof members)[number];

  const cellAt = (index: number): [number, number] | undefined => {
    if (index === 0 || !brackets) return [index, index];
    const end = brackets[index - 1];
    return end === undefined ? undefined : [(brackets[index - 2] ?? 0) + 1, end];
  };
  const startOfLag = ({ entered, period }: Pick<Member, "entered" | "period">, lag: number) =>
    lagDays ? entered + lag * width : startOf(period + lag);
  const active = ({ lags }: Member, [from, to]: readonly [number, number]) =>
    from === 0 || lags.filter((lag) => lag >= from && lag <= to).length >= minimumEvents;

  return [...new Set(members.map(({ period }) => period))]
    .sort((a, b) => a - b)
    .map((period) => {
      const cohort = members.filter((member) => member.period === period);
      const eldest = { entered: startOf(period), period };
      const youngest = { entered: startOf(period + 1), period };
      const begun: [number, number][] = [];
      for (let cell = cellAt(0); cell && startOfLag(eldest, cell[0]) < until; ) {
        begun.push(cell);
        cell = cellAt(begun.length);
      }
      const past = criterion === "onOrAfter" && horizon !== undefined ? horizon : Infinity;
      const shown = begun.filter(([, to]) => to <= past);

      const retained = (member: Member, at: number): boolean => {
        if (at === 0) return true;
        if (criterion === "on") return active(member, begun[at]);
        if (criterion === "every") return begun.slice(0, at + 1).every((c) => active(member, c));
        if (criterion === "onOrBefore") {
          return begun.slice(1, at + 1).some((cell) => active(member, cell));
        }
        return begun
          .slice(at)
          .filter(([, to]) => to <= past && startOfLag(member, to + 1) <= until)
          .some((cell) => active(member, cell));
      };
      const cells = shown.map(([lag, through], at): OracleCell => {
        const from = criterion === "onOrBefore" && at > 0 ? 1 : lag;
        const last = past === Infinity ? through : past;
        return {
          lag,
          through,
          returned: cohort.filter((member) => retained(member, at)).length,
          eligible: cohort.filter((member) => startOfLag(member, from) < until).length,
          state: startOfLag(youngest, last + 1) <= until ? "complete" : "partial",
        };
      });
      return { cohort: startDateOf(period), size: cohort.length, cells };
    });
}
