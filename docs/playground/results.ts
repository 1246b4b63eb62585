import { counted } from "../../examples/demo/format.js";
import { type BadRows, describeBadRow } from "../../examples/demo/read/bad-rows.js";
import { figure } from "../../examples/demo/report/figure.js";
import { element, type Page } from "../../examples/demo/report/page.js";
import type { Card, Shown } from "./topic.js";

/** A document is more than a page asks for; only the types of its elements are others. */
export const page = document as unknown as Page;

/** The numbers and their pictures. */
export function nodesOf({ cards, notes, figures }: Shown): Node[] {
  const drawn = figures.map((one) => figure(page, one));
  return [
    headline(cards),
    ...notes.map((note) => element(page, "p", { class: "note" }, note)),
    element(page, "div", { class: "figures" }, ...drawn),
  ] as unknown[] as Node[];
}

/** The rows that were left out, each with a button that shows its line. */
export function showBad(bad: BadRows, showLine?: (line: number) => void): Node | null {
  if (bad.count === 0) return null;
  const more = bad.count > bad.first.length ? `; the first ${bad.first.length}` : "";
  const box = document.createElement("div");
  box.className = "bad";
  const list = document.createElement("ul");
  for (const row of bad.first) {
    const [, line, problem] = /^(lines? [\d–]+): (.*)$/s.exec(describeBadRow(row)) ?? [];
    const item = document.createElement("li");
    if (showLine) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = line;
      button.addEventListener("click", () => showLine(row.lines.first));
      item.append(button, `: ${problem}`);
    } else item.append(`${line}: ${problem}`);
    list.append(item);
  }
  box.append(`${counted(bad.count, "bad row")} left out of the numbers below${more}:`, list);
  return box;
}

function headline(cards: readonly Card[]): ReturnType<typeof element> {
  const made = cards.map(([name, value, detail]) =>
    element(
      page,
      "div",
      {},
      element(page, "dt", {}, name),
      element(page, "dd", { class: "value" }, value),
      element(page, "dd", {}, detail),
    ),
  );
  return element(page, "dl", { class: "headline" }, ...made);
}
