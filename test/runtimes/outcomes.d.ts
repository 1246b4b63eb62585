export function outcomesOf(library: object, questions: readonly unknown[]): unknown[];
