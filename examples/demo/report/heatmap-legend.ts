import type { Period } from "customer-metrics";
import { NOTHING } from "../format.js";
import { STEPS } from "./heatmap.js";
import { type Element, element, type Page } from "./page.js";

/** What the colours, the stripes and the empty cells mean. */
export function heatmapLegend(page: Page, step: number, period: Period): Element {
  const steps = Array.from({ length: STEPS }, (_, i) =>
    element(
      page,
      "span",
      { class: `swatch heat-${i}` },
      `${Number((100 * i * step).toFixed(1))}%${i === STEPS - 1 ? "+" : ""}`,
    ),
  );
  return element(
    page,
    "p",
    { class: "legend" },
    element(page, "span", { class: "ramp" }, "Share, from", ...steps),
    key(page, "partial", "12*", `the ${period} is still running`),
    key(page, "future", "", "not yet begun"),
    key(page, "nobody", NOTHING, "nobody entered"),
  );
}

function key(page: Page, name: string, sample: string, meaning: string): Element {
  const swatch = element(page, "span", { class: `swatch ${name}`, "aria-hidden": "true" }, sample);
  return element(page, "span", { class: "key" }, swatch, meaning);
}
