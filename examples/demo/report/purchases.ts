import { count, counted, percent } from "../format.js";
import type { Checked, Purchases } from "../measure/purchases.js";
import { type Figure, inTwoWidths } from "./figure.js";
import type { Page } from "./page.js";
import { histogramChart, rfmChart, silenceChart, trackingChart } from "./purchase-charts.js";

/** The scores of customers, both checks of the model, and what silence says. */
export function purchaseFigures(page: Page, measured: Purchases, isGenerated: boolean): Figure[] {
  const { model } = measured;
  return [
    rfmFigure(page, measured, isGenerated),
    ...(model === null
      ? []
      : [
          histogramFigure(page, model, isGenerated),
          trackingFigure(page, model, isGenerated),
          ...(model.isTold ? [silenceFigure(page, model, isGenerated)] : []),
        ]),
  ];
}

function rfmFigure(page: Page, { rfm, customers }: Purchases, isGenerated: boolean): Figure {
  const title = "Recency and frequency";
  const label = `${title}: ${counted(customers, "customer")} by their scores from 1 to 5.`;
  return {
    title,
    isGenerated,
    picture: inTwoWidths(page, (width, isNarrow) =>
      rfmChart(page, rfm, { width, isNarrow, label }),
    ),
    caption:
      "Customers by how recently and how often they bought, compared with the others: 5 is best. Equal " +
      "customers have equal scores, so a score may stay empty.",
    table: {
      caption: title,
      columns: ["recency", "frequency", "customers"],
      rows: [...rfm]
        .sort((a, b) => b.r - a.r || b.f - a.f)
        .map((cell) => [String(cell.r), String(cell.f), count(cell.customers)]),
    },
  };
}

function histogramFigure(page: Page, { histogram, cut }: Checked, isGenerated: boolean): Figure {
  const title = "How often customers came back";
  const [none] = histogram;
  const label = `${title}: ${count(none.actual)} never, ${count(Math.round(none.expected))} expected.`;
  return {
    title,
    isGenerated,
    picture: inTwoWidths(page, (width, isNarrow) =>
      histogramChart(page, histogram, { width, isNarrow, label }),
    ),
    caption: `Bars: customers until ${cut}. Marks: those whom the model expects, which was fitted to the same time.`,
    table: {
      caption: title,
      columns: ["came back", "customers", "expected"],
      rows: histogram.map(({ repeats, isOrMore, actual, expected }) => [
        `${repeats}${isOrMore ? " or more" : ""}`,
        count(actual),
        expected.toFixed(1),
      ]),
    },
  };
}

function trackingFigure(page: Page, model: Checked, isGenerated: boolean): Figure {
  const { tracking, cut, errors } = model;
  const title = "Repeat purchases, and as expected";
  const rows = tracking.filter((_, i) => (tracking.length - 1 - i) % 10 === 0);
  const last = tracking[tracking.length - 1];
  const label = `${title}: ${count(last.actualTotal)} in all, ${count(Math.round(last.expectedTotal))} expected.`;
  return {
    title,
    isGenerated,
    picture: inTwoWidths(page, (width, isNarrow) =>
      trackingChart(page, tracking, { width, isNarrow, label, cut }),
    ),
    caption:
      `Solid: all repeat purchases so far. Dashed: as the model expects them, which has seen nothing from ${cut} ` +
      `on. Of customers known by then it expected ${count(Math.round(errors.expected))} purchases, and there were ` +
      `${count(errors.actual)}.`,
    table: {
      caption: title,
      columns: ["until", "repeat purchases", "expected"],
      rows: rows.map(({ start, actualTotal, expectedTotal }) => [
        start,
        count(actualTotal),
        count(Math.round(expectedTotal)),
      ]),
    },
  };
}

function silenceFigure(page: Page, { silence }: Checked, isGenerated: boolean): Figure {
  const title = "Alive, by days of silence";
  const [first] = silence;
  const steps = first.points.map((_, i) => i).filter((i) => i % 10 === 0);
  const label = `${title}: ${silence
    .map(({ purchases, points }) => {
      const end = points[points.length - 1];
      return `${percent(end.alive, 0)} after ${count(Math.round(end.days))} days of those with ${counted(purchases, "purchase")}`;
    })
    .join(", ")}.`;
  return {
    title,
    isGenerated,
    picture: inTwoWidths(page, (width, isNarrow) =>
      silenceChart(page, silence, { width, isNarrow, label }),
    ),
    caption: `How probably customers will buy again, who bought so often, a month apart, and then no more. Whoever buys often is missed sooner.`,
    table: {
      caption: title,
      columns: ["days", ...silence.map(({ purchases }) => counted(purchases, "purchase"))],
      rows: steps.map((i) => [
        count(Math.round(first.points[i].days)),
        ...silence.map(({ points }) => percent(points[i].alive)),
      ]),
    },
  };
}
