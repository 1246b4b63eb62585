import { type Calendar, calendar, isScore, type Scale } from "customer-metrics";
import { unusable } from "../unusable.js";

/** Why a field could not be read. */
export interface Refusal {
  readonly reason: string;
}

/** A score as text; no text is no answer. `9.0` is the 9 that spreadsheets make of a column with gaps. */
export function readScore(text: string, scale: Scale): number | null | Refusal {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const score = /^-?\d+(\.0+)?$/.test(trimmed) ? Number(trimmed) : undefined;
  if (isScore(score, scale)) return score;
  return { reason: `is not a whole number from ${scale.min} to ${scale.max}` };
}

/** A weight as text, of those that the package takes. */
export function readWeight(text: string): number | Refusal {
  const weight = text.trim() === "" ? Number.NaN : Number(text);
  if (weight === 0 || (weight >= 1e-100 && weight <= 1e100)) return weight;
  return { reason: "is not a weight: 0, or a number above it" };
}

/** What an order was worth, with a point for the decimals. */
export function readValue(text: string): number | Refusal {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1e12) return value;
  return {
    reason: "is not an amount: a number of 0 or more, refunds taken off the order they belong to",
  };
}

/** A time in epoch milliseconds. */
export type ReadTime = (text: string) => number | Refusal;

/**
 * Reads times: a date is one of the stated zone, a date with a time says its offset, and digits alone
 * are epoch milliseconds. Nothing depends on the zone of the machine, and nothing is guessed.
 */
export function timeReader(timeZone: string): ReadTime {
  const dateOfZone = dateReader(zoneCalendar(timeZone));
  const dateOfUtc = dateReader(zoneCalendar("UTC"));
  const read = (text: string): number | Refusal => {
    if (DATE.test(text)) return dateOfZone(text);
    // Shorter numbers are seconds, or dates such as 20261121: as milliseconds they would lie in 1970.
    if (/^\d{12,14}$/.test(text)) return Number(text);
    if (text === "") return { reason: "is empty" };
    return readMoment(text, dateOfUtc);
  };
  return (text) => {
    const time = read(text.trim());
    if (typeof time !== "number" || (time >= FIRST && time < LAST)) return time;
    return { reason: 'is no date to count with: some databases write it for "none"' };
  };
}

/** The years 1 to 9999, with some days to spare at both ends: for other zones, and for the day after. */
const FIRST = -62_135_424_000_000; // 0001-01-03T00:00Z
const LAST = 253_401_868_800_000; // 9999-12-27T00:00Z

/** Days of a zone, or in one line why there is no such zone. */
export function zoneCalendar(timeZone: string): Calendar {
  try {
    return calendar({ period: "day", timeZone });
  } catch {
    throw unusable(
      `--time-zone: there is no zone "${timeZone}". Zones are named like Europe/Oslo or UTC.`,
    );
  }
}

/** When observation ends. */
export function startOfUntil(days: Calendar, date: string): number {
  try {
    const until = days.startOfDate(date);
    days.periodOf(until); // refused at the end of the year 9999
    return until;
  } catch {
    throw unusable(`--until must be a date such as 2026-11-21, got "${date}".`);
  }
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?$/;

function readMoment(text: string, dateOfUtc: ReadTime): number | Refusal {
  const [, date, hour, minute, second = "0", fraction = "", utc, sign, hours, minutes = "0"] =
    MOMENT.exec(text) ?? [];
  if (date === undefined) {
    return { reason: "is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)" };
  }
  if (utc === undefined && sign === undefined) {
    return { reason: "is a time without an offset: whose? End it in Z, or as +01:00" };
  }
  const offset = sign === undefined ? 0 : Number(`${sign}1`) * (+hours * 60 + +minutes);
  if (+hour > 23 || +minute > 59 || +second > 59 || +minutes > 59 || Math.abs(offset) > 1080) {
    return { reason: "has no such time of day, or no such offset" };
  }
  const day = dateOfUtc(date);
  if (typeof day !== "number") return day;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  return day + ((+hour * 60 + +minute - offset) * 60 + +second) * 1000 + milliseconds;
}

function dateReader({ startOfDate }: Calendar): ReadTime {
  const seen = new Map<string, number | Refusal>(); // dates come back many times
  return (date) => {
    let time = seen.get(date);
    if (time === undefined) {
      try {
        time = startOfDate(date);
      } catch {
        time = { reason: "is no date of the calendar" };
      }
      seen.set(date, time);
    }
    return time;
  };
}
