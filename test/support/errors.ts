import { expect } from "vitest";
import type { ErrorCode, MetricsError } from "../../src/index.js";

/** That a call throws this very message, with the code, argument and index that go with it. */
export function expectError(
  call: () => unknown,
  code: ErrorCode,
  message: string,
  argument: string,
  index?: number,
): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(code === "wrong-type" ? TypeError : RangeError);
  const error = thrown as MetricsError;
  expect(error.message).toBe(message);
  const fields = index === undefined ? { code, argument } : { code, argument, index };
  expect({ ...error }).toStrictEqual(fields);
}

/** For calls with what the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: the point is to get past the types
export function untyped(value: unknown): any {
  return value;
}
