import type { RetentionCell, RetentionRow } from "customer-metrics";
import {
  confidence,
  count,
  counted,
  NOTHING,
  percent,
  percentInterval,
  periodLabel,
} from "../format.js";
import type { Retention } from "../measure/retention.js";
import { noCurveYet } from "../wording.js";
import { bar, type Paint, wrap } from "./text.js";

/** As many rows and lags as fit on 80 columns; the report has them all. */
const MOST_ROWS = 12;
const MOST_LAGS = 12;

export function retentionLines(measured: Retention, paint: Paint): string[] {
  return [
    "",
    `${paint("bold", "RETENTION")}  ${paint("dim", `customers by the ${measured.period} of their first order`)}`,
    "",
    ...tableLines(measured, paint),
    ...curveLines(measured, paint),
  ];
}

function tableLines({ table, curve, period, customers }: Retention, paint: Paint): string[] {
  const entered = [...table];
  while (entered.at(-1)?.size === 0) entered.pop();
  const cut = entered.length > MOST_ROWS;
  const half = MOST_ROWS / 2;
  const [head, tail] = cut ? [entered.slice(0, half), entered.slice(-half)] : [entered, []];
  const lags = Math.min(MOST_LAGS, table.length - 1);
  const line = (label: string, size: number, cells: readonly string[]) =>
    `  ${label.padEnd(10)}${count(size).padStart(7)} ${cells.join("")}`.trimEnd();
  const lineOf = (row: RetentionRow) =>
    line(periodLabel(row.cohort, period), row.size, row.cells.slice(1, lags + 1).map(cellText));
  const numbers = Array.from({ length: lags }, (_, i) => inCell(String(i + 1))).join("");
  const all = curve.slice(1, lags + 1).map(({ share }) => inCell(percent(share, 0)));
  const empty = table.length - entered.length;
  return [
    paint("dim", `  ${"cohort".padEnd(10)}${"size".padStart(7)} ${numbers}`),
    ...head.map(lineOf),
    ...(cut ? [paint("dim", `  … ${count(entered.length - MOST_ROWS)} more cohorts`)] : []),
    ...tail.map(lineOf),
    paint("bold", line("all", customers, all)),
    "",
    ...wrap(
      `Share that ordered again in the ${period} so many ${period}s after the first order. ` +
        `* the ${period} is still running, and not in the last row; · not yet begun; ` +
        `${NOTHING} nobody entered.${
          empty === 0 ? "" : ` After the last cohort, nobody entered in ${counted(empty, period)}.`
        }${cut || table.length - 1 > lags ? " The report has the larger table." : ""}`,
    ).map((text) => paint("dim", text)),
  ];
}

function cellText({ share, state }: RetentionCell): string {
  if (state === "future") return inCell("·");
  return share === null
    ? inCell(NOTHING)
    : inCell(percent(share, 0), state === "partial" ? "*" : " ");
}

/** Five characters; the last is for the mark, so that the digits stay in line. */
function inCell(text: string, mark = " "): string {
  return text.padStart(4) + mark;
}

const CURVE_LAGS = [1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60];

function curveLines(measured: Retention, paint: Paint): string[] {
  const { curve, period } = measured;
  const missing = noCurveYet(measured);
  if (missing !== null) return ["", `  ${missing}`];
  const shown = curve.filter(
    ({ lag }) => CURVE_LAGS.includes(lag) || (lag > 0 && lag === curve.length - 1),
  );
  // Not by the widest interval: that of the last few customers would leave no room for the rest.
  const top = 1.3 * Math.max(...shown.map(({ share }) => share)) || 1;
  return [
    "",
    paint("dim", `  ${period.padEnd(7)} came back   ${confidence(shown[0]).padEnd(17)} cohorts`),
    ...shown.map(
      (point) =>
        `  ${String(point.lag).padEnd(7)}${percent(point.share).padStart(10)}   ` +
        `${percentInterval(point).padEnd(17)}${count(point.cohorts).padStart(8)}  ` +
        paint("blue", bar(point.share / top, 24, Math.min(1, point.high / top))),
    ),
  ];
}
