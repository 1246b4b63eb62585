import { type Asked, asked } from "./asked.js";
import { codeFor } from "./code.js";
import { exampleAnswers, exampleEvents } from "./examples.js";
import { guess, inspect } from "./input.js";
import type { Input, Message, Order, Question } from "./messages.js";
import { show, showBad } from "./results.js";

/** The code of worker.ts, which the build puts here: a page that is one file has no other to name. */
declare const WORKER: string;

const workerUrl = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
const at = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const text = at<HTMLTextAreaElement>("text");
const bar = at<HTMLProgressElement>("bar");

/** What was chosen; null until something was. */
let input: Input | null = null;
let file: File | null = null;
let worker: Worker | undefined;

/** Looks at the first lines, offers the columns, and measures what they most likely are. */
async function read(name: string, data: Blob): Promise<void> {
  const start = await data.slice(0, 65_536).text();
  const isText = start.trim() !== "" && !start.includes("\0") && !(await isUtf16(data));
  input = isText ? inspect(name, data, start) : null;
  if (input === null) {
    stop();
    clear();
    at("columns").hidden = true;
    at("source").textContent = "";
    // A text that is being deleted needs no such word.
    if (file !== null) at("problem").textContent = `${name}: ${start === "" ? EMPTY : NO_TEXT}`;
    return;
  }
  offer(input, guess(input, at<HTMLInputElement>("zone").value));
  measure();
}

function offer({ name, columns }: Input, question: Question): void {
  at("source").textContent = file === null ? "" : `Read from ${name}.`;
  at("columns").hidden = false;
  for (const id of ["score", "customer", "time"]) {
    const options = columns.map((column) => new Option(column, column));
    at<HTMLSelectElement>(id).replaceChildren(...options);
  }
  at<HTMLInputElement>(question.kind).checked = true;
  if (question.kind === "answers") at<HTMLSelectElement>("score").value = question.score;
  else {
    at<HTMLSelectElement>("customer").value = question.customer;
    at<HTMLSelectElement>("time").value = question.time;
  }
}

/** Whether its first two bytes say so; the text that browsers make of it need not show it. */
async function isUtf16(data: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await data.slice(0, 2).arrayBuffer());
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

const EMPTY = "there is nothing in it.";
const NO_TEXT = "this is no text in UTF-8. Save it as CSV in UTF-8.";

/** Where satisfied may start on the scale that is chosen, if it has such a start. */
function offerCuts(): void {
  const { scale, satisfiedFrom } = asked[at<HTMLSelectElement>("asked").value as Asked];
  const cuts = Array.from({ length: scale.max - scale.min }, (_, i) => String(scale.min + 1 + i));
  at("satisfied").replaceChildren(...cuts.map((cut) => new Option(cut, cut)));
  at("for-csat").hidden = satisfiedFrom === null;
  if (satisfiedFrom !== null) at<HTMLSelectElement>("satisfied").value = String(satisfiedFrom);
}

function question(): Question {
  const value = (id: string) => at<HTMLInputElement | HTMLSelectElement>(id).value;
  if (at<HTMLInputElement>("answers").checked) {
    const form = value("asked") as Asked; // the options are these
    const satisfiedFrom =
      asked[form].satisfiedFrom === null ? undefined : Number(value("satisfied"));
    return { kind: "answers", score: value("score"), asked: form, satisfiedFrom };
  }
  return {
    kind: "events",
    customer: value("customer"),
    time: value("time"),
    timeZone: value("zone"),
    period: value("period") as "month", // the options are the periods there are
    until: value("until") || undefined,
  };
}

/** What was asked before is of no use any more. */
function stop(): void {
  worker?.terminate();
  at("progress").hidden = true;
}

function measure(): void {
  if (input === null) return;
  stop();
  const order: Order = { input, question: question() };
  at("for-answers").hidden = order.question.kind !== "answers";
  at("for-events").hidden = order.question.kind !== "events";
  at("progress").hidden = false;
  bar.value = 0;
  worker = new Worker(workerUrl);
  worker.onmessage = ({ data }: MessageEvent<Message>) => {
    if ("progress" in data) bar.value = data.progress;
    else done(order, data);
  };
  worker.onerror = ({ message }) => done(order, { problem: message });
  worker.postMessage(order);
}

function done({ input, question }: Order, message: Exclude<Message, { progress: number }>): void {
  at("progress").hidden = true;
  if ("problem" in message) {
    clear();
    const line = Number(/\bline (\d+)/.exec(message.problem)?.[1]);
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "link",
      textContent: `Show line ${line}`,
      onclick: () => showLine(line),
    });
    at("problem").replaceChildren(message.problem, " ", ...(file === null && line ? [button] : []));
    return;
  }
  const { result } = message;
  at("problem").replaceChildren();
  const bad = showBad(result, file === null ? showLine : undefined);
  at("results").replaceChildren(...(bad ? [bad] : []), ...show(result));
  at("code").textContent = codeFor(input, question, result);
  at("with-code").hidden = false;
}

/** Selects a line of what was pasted. */
function showLine(line: number): void {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  text.scrollTop = (text.scrollHeight * (line - 3)) / lines.length;
}

function clear(): void {
  at("problem").replaceChildren();
  at("results").replaceChildren();
  at("with-code").hidden = true;
}

function readFile(chosen: File | undefined): void {
  if (chosen === undefined) return;
  file = chosen;
  text.value = "";
  read(chosen.name, chosen);
}

function readText(): void {
  file = null;
  read("pasted.csv", new Blob([text.value]));
}

let typing: ReturnType<typeof setTimeout> | undefined;
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(readText, 200);
});
at<HTMLInputElement>("file").addEventListener("change", ({ target }) =>
  readFile((target as HTMLInputElement).files?.[0]),
);
for (const [id, example] of [
  ["example-answers", exampleAnswers],
  ["example-events", exampleEvents],
] as const) {
  at(id).addEventListener("click", () => {
    text.value = example();
    readText();
  });
}
at("asked").addEventListener("change", offerCuts); // before the columns around it are told
at("columns").addEventListener("change", measure);
at("form").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  readFile(event.dataTransfer?.files[0]);
});
at("copy").addEventListener("click", async ({ currentTarget }) => {
  const button = currentTarget as HTMLButtonElement;
  const code = at("code");
  getSelection()?.selectAllChildren(code);
  const done = await navigator.clipboard.writeText(code.textContent ?? "").then(
    () => true,
    () => false,
  );
  // Where the clipboard is out of reach, the code is selected already.
  button.textContent = done ? "Copied" : "Selected: press Ctrl+C";
});

const forms = Object.entries(asked);
at("asked").append(...forms.map(([form, { words }]) => new Option(words, form)));
offerCuts();
at<HTMLInputElement>("zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone;
at("zones").append(...Intl.supportedValuesOf("timeZone").map((zone) => new Option(zone, zone)));
