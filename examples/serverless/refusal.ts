import type { MetricsError } from "customer-metrics";

/** What a caller is told of a request that cannot be answered. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The argument or column at fault. */
  readonly argument?: string;
  /** The row at fault, counted from 0 over the whole body. */
  readonly index?: number;
  /** For a wrong method: those allowed. */
  readonly allow?: string;
}

/** An error that carries a refusal up to the handler. */
export function refuse(refusal: Refusal): never {
  throw Object.assign(new Error(refusal.message), { refusal });
}

/** The refusal in whatever was thrown: the caller's fault where we know it, else ours, untold. */
export function refusalIn(error: unknown): Refusal {
  if (error instanceof Error && "refusal" in error) return error.refusal as Refusal;
  // Callers send rows: a tally that is invalid, or of another scale, was stored.
  const isOurs = (code: string) => code === "bad-tally" || code === "scale-mismatch";
  if (isMetricsError(error) && !isOurs(error.code)) {
    const { code, message, argument, index } = error;
    return { status: 400, code, message, argument, ...(index === undefined ? {} : { index }) };
  }
  return { status: 500, code: "internal", message: "the request could not be answered" };
}

/** Runs a tally over rows that follow `rowsBefore` others, and counts the row at fault from the first. */
export function countingFrom<Tally>(rowsBefore: number, tally: () => Tally): Tally {
  try {
    return tally();
  } catch (error) {
    if (!isMetricsError(error) || error.index === undefined) throw error;
    const index = rowsBefore + error.index;
    const message = error.message.replace(`at index ${error.index}`, `at index ${index}`);
    throw Object.assign(error, { index, message });
  }
}

function isMetricsError(error: unknown): error is MetricsError {
  return error instanceof Error && "code" in error && "argument" in error;
}
