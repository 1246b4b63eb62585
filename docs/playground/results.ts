import {
  count,
  counted,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from "../../examples/demo/format.js";
import { describeBadRow } from "../../examples/demo/read/bad-rows.js";
import { figure } from "../../examples/demo/report/figure.js";
import { element, type Page } from "../../examples/demo/report/page.js";
import { retentionFigures } from "../../examples/demo/report/retention.js";
import { satisfactionFigures } from "../../examples/demo/report/satisfaction.js";
import type { Result } from "./messages.js";

// A document is more than a page asks for; only the types of its elements are others.
const page = document as unknown as Page;

/** The numbers and their pictures. */
export function show(result: Result): Node[] {
  const figures =
    result.kind === "answers"
      ? satisfactionFigures(page, result.measured)
      : retentionFigures(page, result.measured);
  const drawn = figures.map((one) => figure(page, one));
  return [
    headline(result),
    ...notesOn(result).map((note) => element(page, "p", { class: "note" }, note)),
    element(page, "div", { class: "figures" }, ...drawn),
  ] as unknown[] as Node[];
}

/** What the scale does not allow, and what looks like another scale. */
function notesOn(result: Result): readonly string[] {
  if (result.kind === "events") return [];
  const { tally, notes } = result.measured;
  const { counts, scale } = tally;
  const isLow = scale.max === 10 && counts.every((n, i) => n === 0 || scale.min + i <= 5);
  const hint = "No answer is above 5. If the question went from 1 to 5, choose that scale.";
  return isLow ? [hint, ...notes] : notes;
}

/** The rows that were left out, each with a button that shows its line. */
export function showBad({ bad }: Result, showLine?: (line: number) => void): Node | null {
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

function headline(result: Result): ReturnType<typeof element> {
  const cards: [name: string, value: string, detail: string][] = [];
  if (result.kind === "answers") {
    const { nps, csat, levels, mean, answers, tally } = result.measured;
    if (nps !== null) {
      const interval = `${pointsInterval(nps.estimate)}, 95% interval`;
      cards.push(["NPS", points(nps.estimate.value), interval]);
    }
    if (csat !== null) {
      const interval = `${percentInterval(csat.estimate)}, 95% interval`;
      cards.push(["CSAT", percent(csat.estimate.value), interval]);
    }
    if (nps === null && levels === null) {
      cards.push(["Mean", mean.toFixed(2), `on ${tally.scale.min} to ${tally.scale.max}`]);
    }
    cards.push(["Answers", count(answers), `${tally.missing} without one`]);
  } else {
    const { measured, until, afterUntil } = result;
    const after = afterUntil > 0 ? `; ${counted(afterUntil, "event")} after it left out` : "";
    cards.push(["Customers", count(measured.customers), `observed until ${until}${after}`]);
  }
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
