import * as Plot from "@observablehq/plot";
import type { EffectiveScores, ScoreTally } from "customer-metrics";
import { percent } from "../format.js";
import { chart, ink } from "./chart.js";
import type { Element, Page } from "./page.js";

/** Scores next to each other that mean the same, such as detractors. */
export interface ScoreGroup {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly fill: string;
}

interface Bar {
  readonly score: number;
  readonly share: number;
}

/** How often each score was given; a bracket above its bars names each group and gives its share. */
export function scoreChart(
  page: Page,
  tally: ScoreTally | EffectiveScores,
  groups: readonly ScoreGroup[],
  { width, label }: { readonly width: number; readonly label: string },
): Element {
  const { min, max } = tally.scale;
  const answers = tally.counts.reduce((sum, count) => sum + count, 0);
  const bars = tally.counts.map((count, i): Bar => ({ score: min + i, share: count / answers }));
  const top = Math.max(...bars.map(({ share }) => share));
  const hasLabels = width / bars.length > 24;
  const every = Math.ceil(bars.length / 11);
  const fillOf = ({ score }: Bar) => groups.find(({ to }) => score <= to)?.fill ?? ink.main;
  const middle = ({ from, to }: ScoreGroup) => (from + to) / 2;

  return chart(page, {
    label,
    width,
    height: 280,
    marginLeft: 4,
    marginRight: 4,
    marginTop: 4,
    marginBottom: 36,
    x: { domain: [min - 0.5, max + 0.5] },
    y: { axis: null, domain: [0, top * (groups.length > 0 ? 1.45 : 1.12)] },
    marks: [
      Plot.rectY(bars, {
        x1: ({ score }: Bar) => score - 0.42,
        x2: ({ score }: Bar) => score + 0.42,
        y: "share",
        fill: fillOf,
        rx: 2,
      }),
      Plot.ruleY([0], { stroke: ink.rule }),
      Plot.text(hasLabels ? bars : [], {
        x: "score",
        y: "share",
        text: ({ share }: Bar) => percent(share, 0),
        dy: -8,
        fill: ink.muted,
      }),
      Plot.axisX({
        ticks: bars.filter((_, i) => i % every === 0).map(({ score }) => score),
        tickFormat: String,
        tickSize: 0,
        label: "score",
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.ruleY(groups, {
        x1: ({ from }: ScoreGroup) => from - 0.42,
        x2: ({ to }: ScoreGroup) => to + 0.42,
        y: top * 1.19,
        stroke: "fill",
        strokeWidth: 4,
      }),
      Plot.text(groups, {
        x: middle,
        y: top * 1.19,
        text: (group: ScoreGroup) => `${group.name}\n${percent(shareOf(bars, group))}`,
        dy: -8,
        lineAnchor: "bottom",
        fontWeight: "bold",
        fontSize: width < 400 ? 10.5 : 12,
        fill: ink.text,
      }),
    ],
  });
}

function shareOf(bars: readonly Bar[], { from, to }: ScoreGroup): number {
  return bars.reduce(
    (sum, { score, share }) => sum + (score >= from && score <= to ? share : 0),
    0,
  );
}
