import { fail } from "../core/check.js";

/**
 * The z between whose negative and positive the standard normal distribution has a share `confidence`.
 *
 * Accurate to 1e-15 of itself for every confidence between 0 and 1: the tail is taken from the
 * confidence directly, so that nothing is lost near either end.
 *
 * @see Wichura, "Algorithm AS 241", Applied Statistics 37 (1988): PPND16 and its coefficients.
 */
export function criticalZ(where: string, confidence: number): number {
  if (typeof confidence !== "number" || !(confidence > 0 && confidence < 1)) {
    const code = typeof confidence === "number" ? "out-of-range" : "wrong-type";
    fail(code, where, "confidence", "between 0 and 1, such as 0.95", confidence);
  }
  const fromMiddle = confidence / 2;
  if (fromMiddle <= 0.425) {
    return (
      fromMiddle *
      ratio(
        0.180625 - fromMiddle * fromMiddle,
        [
          3.387132872796366, 133.14166789178438, 1971.5909503065513, 13731.693765509461,
          45921.95393154987, 67265.7709270087, 33430.57558358881, 2509.0809287301227,
        ],
        [
          1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
          39307.89580009271, 28729.085735721943, 5226.495278852854,
        ],
      )
    );
  }
  const r = Math.sqrt(-Math.log((1 - confidence) / 2));
  return r <= 5
    ? ratio(
        r - 1.6,
        [
          1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
          1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 7.745450142783414e-4,
        ],
        [
          1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
          0.015198666563616457, 5.475938084995345e-4, 1.0507500716444169e-9,
        ],
      )
    : ratio(
        r - 5,
        [
          6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
          0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
        ],
        [
          1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 7.868691311456133e-4,
          1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
        ],
      );
}

/** One polynomial over another, their coefficients lowest power first. */
function ratio(x: number, above: readonly number[], below: readonly number[]): number {
  const [top, bottom] = [above, below].map((coefficients) =>
    coefficients.reduceRight((sum, coefficient) => sum * x + coefficient),
  );
  return top / bottom;
}
