import * as Plot from "@observablehq/plot";
import { percent } from "../format.js";
import { HORIZON, type LevelStay } from "../measure/staying.js";
import { chart, ink } from "./chart.js";
import type { Element, Page } from "./page.js";

const HEIGHT = 360;
const TOP = 12;
const BOTTOM = 62;
/** Names nearer than this could not be read. */
const LINE = 16;

/** A curve a level, worst first; the band is that of the worst and the best, where they are all. */
export function survivalChart(
  page: Page,
  levels: readonly LevelStay[],
  {
    width,
    label,
    isNarrow,
  }: { readonly width: number; readonly label: string; readonly isNarrow: boolean },
): Element {
  const steps = levels.flatMap(({ level, curve }) => {
    const within = curve.filter(({ duration }) => duration <= HORIZON);
    const end = { ...within[within.length - 1], duration: HORIZON };
    // A curve that breaks off says nothing about the rest.
    const isWatched = curve[curve.length - 1].duration >= HORIZON;
    return [...within, ...(isWatched ? [end] : [])].map((point) => ({ ...point, level }));
  });
  const outer = [levels[0].level, levels[levels.length - 1].level];
  const ticks = [0, 90, 180, 270, HORIZON].filter((_, i) => !isNarrow || i % 2 === 0);
  return chart(page, {
    label,
    width,
    height: HEIGHT,
    marginLeft: 46,
    marginRight: 70,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { domain: [0, HORIZON] },
    y: { domain: [0, 1] },
    color: { domain: levels.map(({ level }) => level), range: levels.map(colourOf) },
    marks: [
      Plot.gridY({ stroke: ink.rule, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        tickFormat: (share: number) => percent(share, 0),
        label: null,
      }),
      Plot.axisX({
        ticks,
        tickSize: 4,
        tickFormat: (day: number) => `${day}\n(${watchedAt(levels, day)})`,
        label: "days since the answer (customers watched)",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 52,
      }),
      Plot.areaY(
        steps.filter(({ level, low }) => outer.includes(level) && low !== null),
        {
          x: "duration",
          y1: "low",
          y2: "high",
          z: "level",
          fill: "level",
          fillOpacity: 0.16,
          curve: "step-after",
        },
      ),
      Plot.lineY(steps, {
        x: "duration",
        y: "survival",
        z: "level",
        stroke: "level",
        strokeWidth: 2.25,
        curve: "step-after",
      }),
      Plot.text(namesOf(levels), {
        x: HORIZON,
        y: "height",
        text: "level",
        fill: "level",
        textAnchor: "start",
        dx: 6,
        fontWeight: "bold",
      }),
    ],
  });
}

const LADDER = ["below", "meets", "exceeds", "delights", "amazes"];

function colourOf({ level }: LevelStay): string {
  return ink.levels[LADDER.indexOf(level)];
}

/** Customers of all levels who are there and watched just before a day. */
function watchedAt(levels: readonly LevelStay[], day: number): number {
  return levels.reduce((sum, { tally: { durations, left, censored } }) => {
    const gone = durations.map((duration, i) => (duration >= day ? left[i] + censored[i] : 0));
    return gone.reduce((all, count) => all + count, sum);
  }, 0);
}

/** The names where their curves end, moved apart where they would lie on each other. */
function namesOf(
  levels: readonly LevelStay[],
): { readonly level: string; readonly height: number }[] {
  const space = LINE / (HEIGHT - TOP - BOTTOM);
  const ends = levels
    .map(({ level, curve }) => {
      const within = curve.filter(({ duration }) => duration <= HORIZON);
      return { level, height: within[within.length - 1].survival };
    })
    .sort((a, b) => a.height - b.height);
  for (let i = 1; i < ends.length; i++) {
    ends[i].height = Math.max(ends[i].height, ends[i - 1].height + space);
  }
  // Those pushed out at the top push the others down again.
  for (let i = ends.length - 1, top = 1; i >= 0; i--, top -= space) {
    ends[i].height = Math.min(ends[i].height, top);
  }
  return ends;
}
