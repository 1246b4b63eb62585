import { expectationLevels, levelShares } from "customer-metrics";
import { measureRetention } from "../../examples/demo/measure/retention.js";
import { measureSatisfaction } from "../../examples/demo/measure/satisfaction.js";
import { readOrders } from "../../examples/demo/read/orders.js";
import type { Source } from "../../examples/demo/read/source.js";
import { readSurvey } from "../../examples/demo/read/survey.js";
import { isUnusable } from "../../examples/demo/unusable.js";
import { asked } from "./asked.js";
import type { Input, Message, Order, Question, Result } from "./messages.js";

addEventListener("message", async ({ data: { input, question } }: MessageEvent<Order>) => {
  try {
    tell({ result: await measure(input, question) });
  } catch (error) {
    // The demo names its options as the command line does.
    const { message } = error as Error;
    tell({ problem: isUnusable(error) ? message.replaceAll(/--(?=\w)/g, "") : String(error) });
  }
});

async function measure(input: Input, question: Question): Promise<Result> {
  const source = sourceOf(input);
  const { delimiter } = input;
  if (question.kind === "answers") {
    const { scale } = asked[question.asked];
    const columns = { score: question.score, scale, csat: undefined, by: undefined };
    const survey = await readSurvey(source, { ...columns, delimiter });
    const { main, bad } = survey;
    const drawn = { source: { isGenerated: false }, main: { column: main.column }, by: null };
    // Only what is drawn goes over to the page: half a million scores stay here.
    const measured = { ...measureSatisfaction(survey, question.satisfiedFrom), survey: drawn };
    if (question.asked !== "expectationLevels") return { kind: "answers", bad, measured };
    const levels = levelShares(measured.tally, expectationLevels);
    return { kind: "answers", bad, measured: { ...measured, levels, csat: null } };
  }
  const { customer, time, timeZone } = question;
  const orders = await readOrders(source, { customer, time, timeZone, delimiter });
  const { table, curve, customers, period, observed, afterUntil } = measureRetention(
    orders,
    question,
  );
  return {
    kind: "events",
    bad: orders.bad,
    measured: { table, curve, customers, period, orders: { source: { isGenerated: false } } },
    until: observed.until,
    afterUntil,
  };
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
