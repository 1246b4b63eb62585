// Logarithms of sums of a few terms, with derivatives by four parameters.

import type { Local } from "./maximise.js";

export function logTerm(): LogTerm {
  return new Float64Array(15);
}

/**
 * Turns a into the logarithm of the sum of the two terms, with its derivatives.
 * `∇ = p ∇a + q ∇b`, `H = p Ha + q Hb + p q (∇a − ∇b)(∇a − ∇b)ᵀ`, with p and q the shares of the sum
 */
export function joinTerm(a: LogTerm, b: LogTerm): void {
  const ahead = a[0] - b[0];
  const p = 1 / (1 + Math.exp(-ahead));
  const q = 1 / (1 + Math.exp(ahead));
  const both = p * q;
  let place = 5;
  for (let i = 1; i < 5; i++) {
    const apart = both * (a[i] - b[i]);
    for (let j = i; j < 5; j++) {
      a[place] = p * a[place] + q * b[place] + apart * (a[j] - b[j]);
      place++;
    }
  }
  for (let i = 1; i < 5; i++) a[i] = p * a[i] + q * b[i];
  a[0] = Math.max(a[0], b[0]) + Math.log1p(Math.exp(-Math.abs(ahead)));
}

/** Adds so many times a term. */
export function addTerm(total: LogTerm, times: number, term: LogTerm): void {
  for (let i = 0; i < 15; i++) total[i] += times * term[i];
}

/** The total with its derivatives as lists. */
export function localOf(total: LogTerm): Local {
  const [value, a, b, c, d, aa, ab, ac, ad, bb, bc, bd, cc, cd, dd] = total;
  return {
    value,
    gradient: [a, b, c, d],
    hessian: [
      [aa, ab, ac, ad],
      [ab, bb, bc, bd],
      [ac, bc, cc, cd],
      [ad, bd, cd, dd],
    ],
  };
}

/**
 * A logarithm and its derivatives: the value, the gradient (places 1 to 4), and the upper half of the
 * second derivatives, row by row (places 5 to 14). Written over and over: there is one for each customer.
 */
export type LogTerm = Float64Array;
