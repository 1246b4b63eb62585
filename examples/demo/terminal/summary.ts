import type { Answers } from "../answers.js";
import { badRowsHeading } from "../format.js";
import type { BadRows } from "../read/bad-rows.js";
import { describeBadRow } from "../read/bad-rows.js";
import type { Source } from "../read/source.js";
import { aboutOrders, aboutSurvey, aboutUntil, changeWeights } from "../wording.js";
import { changeLines } from "./change.js";
import { churnLines } from "./churn.js";
import { purchaseLines } from "./purchases.js";
import { retentionLines } from "./retention.js";
import { satisfactionLines } from "./satisfaction.js";
import { stayingLines } from "./staying.js";
import { type Paint, plain, wrap } from "./text.js";

/** All answers as text of 80 columns. */
export function summarize(
  { satisfaction, change, staying, orders }: Answers,
  paint: Paint,
): string {
  const lines: string[] = [];
  if (satisfaction !== null) {
    const { survey } = satisfaction;
    lines.push(...satisfactionLines(satisfaction, paint), "");
    lines.push(...wrap(plain(aboutSurvey(satisfaction))).map((line) => paint("dim", line)));
    lines.push(...badRowLines(survey.bad, survey.source, "answer", paint));
  }
  if (change !== null) {
    lines.push(...changeLines(change, paint));
    const weights = changeWeights(change);
    if (weights !== null) lines.push(...wrap(plain(weights)));
  }
  if (staying !== null) {
    const { asked, members } = staying;
    lines.push(...stayingLines(staying, paint));
    lines.push(...badRowLines(asked.bad, asked.source, "answer", paint));
    lines.push(...badRowLines(members.bad, members.source, "membership", paint));
  }
  if (orders !== null) {
    const { retention, churn, purchases } = orders;
    const about = [aboutOrders(retention), aboutUntil(retention)].flatMap((text) =>
      wrap(plain(text)),
    );
    lines.push(...retentionLines(retention, paint), ...churnLines(churn, paint));
    lines.push(...purchaseLines(purchases, paint), "");
    lines.push(...about.map((line) => paint("dim", line)));
    lines.push(...badRowLines(retention.orders.bad, retention.orders.source, "row", paint));
  }
  return `${lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimStart()}\n`;
}

function badRowLines(bad: BadRows, source: Source, what: string, paint: Paint): string[] {
  const heading = badRowsHeading(bad, source, what);
  if (heading === null) return [];
  const rows = bad.first.flatMap((row) => wrap(plain(describeBadRow(row)), "    "));
  return ["", `  ${paint("red", plain(heading))}`, ...rows];
}
