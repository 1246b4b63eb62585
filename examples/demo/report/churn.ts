import { count, counted, percent, percentInterval } from "../format.js";
import type { Churn } from "../measure/churn.js";
import { type Figure, inTwoWidths } from "./figure.js";
import { flowChart } from "./flow-chart.js";
import type { Page } from "./page.js";

export function churnFigure(page: Page, measured: Churn, isGenerated: boolean): Figure {
  const { membership, churn, retention, monthlyChurn, from, until, months } = measured;
  const { opening, churned, new: acquired, reactivated, closing } = membership;
  const title = `Customers in ${counted(months, "month")}`;
  const label =
    `${title}: ${count(opening)} at the opening, ${count(churned)} lost, ${count(acquired)} new, ` +
    `${count(reactivated)} back again, ${count(closing)} at the close.`;
  return {
    title,
    isGenerated,
    picture: inTwoWidths(page, (width) => flowChart(page, membership, { width, label })),
    caption:
      `From ${from} to ${until}. Churn is lost ÷ opening: customers who came in between are in neither. ` +
      "Whoever left and came back in between is not lost.",
    table: {
      caption: title,
      columns: ["", ""],
      rows: [
        ["at the opening", count(opening)],
        ["lost", count(churned)],
        ["new", count(acquired)],
        ["back again", count(reactivated)],
        ["at the close", count(closing)],
        ["churn", percent(churn?.value ?? null)],
        ["interval", churn === null ? "" : percentInterval(churn)],
        ["retention", percent(retention)],
        ["as churn a month", percent(monthlyChurn)],
      ],
    },
  };
}
