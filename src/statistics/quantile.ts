// The shape of a quantile with its interval.

/** A quantile with its interval. Only the end that is not reached is `null`. */
export interface Quantile {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
