/** A made-up customer: a member, asked once what they think, and gone some day, or not. */
export interface Person {
  readonly customer: string;
  readonly segment: string;
  /** Times are midnights in UTC. */
  readonly asked: number;
  /** How pleased they are, about 0 to 1: what makes the answers, and makes some leave. Nobody sees it. */
  readonly mood: number;
  readonly recommend: string;
  readonly satisfaction: string;
  readonly joined: number;
  /** `null` if they do not leave before `EXAMPLE_UNTIL`. */
  readonly left: number | null;
  /** Empty where they stay, or do not say. */
  readonly reason: string;
}

/** The day the memberships were exported: who was asked last is watched for 182 days. */
export const EXAMPLE_UNTIL = "2018-07-01";

/**
 * The truth about these people: how many leave a month, by reason. Price and need do not ask how pleased
 * somebody is. Service does, of those who are not. The answer to a survey changes nothing.
 */
export function leavingPerMonth(mood: number): Readonly<Record<string, number>> {
  return { price: 0.01, "no need": 0.005, service: 0.12 * Math.max(0, 0.95 - mood) };
}

/** Days in a month, on average. */
export const MONTH_DAYS = 146_097 / 4_800;

/** People asked on the days of 2017, one after the other; the same seed makes the same people. */
export function generatePeople(seed: number, size: number): Person[] {
  const random = mulberry32(seed);
  const randomStay = mulberry32(seed + 2); // of its own, so that answers do not depend on it
  return Array.from({ length: size }, (_, i) => {
    const asked = Date.UTC(2017, 0, 1 + Math.floor((365 * i) / size));
    const { segment, mood: usual } = pick(random, SEGMENTS);
    // The sum of three is bell-shaped; people who are pleased say so to both questions.
    const mood = usual + (random() + random() + random() - 1.5) * 0.4;
    const recommend = answer(random, 0.04, 0, 10, 10 * mood);
    const satisfaction = answer(random, 0.08, 1, 5, 1 + 4 * mood + random() - 0.5);
    const stay = stayOf(randomStay, mood, asked);
    return {
      customer: `c${1001 + i}`,
      segment,
      asked,
      mood,
      recommend,
      satisfaction,
      ...stay,
    };
  });
}

const SEGMENTS = [
  { weight: 0.52, segment: "Consumer", mood: 0.84 },
  { weight: 0.3, segment: "Corporate", mood: 0.78 },
  { weight: 0.18, segment: "Home Office", mood: 0.88 },
] as const;

const DAY = 86_400_000;

/** Leaving is as likely on each day as on any other, so that the time to it is exponential. */
function stayOf(
  random: () => number,
  mood: number,
  asked: number,
): Pick<Person, "joined" | "left" | "reason"> {
  const joined = asked - Math.floor(30 + 870 * random()) * DAY;
  const rates = Object.entries(leavingPerMonth(mood));
  const rate = rates.reduce((sum, [, each]) => sum + each, 0);
  const days = Math.ceil((-Math.log(1 - random()) / rate) * MONTH_DAYS);
  const why = pick(
    random,
    rates.map(([reason, each]) => ({ reason, weight: each / rate })),
  );
  const isSilent = random() < 0.08;
  const left = asked + days * DAY;
  if (left >= Date.parse(EXAMPLE_UNTIL)) return { joined, left: null, reason: "" };
  return { joined, left, reason: isSilent ? "" : why.reason };
}

function pick<Option extends { readonly weight: number }>(
  random: () => number,
  options: readonly Option[],
): Option {
  let left = random();
  for (const option of options) {
    left -= option.weight;
    if (left < 0) return option;
  }
  return options[0];
}

/** A whole score on the scale, or the empty field of someone who did not answer. */
function answer(
  random: () => number,
  silent: number,
  min: number,
  max: number,
  near: number,
): string {
  if (random() < silent) return "";
  return String(Math.min(max, Math.max(min, Math.round(near))));
}

/** Tommy Ettinger's mulberry32: numbers from 0 to 1 that look random and start from a seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
