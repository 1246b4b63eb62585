import { expect } from "vitest";

/**
 * That the numbers named are there and within 1e-9 of what is expected, of itself where it is above 1;
 * `message` says of what they are.
 */
export function expectClose(actual: object | null, expected: object, message = ""): void {
  for (const [name, number] of Object.entries(expected)) {
    const value = (actual as Record<string, unknown> | null)?.[name] as number;
    const slack = 1e-9 * Math.max(1, Math.abs(number));
    expect(Math.abs(value - number), `${name} ${value}, not ${number} ${message}`).toBeLessThan(
      slack,
    );
  }
}

/** That a p value agrees in its digits, however small it is, down to where numbers have fewer digits. */
export function expectSameP(actual: number | undefined, expected: number, message = ""): void {
  const error = Math.abs((actual as number) - expected);
  const slack = Math.max(1e-9 * expected, 1e-315);
  expect(error, `p ${actual}, not ${expected} ${message}`).toBeLessThanOrEqual(slack);
}
