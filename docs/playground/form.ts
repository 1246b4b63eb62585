import { fillScales } from "./satisfaction/scales.js";
import type { Controls } from "./topic.js";

/** Puts into the controls what does not depend on a file. */
export function fillForm(form: HTMLElement): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const control of controlsIn(form, "[data-zone]")) control.value = zone;
  const zones = Intl.supportedValuesOf("timeZone").map((name) => new Option(name, name));
  form.querySelector("datalist")?.append(...zones);
  for (const block of form.querySelectorAll<HTMLElement>("[id^=for-]")) fillScales(block);
  tieScales(form);
}

/** Offers columns to a topic, and chooses those that were guessed. */
export function offer(
  block: HTMLElement,
  columns: readonly string[],
  guessed: Readonly<Record<string, unknown>>,
): void {
  for (const control of controlsIn(block, "select[data-columns]")) {
    const options = columns.map((column) => new Option(column, column));
    const none = control.dataset.columns === "optional" ? [new Option("none", "")] : [];
    control.replaceChildren(...none, ...options);
    const column = guessed[control.name];
    if (typeof column === "string") control.value = column;
  }
  for (const list of block.querySelectorAll<HTMLElement>("[data-boxes]")) {
    const { boxes: name = "" } = list.dataset;
    const ticked = guessed[name];
    list.replaceChildren(
      ...columns.map((column) => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        Object.assign(box, { type: "checkbox", name, value: column });
        box.checked = Array.isArray(ticked) && ticked.includes(column);
        label.append(box, ` ${column}`);
        return label;
      }),
    );
  }
}

export function controlsOf(block: HTMLElement): Controls {
  const value = (name: string) => controlsIn(block, `[name=${name}]`)[0]?.value ?? "";
  return {
    value,
    chosen: (name) => value(name) || undefined,
    ticked: (name) => controlsIn(block, `[name=${name}]:checked`).map((box) => box.value),
  };
}

function controlsIn(
  block: HTMLElement,
  selector: string,
): (HTMLInputElement | HTMLSelectElement)[] {
  return [...block.querySelectorAll<HTMLInputElement | HTMLSelectElement>(selector)];
}

/** A question has one scale, whatever is asked of its answers. */
function tieScales(form: HTMLElement): void {
  const scales = [...form.querySelectorAll<HTMLSelectElement>("select[name=asked]")];
  for (const one of scales) {
    one.addEventListener("change", () => {
      for (const other of scales) {
        if (other.value === one.value) continue;
        other.value = one.value;
        other.dispatchEvent(new Event("change")); // which stays with it
      }
    });
  }
}
