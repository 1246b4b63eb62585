import type { RetentionCell } from "customer-metrics";
import { count, counted, NOTHING, percent, percentInterval, periodLabel } from "../format.js";
import type { Retention } from "../measure/retention.js";
import type { Source } from "../read/source.js";
import { curveChart, topOf } from "./curve-chart.js";
import { type Figure, inThreeWidths } from "./figure.js";
import { type Heatmap, heatmapOf, MOST_COHORTS, MOST_LAGS } from "./heatmap.js";
import { heatmapChart } from "./heatmap-chart.js";
import { heatmapLegend } from "./heatmap-legend.js";
import type { Page } from "./page.js";

/** As much of it as the pictures show. */
export type DrawnRetention = Pick<Retention, "table" | "curve" | "period" | "customers"> & {
  readonly orders: { readonly source: Pick<Source, "isGenerated"> };
};

/** The cohort table as a picture, and the curve of all cohorts together. */
export function retentionFigures(page: Page, measured: DrawnRetention): Figure[] {
  const hasLags = measured.table.length > 1;
  const hasCurve = measured.curve.length > 1;
  return [
    ...(hasLags ? [heatmapFigure(page, measured)] : []),
    ...(hasCurve ? [curveFigure(page, measured)] : []),
  ];
}

function heatmapFigure(page: Page, { table, period, customers, orders }: DrawnRetention): Figure {
  const heatmap = heatmapOf(table);
  const title = `Cohorts by ${period}`;
  const entered = table.filter(({ size }) => size > 0).length;
  const label =
    `${title}: ${counted(customers, "customer")} in ${counted(entered, "cohort")} by the ${period} of the ` +
    `first order, and the share of each that ordered in the ${period}s after.`;
  return {
    title,
    isGenerated: orders.source.isGenerated,
    isFullWidth: true,
    picture: [
      heatmapLegend(page, heatmap.step, period),
      heatmapChart(page, heatmap, { period, label }),
    ],
    caption:
      `Each row is a cohort: those whose first order fell in that ${period}. Each cell is the share of them ` +
      `that ordered in the ${period} so many ${period}s later. The ${period} of the first order is 100% by ` +
      `definition and not drawn.${leftOut(heatmap)}`,
    table: {
      caption: `${title}: share that ordered again. * still running`,
      columns: ["cohort", "size", ...heatmap.lags.map(String)],
      rows: table
        .slice(-MOST_COHORTS)
        .map(({ cohort, size, cells }) => [
          periodLabel(cohort, period),
          count(size),
          ...cells.slice(1, MOST_LAGS + 1).map(cellText),
        ]),
    },
  };
}

function leftOut({ cohortsLeftOut, lagsLeftOut }: Heatmap): string {
  if (cohortsLeftOut === 0 && lagsLeftOut === 0) return "";
  return ` Shown are the last ${MOST_COHORTS} rows and the first ${MOST_LAGS} columns.`;
}

function cellText({ share, state }: RetentionCell): string {
  if (state === "future") return "";
  return share === null ? NOTHING : percent(share) + (state === "partial" ? "*" : "");
}

function curveFigure(page: Page, { curve, period, orders }: DrawnRetention): Figure {
  const title = "The retention curve";
  const shown = curve.slice(1);
  const top = topOf(curve);
  const goesOver = shown.some(({ high }) => high > top)
    ? "; there, the band goes over the edge"
    : "";
  const [first, last] = [shown[0], shown[shown.length - 1]];
  const label =
    `${title}: ${percent(first.share)} after 1 ${period}, ${percent(last.share)} after ` +
    `${counted(last.lag, period)}.`;
  return {
    title,
    isGenerated: orders.source.isGenerated,
    isFullWidth: true,
    picture: inThreeWidths(page, (width) => curveChart(page, curve, { width, label, period })),
    caption:
      `All cohorts together, each point over those whose ${period} is complete; the band is the ` +
      `${100 * first.confidence}% interval. Later points rest on fewer and older cohorts${goesOver}.`,
    table: {
      caption: title,
      columns: [period, "returned", "of", "share", "interval", "cohorts"],
      rows: shown.map((point) => [
        String(point.lag),
        count(point.count),
        count(point.total),
        percent(point.share),
        percentInterval(point),
        count(point.cohorts),
      ]),
    },
  };
}
