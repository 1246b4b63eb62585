import type { DriverShares } from "customer-metrics";
import { NOTHING, percent, percentInterval } from "../../../examples/demo/format.js";
import { type Figure, inTwoWidths } from "../../../examples/demo/report/figure.js";
import { intervalChart } from "../../../examples/demo/report/interval-chart.js";
import type { Page } from "../../../examples/demo/report/page.js";

/** How a score splits among drivers, as far as it is drawn. */
export interface DrawnDrivers {
  /** The outcome. */
  readonly column: string;
  /** Whether they are Johnson's weights, as more than 15 drivers take. */
  readonly isWeights: boolean;
  readonly shares: DriverShares;
}

/** The shares of the drivers, the largest first. */
export function driverFigure(page: Page, { column, isWeights, shares }: DrawnDrivers): Figure {
  const title = `What ${column} goes with`;
  const known = shares.drivers
    .flatMap(({ driver: name, share, low, high }) =>
      share === null
        ? []
        : [{ name, share, low: low ?? share, high: high ?? share, hasEnds: low !== null }],
    )
    .sort((a, b) => b.share - a.share);
  const groups = known.map(({ name, share: value, low, high }) => ({
    name,
    answers: shares.answers,
    estimate: { value, low, high, confidence: shares.confidence },
  }));
  const words = known.map(({ name, share }) => `${name} ${percent(share)}`).join(", ");
  const ends = known.some(({ hasEnds }) => hasEnds)
    ? " Lines are 95% intervals, by a jackknife."
    : shares.answers < 40
      ? " Intervals take 40 answers or more."
      : " There are no shares.";
  const how = isWeights ? "Johnson's relative weights" : "Shapley's shares of R²";
  return {
    title,
    isGenerated: false,
    picture:
      groups.length === 0
        ? []
        : inTwoWidths(page, (width, isNarrow) =>
            intervalChart(page, groups, {
              width,
              isNarrow,
              all: null,
              show: (share) => percent(share, 0),
              axis: `share of what makes ${column} differ`,
              label: `${title}: ${words}.`,
            }),
          ),
    caption: `${how}.${ends} It goes with the score; that it causes it, no survey can tell.`,
    table: {
      caption: title,
      columns: ["driver", "share", "interval", "Pearson", "Spearman"],
      rows: shares.drivers.map(({ driver, share, low, high, pearson, spearman }) => [
        driver,
        percent(share),
        low === null || high === null ? NOTHING : percentInterval({ low, high }),
        correlation(pearson),
        correlation(spearman),
      ]),
    },
  };
}

function correlation(value: number | null): string {
  return value === null ? NOTHING : value.toFixed(2).replace("-", "−");
}
