// Every check of an argument, and the one form of error they all throw.

/** The largest count: sums of several, and their halves and quarters, are still told apart. */
export const MOST = 1e15;

/** Throws the one form of error: `where: argument at index i must be …, got …`. */
export function fail(
  code: ErrorCode,
  where: string,
  argument: string,
  mustBe: string | number,
  value: unknown,
  index?: number,
): never {
  const at = index === undefined ? "" : ` at index ${index}`;
  throw Object.assign(
    new (code === "wrong-type" ? TypeError : RangeError)(
      `${where}: ${argument}${at} must be ${mustBe}, got ${quote(value)}`,
    ),
    { code, argument },
    at && { index },
  );
}

/** A whole number from `min` to `max`, both allowed. */
export function checkWhole(
  where: string,
  argument: string,
  value: unknown,
  min: number,
  max: number,
  index?: number,
  code?: ErrorCode,
): number {
  // An integer is a number, which the type of Number.isInteger leaves open.
  const isWhole = Number.isInteger(value);
  if (isWhole && (value as number) >= min && (value as number) <= max) return (value as number) + 0;
  refuseNumber("a whole number", where, argument, value, min, max, index, code);
}

/** A number from `min` to `max`, both finite and both allowed. */
export function checkNumber(
  where: string,
  argument: string,
  value: unknown,
  min: number,
  max: number,
  index?: number,
): number {
  if (typeof value === "number" && value >= min && value <= max) return value + 0; // never −0
  refuseNumber("a number", where, argument, value, min, max, index);
}

/** A count that weights may have made fractional, or an amount. */
export function checkAmount(
  where: string,
  argument: string,
  value: unknown,
  index?: number,
): number {
  return checkNumber(where, argument, value, 0, MOST, index);
}

/** A yes or a no, and nothing that only looks like one. */
export function checkFlag(where: string, argument: string, value: unknown, index: number): boolean {
  if (typeof value === "boolean" || value === 0 || value === 1) return Boolean(value);
  const code = typeof value === "number" ? "out-of-range" : "wrong-type";
  fail(code, where, argument, "true, false, 1 or 0", value, index);
}

/** A number strictly between `low` and `high`, such as a confidence. */
export function checkBetween(
  where: string,
  argument: string,
  value: unknown,
  low: number,
  high: number,
  example: number,
): number {
  if (typeof value === "number" && value > low && value < high) return value;
  const code = typeof value === "number" ? "out-of-range" : "wrong-type";
  fail(code, where, argument, `between ${low} and ${high}, such as ${example}`, value);
}

/** One of some words, such as the name of a method. */
export function checkOneOf<Word extends string>(
  where: string,
  argument: string,
  value: unknown,
  words: readonly Word[],
  index?: number,
): Word {
  if (words.includes(value as Word)) return value as Word;
  const code = typeof value === "string" ? "out-of-range" : "wrong-type";
  fail(code, where, argument, listed(words.map((word) => `"${word}"`)), value, index);
}

/** The options of a call: an object with no other names than these, so that no typo is passed over. */
export function checkOptions<Options extends object>(
  where: string,
  options: Options,
  names: readonly (keyof Options & string)[],
  argument = "options",
): Options {
  const form = () => `like { ${names.join(", ")} }`;
  if (typeof options !== "object" || options === null) {
    const inMap = Number.isInteger(options) ? `; in map(), write (x) => ${where}(x)` : "";
    fail("wrong-type", where, argument, form() + inMap, options);
  }
  for (const name of Object.keys(options)) {
    const isKnown = names.includes(name as keyof Options & string);
    if (!isKnown) fail("unknown-option", where, argument, form(), name);
  }
  return options;
}

/** An object, such as the options of a call; its fields are checked elsewhere. */
export function checkObject<Value>(where: string, argument: string, value: Value): Value {
  if (Object(value) === value) return value;
  fail("wrong-type", where, argument, "an object", value);
}

/** A count in a stored tally. */
export function checkCount(where: string, field: string, value: unknown, index?: number): void {
  // JSON can hold a −0, which no rows give.
  checkWhole(where, field, Object.is(value, -0) ? "-0" : value, 0, MOST, index, "bad-tally");
}

/** What a stored tally must look like; tallies come back from databases. */
export function checkTally(
  where: string,
  field: string,
  holds: boolean,
  mustBe: string,
  value: unknown,
  index?: number,
): void {
  if (!holds) fail("bad-tally", where, field, mustBe, value, index);
}

/**
 * Throws an error of this package once more, with where it came about ahead of its message and its row by
 * the index that it has there. Any other error is thrown as it is.
 *
 * @param indexOf - where the row of an index is; only of rows, since a stored tally has an order of its own.
 */
export function failWithin(
  error: unknown,
  place: string,
  indexOf?: (index: number) => number,
): never {
  const { code, argument, index, message } = Object(error);
  if (typeof code !== "string" || typeof argument !== "string") throw error;
  const at = index === undefined || code === "bad-tally" ? index : (indexOf?.(index) ?? index);
  const text = message.replace(
    `${argument} at index ${index} `,
    () => `${argument} at index ${at} `,
  );
  throw Object.assign(
    new (code === "wrong-type" ? TypeError : RangeError)(place + text),
    { code, argument },
    at !== undefined && { index: at },
  );
}

/** A value as an error shows it: at most 60 characters of a text, the class of an object. */
export function quote(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (Object(value) !== value) return String(value) + (typeof value === "bigint" ? "n" : "");
  const name = Object.prototype.toString.call(value).slice(8, -1); // asks nothing of the object itself
  return `a ${name}`.replace("a O", "an o").replace("a A", "an a");
}

/** What was wrong with an argument, in a word that code can branch on. */
export type ErrorCode =
  | "wrong-type"
  | "unknown-option"
  | "out-of-range"
  | "not-whole"
  | "scale-mismatch"
  | "options-mismatch"
  | "needs-events"
  | "duplicate-customer"
  | "not-converged"
  | "bad-tally";

/**
 * What every error of this package carries, whichever build threw it.
 *
 * @example
 * ```ts
 * try {
 *   nps([10, 11]);
 * } catch (error) {
 *   const { code, argument, index } = error as MetricsError;
 *   code; // => "out-of-range"
 *   argument; // => "score"
 *   index; // => 1
 * }
 * ```
 */
export interface MetricsError extends Error {
  readonly code: ErrorCode;
  /** The argument, option or column at fault. */
  readonly argument: string;
  /** Where rows were read: the row at fault, counted from 0. */
  readonly index?: number;
}

function refuseNumber(
  noun: "a whole number" | "a number",
  where: string,
  argument: string,
  value: unknown,
  min: number,
  max: number,
  index?: number,
  code?: ErrorCode,
): never {
  const isNumber = typeof value === "number";
  const inRange = noun === "a number" || Number.isInteger(value) ? "out-of-range" : "not-whole";
  // The largest number of all is only named to those who passed it.
  const isBounded = max < MOST || (isNumber && value > max);
  const range = isBounded ? ` from ${min} to ${max}` : min > -MOST ? `, ${min} or more` : "";
  fail(code ?? (isNumber ? inRange : "wrong-type"), where, argument, noun + range, value, index);
}

/** `a`, `a or b`, `a, b or c`. */
function listed(words: readonly string[]): string {
  return words.join(", ").replace(/, (?=[^,]*$)/, " or ");
}
