import * as Plot from "@observablehq/plot";
import { type Element, type Page, shape } from "./page.js";

export interface ChartOptions extends Plot.PlotOptions {
  /** What the picture shows, for those who do not see it; none for what only decorates. */
  readonly label: string;
}

/** Draws a chart as one SVG picture in the colours and letters of the page. */
export function chart(page: Page, { label, ...options }: ChartOptions): Element {
  const picture = Plot.plot({
    ...options,
    document: page as unknown as Exclude<Plot.PlotOptions["document"], undefined>, // enough for Plot
    style: { fontSize: "12px", fontFamily: "inherit", background: "none", overflow: "visible" },
  }) as unknown as Element; // no legend, title or caption is asked for, so it is a lone SVG
  picture.setAttribute("role", "img");
  // A text node like any other; in an attribute, an & of a user's name would not come out as it went in.
  if (label !== "") picture.prepend(shape(page, "title", {}, label));
  return picture;
}

/** Colours are named here and given by the style sheet, one set for light pages and one for dark. */
export const ink = {
  text: "var(--text)",
  muted: "var(--muted)",
  rule: "var(--rule)",
  paper: "var(--panel)",
  promoter: "var(--promoter)",
  passive: "var(--passive)",
  detractor: "var(--detractor)",
  main: "var(--promoter)",
  band: "var(--band)",
  /** Worst level first. */
  levels: ["var(--detractor)", "var(--muted)", "var(--heat-4)", "var(--heat-5)", "var(--heat-6)"],
} as const;

/** Cuts a name that a picture has no room for; the table shows it whole. */
export function short(name: string, length: number): string {
  const letters = [...name];
  return letters.length > length ? `${letters.slice(0, length - 1).join("")}…` : name;
}
