import {
  expectationLevels,
  oneToFive,
  oneToSeven,
  oneToTen,
  type Scale,
  zeroToTen,
} from "customer-metrics";

/** How a question can have been asked, by the name that the package has for it. */
export const asked = {
  zeroToTen: { scale: zeroToTen, words: "0 to 10", satisfiedFrom: null },
  oneToTen: { scale: oneToTen, words: "1 to 10", satisfiedFrom: null },
  oneToSeven: { scale: oneToSeven, words: "1 to 7", satisfiedFrom: 6 },
  oneToFive: { scale: oneToFive, words: "1 to 5", satisfiedFrom: 4 },
  expectationLevels: {
    scale: expectationLevels.scale,
    words: "1 to 5: fell short … amazed",
    satisfiedFrom: null,
  },
} as const satisfies Record<string, Form>;

interface Form {
  readonly scale: Scale;
  readonly words: string;
  /** Where satisfied starts unless another cut is chosen; null where there is another measure. */
  readonly satisfiedFrom: number | null;
}

export type Asked = keyof typeof asked;
