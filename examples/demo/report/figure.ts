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

/** The same chart for wide screens and for phones; the style sheet shows one of them. */
export function inTwoWidths(
  page: Page,
  draw: (width: number, isNarrow: boolean) => Element,
  wide = 520,
): Element[] {
  return [
    element(page, "div", { class: "wide" }, draw(wide, false)),
    element(page, "div", { class: "narrow" }, draw(340, true)),
  ];
}
