import { examples } from "./examples.js";
import { controlsOf, fillForm, offer } from "./form.js";
import { inspect } from "./input.js";
import type { Input, Kind, Message, Order, Results } from "./messages.js";
import { nodesOf, page, showBad } from "./results.js";
import { guess, kinds, topics } from "./topics.js";

/** The code of worker.ts, which the build puts here: a page that is one file has no other to name. */
declare const WORKER: string;

const workerUrl = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
const at = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;
const text = at<HTMLTextAreaElement>("text");
const bar = at<HTMLProgressElement>("bar");
const tabs = [...document.querySelectorAll<HTMLInputElement>("input[name=kind]")];

/** What was chosen; null until something was. */
let input: Input | null = null;
let file: File | null = null;
let worker: Worker | undefined;

/** Looks at the first lines, offers the columns, and measures what they most likely are. */
async function read(name: string, data: Blob): Promise<void> {
  const start = await data.slice(0, 65_536).text();
  const isText = start.trim() !== "" && !start.includes("\0") && !(await isUtf16(data));
  const before = input?.columns;
  input = isText ? inspect(name, data, start) : null;
  if (input === null) {
    stop();
    clear();
    at("what").hidden = true;
    at("source").textContent = "";
    // A text that is being deleted needs no such word.
    if (file !== null) at("problem").textContent = `${name}: ${start === "" ? EMPTY : NO_TEXT}`;
    return;
  }
  at("source").textContent = file === null ? "" : `Read from ${name}.`;
  at("what").hidden = false;
  // What was chosen of the same columns stays chosen.
  if (JSON.stringify(input.columns) !== JSON.stringify(before)) {
    const { kind, questions } = guess(input.columns);
    for (const tab of tabs) tab.checked = tab.value === kind;
    for (const one of kinds) offer(at(`for-${one}`), input.columns, questions[one]);
  }
  measure();
}

/** Whether its first two bytes say so; the text that browsers make of it need not show it. */
async function isUtf16(data: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await data.slice(0, 2).arrayBuffer());
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

const EMPTY = "there is nothing in it.";
const NO_TEXT = "this is no text in UTF-8. Save it as CSV in UTF-8.";

/** What was asked before is of no use any more. */
function stop(): void {
  worker?.terminate();
  at("progress").hidden = true;
}

function measure(): void {
  if (input === null) return;
  stop();
  const kind = kinds.find((one) => tabs.some((tab) => tab.checked && tab.value === one));
  if (kind === undefined) return;
  for (const one of kinds) at(`for-${one}`).hidden = one !== kind;
  ask(kind, input);
}

function ask<One extends Kind>(kind: One, input: Input): void {
  const order: Order<One> = {
    input,
    kind,
    question: topics[kind].ask(controlsOf(at(`for-${kind}`))),
  };
  at("progress").hidden = false;
  bar.value = 0;
  worker = new Worker(workerUrl);
  worker.onmessage = ({ data }: MessageEvent<Message>) => {
    if ("progress" in data) bar.value = data.progress;
    else if ("problem" in data) refuse(data.problem);
    else show(order, data.result as Results[One]); // of what was asked
  };
  worker.onerror = ({ message }) => refuse(message);
  worker.postMessage(order);
}

function refuse(problem: string): void {
  clear();
  at("progress").hidden = true;
  const line = Number(/\bline (\d+)/.exec(problem)?.[1]);
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "link",
    textContent: `Show line ${line}`,
    onclick: () => showLine(line),
  });
  at("problem").replaceChildren(problem, " ", ...(file === null && line ? [button] : []));
}

function show<One extends Kind>({ input, kind, question }: Order<One>, result: Results[One]): void {
  at("progress").hidden = true;
  at("problem").replaceChildren();
  const bad = showBad(result.bad, file === null ? showLine : undefined);
  at("results").replaceChildren(...(bad ? [bad] : []), ...nodesOf(topics[kind].show(page, result)));
  const code = topics[kind].code(input, question, result);
  at("code").textContent = code;
  at("with-code").hidden = code === "";
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
for (const [name, example] of Object.entries(examples)) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(name);
  button.addEventListener("click", () => {
    text.value = example();
    readText();
  });
  at("examples").append(button);
}
fillForm(at("form")); // its controls hear of a change before it does
at("what").addEventListener("change", measure);
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
