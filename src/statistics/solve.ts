// Small systems of linear equations whose matrix is symmetric and positive definite.

/** The x with A x = b, by Cholesky's factors; `null` if A is not positive definite. */
export function solve(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const factor = factorOf(matrix);
  return factor && solveFactored(factor, right);
}

/** The inverse; `null` if the matrix is not positive definite. */
export function inverse(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor = factorOf(matrix);
  return (
    factor &&
    matrix.map((_, i) =>
      solveFactored(
        factor,
        matrix.map((_, j) => +(i === j)),
      ),
    )
  );
}

/** The lower triangle L with L Lᵀ = A. */
function factorOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor: number[][] = [];
  for (let i = 0; i < matrix.length; i++) {
    const row: number[] = [];
    factor.push(row);
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= row[k] * factor[j][k];
      if (j < i) row.push(rest / factor[j][j]);
      // What rounding alone can leave of a diagonal counts as nothing; so does NaN.
      else if (rest > 1e-14 * matrix[i][i] && rest < Infinity) row.push(Math.sqrt(rest));
      else return null;
    }
  }
  return factor;
}

function solveFactored(factor: readonly (readonly number[])[], right: readonly number[]): number[] {
  const x = [...right];
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i][k] * x[k];
    x[i] /= factor[i][i];
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= factor[k][i] * x[k];
    x[i] /= factor[i][i];
  }
  return x;
}
