// The Gregorian calendar in whole days and months since 1970-01-01, without `Date`.

const DAYS_IN_400_YEARS = 146_097;
const MARCH_OF_YEAR_0 = -719_468;

/**
 * The month (0 is January 1970) that holds a day (0 is 1970-01-01).
 *
 * @see Hinnant, "chrono-Compatible Low-Level Date Algorithms": both directions, with proofs. It counts
 *   years from 1 March, so that the leap day is a year's last.
 */
export function monthOfDay(day: number): number {
  const since = day - MARCH_OF_YEAR_0;
  const cycle = Math.floor(since / DAYS_IN_400_YEARS);
  const ofCycle = since - cycle * DAYS_IN_400_YEARS;
  const leaps =
    Math.floor(ofCycle / 1_460) - Math.floor(ofCycle / 36_524) + Math.floor(ofCycle / 146_096);
  const year = Math.floor((ofCycle - leaps) / 365);
  const ofYear = ofCycle - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const sinceMarch = Math.floor((5 * ofYear + 2) / 153);
  return (cycle * 400 + year - 1970) * 12 + sinceMarch + 2;
}

/** The first day of a month, both counted from 1970. */
export function firstDayOfMonth(month: number): number {
  const sinceMarch = month - 2;
  const year = 1970 + Math.floor(sinceMarch / 12);
  const ofYear = Math.floor((153 * (sinceMarch - (year - 1970) * 12) + 2) / 5);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leaps + ofYear + MARCH_OF_YEAR_0;
}
