import type { Figure } from "../../examples/demo/report/figure.js";
import type { Page } from "../../examples/demo/report/page.js";
import type { Input, Questions, Results } from "./messages.js";

/**
 * A tab of the playground. Its controls stand in page.html under its kind, each named as the field of the
 * question that it answers; what it measures is in worker.ts.
 */
export interface Topic<Kind extends keyof Questions> {
  /** The columns that are most likely meant; the page shows them and lets them be changed. */
  readonly guess: (columns: Columns) => Partial<Questions[Kind]>;
  /** Whether such columns are more likely of this topic than of those after it. */
  readonly isLikely: (columns: Columns) => boolean;
  /** Reads the controls. */
  readonly ask: (controls: Controls) => Questions[Kind];
  readonly show: (page: Page, result: Results[Kind]) => Shown;
  /** A program that gives what is shown. */
  readonly code: (input: Input, question: Questions[Kind], result: Results[Kind]) => string;
}

/** What a topic shows, from the top down. */
export interface Shown {
  readonly cards: readonly Card[];
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/** A number with what is to be said about it. */
export type Card = readonly [name: string, value: string, detail: string];

export interface Columns {
  readonly names: readonly string[];
  /** The first column whose name is like this. */
  readonly like: (pattern: RegExp) => string | undefined;
}

/** The controls of a topic, by name. */
export interface Controls {
  readonly value: (name: string) => string;
  /** The same, if anything is chosen. */
  readonly chosen: (name: string) => string | undefined;
  /** All boxes of that name that are ticked. */
  readonly ticked: (name: string) => string[];
}
