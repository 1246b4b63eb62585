import { change } from "./change/topic.js";
import type { Kind, Questions } from "./messages.js";
import { purchases } from "./purchases/topic.js";
import { retention } from "./retention/topic.js";
import { satisfaction } from "./satisfaction/topic.js";
import type { Columns, Topic } from "./topic.js";

/** The tabs. The first one that columns are likely of is shown, else that of answers. */
export const topics: { readonly [One in Kind]: Topic<One> } = {
  purchases,
  events: retention,
  change,
  answers: satisfaction,
};

export const kinds = Object.keys(topics) as Kind[]; // as they are written above

/** The tab that columns of these names are most likely meant for, and what each would take them for. */
export function guess(names: readonly string[]): {
  readonly kind: Kind;
  readonly questions: { readonly [One in Kind]: Partial<Questions[One]> };
} {
  const columns: Columns = { names, like: (pattern) => names.find((name) => pattern.test(name)) };
  return {
    kind: kinds.find((kind) => topics[kind].isLikely(columns)) ?? "answers",
    questions: {
      purchases: topics.purchases.guess(columns),
      events: topics.events.guess(columns),
      change: topics.change.guess(columns),
      answers: topics.answers.guess(columns),
    },
  };
}
