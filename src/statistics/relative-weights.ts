// How R² splits among many columns: Johnson's relative weights, by way of uncorrelated stand-ins.

/**
 * The share of the last column's variance that goes with each other one. Stand-ins that are as close to
 * the columns as uncorrelated ones can be explain the outcome by shares that are beyond dispute; each
 * column gets of them as much as it has in common with each. The shares add up to R².
 *
 * `Σ_k Λ²_jk β_k²`, with Λ the symmetric root of the correlations of the columns and `β = Λ⁻¹ r`, r their
 * correlations with the outcome. What is left of columns that are sums of others counts for nothing.
 *
 * @param correlations - of all columns, the outcome last, in rows one after the other.
 *
 * @see Johnson, "A Heuristic Method for Estimating the Relative Weight of Predictor Variables in Multiple
 *   Regression", Multivariate Behavioral Research 35 (2000), 1–19.
 */
export function relativeShares(correlations: Float64Array, size: number): number[] {
  const count = size - 1;
  const { values, vectors } = symmetricEigen(
    Array.from({ length: count }, (_, i) => correlations.slice(i * size, i * size + count)),
  );
  const roots = Array.from(values, (value) => (value > 1e-10 ? Math.sqrt(value) : 0));
  const outcome = correlations.subarray(count * size, count * size + count);
  const loadings = vectors.map((vector, at) => {
    const along = vector.reduce((sum, x, i) => sum + x * outcome[i], 0);
    return roots[at] === 0 ? 0 : along / roots[at];
  });
  const total = (term: (at: number) => number): number =>
    roots.reduce((sum, _, at) => sum + term(at), 0);
  const squares = roots.map((_, k) => total((at) => vectors[at][k] * loadings[at]) ** 2);
  return roots.map((_, j) =>
    squares.reduce(
      (share, square, k) =>
        share + square * total((at) => vectors[at][j] * roots[at] * vectors[at][k]) ** 2,
      0,
    ),
  );
}

/** The eigenvalues of a symmetric matrix, and a unit vector for each. */
interface Eigen {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

/**
 * Jacobi's method: pairs of rows are turned, time and again, until nothing is left beside the diagonal.
 *
 * @see Golub and Van Loan, "Matrix Computations", 4th ed. (2013), 8.5.
 */
function symmetricEigen(matrix: readonly Float64Array[]): Eigen {
  const size = matrix.length;
  const vectors = matrix.map((row, i) => row.map((_, j) => Number(i === j)));
  for (let sweep = 0; sweep < 50; sweep++) {
    let turned = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (Math.abs(matrix[p][q]) < 1e-15) continue;
        turned = true;
        turn(matrix, vectors, p, q);
      }
    }
    if (!turned) break;
  }
  return { values: Float64Array.from(matrix, (row, i) => row[i]), vectors };
}

/** Turns rows and columns p and q so far that nothing is left of what they have in common. */
function turn(
  matrix: readonly Float64Array[],
  vectors: readonly Float64Array[],
  p: number,
  q: number,
): void {
  const [rowP, rowQ] = [matrix[p], matrix[q]];
  const common = rowP[q];
  const ratio = (rowQ[q] - rowP[p]) / (2 * common);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const [atP, atQ] = [rowP[p] - tangent * common, rowQ[q] + tangent * common];
  turnPair(rowP, rowQ, cosine, sine);
  turnPair(vectors[p], vectors[q], cosine, sine);
  for (let i = 0; i < matrix.length; i++) {
    matrix[i][p] = rowP[i];
    matrix[i][q] = rowQ[i];
  }
  [rowP[p], rowP[q], rowQ[p], rowQ[q]] = [atP, 0, 0, atQ];
}

function turnPair(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i++) {
    const atA = a[i];
    const atB = b[i];
    a[i] = cosine * atA - sine * atB;
    b[i] = sine * atA + cosine * atB;
  }
}
