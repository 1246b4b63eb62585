import type { Source } from "../../examples/demo/read/source.js";
import { isUnusable } from "../../examples/demo/unusable.js";
import { measureWaves } from "./change/measure.js";
import type { Input, Kind, Message, Order, Questions, Results } from "./messages.js";
import { measurePurchasesOf } from "./purchases/measure.js";
import { measureEvents } from "./retention/measure.js";
import { measureAnswers } from "./satisfaction/measure.js";

/** What each tab measures. */
const measures: { readonly [One in Kind]: Measure<One> } = {
  answers: measureAnswers,
  change: measureWaves,
  events: measureEvents,
  purchases: measurePurchasesOf,
};

type Measure<One extends Kind> = (
  source: Source,
  delimiter: string,
  question: Questions[One],
) => Promise<Results[One]>;

addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  try {
    tell({ result: await measure(data) });
  } catch (error) {
    // The demo names its options as the command line does.
    const { message } = error as Error;
    tell({ problem: isUnusable(error) ? message.replaceAll(/--(?=\w)/g, "") : String(error) });
  }
});

function measure<One extends Kind>({ input, kind, question }: Order<One>): Promise<Results[One]> {
  return measures[kind](sourceOf(input), input.delimiter, question);
}

function sourceOf({ name, data, columns, hasHeader }: Input): Source {
  return {
    name,
    isGenerated: false,
    ...(hasHeader ? {} : { columns }),
    open: () => textOf(data),
    showProgress: () => ({ advance: () => {}, stop: () => {} }), // told below, in bytes
  };
}

/** The text as it is read; not every browser can iterate over a stream. */
async function* textOf(data: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = data.stream().getReader();
  let read = 0;
  let told = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    yield decoder.decode(part.value, { stream: true });
    read += part.value.length;
    if (read - told < data.size / 100) continue;
    told = read;
    tell({ progress: read / data.size });
  }
  yield decoder.decode();
}

function tell(message: Message): void {
  postMessage(message);
}
