import { type Element, element, type Page } from "./page.js";

export interface TableOfNumbers {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

/** A table in a box of its own, which scrolls where the page is too narrow for it. */
export function dataTable(page: Page, { caption, columns, rows }: TableOfNumbers): Element {
  const heading = columns.map((name) => element(page, "th", { scope: "col" }, name));
  const body = rows.map(([name = "", ...cells]) =>
    element(
      page,
      "tr",
      {},
      element(page, "th", { scope: "row" }, name),
      ...cells.map((text) => element(page, "td", {}, text)),
    ),
  );
  return scrollBox(
    page,
    "The numbers",
    element(
      page,
      "table",
      {},
      element(page, "caption", {}, caption),
      element(page, "thead", {}, element(page, "tr", {}, ...heading)),
      element(page, "tbody", {}, ...body),
    ),
  );
}

/** Scrolls sideways, with the keyboard too, and has a name to be found by. */
export function scrollBox(page: Page, name: string, content: Element): Element {
  const attributes = { class: "scroll", role: "region", "aria-label": name, tabindex: "0" };
  return element(page, "div", attributes, content);
}
