import { GENERATED } from "../format.js";
import { type Element, element, type Page } from "./page.js";
import { dataTable, type TableOfNumbers } from "./table.js";

/** A picture, what it shows in words, and its numbers. */
export interface Figure {
  readonly title: string;
  readonly caption: string;
  /** Whether the numbers are made up, which the figure then says. */
  readonly isGenerated: boolean;
  readonly picture: readonly Element[];
  readonly table: TableOfNumbers;
  readonly isFullWidth?: boolean;
}

export function figure(page: Page, of: Figure): Element {
  return element(
    page,
    "figure",
    of.isFullWidth === true ? { class: "full" } : {},
    element(
      page,
      "h3",
      {},
      of.title,
      of.isGenerated ? element(page, "span", { class: "generated" }, GENERATED) : null,
    ),
    ...of.picture,
    element(page, "figcaption", {}, of.caption),
    element(
      page,
      "details",
      {},
      element(page, "summary", {}, "The numbers"),
      dataTable(page, of.table),
    ),
  );
}

export type Draw = (width: number, isNarrow: boolean) => Element;

/** The same chart for half the page and for a phone; the style sheet shows one of them. */
export function inTwoWidths(page: Page, draw: Draw): Element[] {
  return [
    element(page, "div", { class: "wide" }, draw(520, false)),
    element(page, "div", { class: "narrow" }, draw(340, true)),
  ];
}

/** For the whole width of the page, of a smaller window, and for a phone. */
export function inThreeWidths(page: Page, draw: Draw): Element[] {
  return [
    element(page, "div", { class: "wide" }, draw(1060, false)),
    element(page, "div", { class: "middle" }, draw(680, false)),
    element(page, "div", { class: "narrow" }, draw(340, true)),
  ];
}
