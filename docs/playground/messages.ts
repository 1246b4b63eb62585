import type { Period } from "customer-metrics";
import type { Purchases } from "../../examples/demo/measure/purchases.js";
import type { BadRows } from "../../examples/demo/read/bad-rows.js";
import type { DrawnChange } from "../../examples/demo/report/change.js";
import type { DrawnRetention } from "../../examples/demo/report/retention.js";
import type { DrawnSatisfaction } from "../../examples/demo/report/satisfaction.js";
import type { DrawnDrivers } from "./change/driver-figure.js";
import type { Asked } from "./satisfaction/asked.js";

/** A file, or what was pasted, and how its rows are told apart. */
export interface Input {
  readonly name: string;
  readonly data: Blob;
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Whether the first row names the columns. */
  readonly hasHeader: boolean;
}

/** What can be asked, a tab each; columns by their names. */
export interface Questions {
  readonly answers: {
    readonly score: string;
    readonly asked: Asked;
    /** The lowest satisfied score, where the scale has a CSAT. */
    readonly satisfiedFrom: number | undefined;
    readonly by: string | undefined;
    readonly weight: string | undefined;
  };
  readonly change: {
    readonly score: string;
    readonly asked: Asked;
    readonly satisfiedFrom: number | undefined;
    /** A column with two waves. */
    readonly wave: string | undefined;
    readonly by: string | undefined;
    /** Other answers, which the score may go with. */
    readonly drivers: readonly string[];
  };
  readonly events: {
    readonly customer: string;
    readonly time: string;
    readonly timeZone: string;
    readonly period: Period;
    /** A local date; the day after the last event where it is not stated. */
    readonly until: string | undefined;
  };
  readonly purchases: {
    readonly customer: string;
    readonly time: string;
    /** What an order was worth, where there is such a column. */
    readonly value: string | undefined;
    readonly timeZone: string;
    readonly until: string | undefined;
  };
}

/** What comes out, all that the page draws and no more. */
export interface Results {
  readonly answers: { readonly bad: BadRows; readonly measured: DrawnSatisfaction };
  readonly change: {
    readonly bad: BadRows;
    readonly bridge: DrawnChange | null;
    readonly drivers: DrawnDrivers | null;
    /** What is still to be chosen. */
    readonly missing: string | null;
  };
  readonly events: {
    readonly bad: BadRows;
    readonly measured: DrawnRetention;
    readonly until: string;
    readonly afterUntil: number;
  };
  readonly purchases: {
    readonly bad: BadRows;
    readonly measured: Purchases;
    readonly until: string;
  };
}

export type Kind = keyof Questions;

/** What the page asks of its worker. */
export interface Order<One extends Kind = Kind> {
  readonly input: Input;
  readonly kind: One;
  readonly question: Questions[One];
}

/** What the worker says: how much is read, from 0 to 1; in the end a result, or why there is no result. */
export type Message =
  | { readonly progress: number }
  | { readonly result: Results[Kind] }
  | { readonly problem: string };
