/** An error for input that nothing can be computed from: shown in one line, without a stack. */
export function unusable(message: string): Error {
  return Object.assign(new Error(message), { name: NAME });
}

export function isUnusable(error: unknown): error is Error {
  return error instanceof Error && error.name === NAME;
}

const NAME = "Unusable";
