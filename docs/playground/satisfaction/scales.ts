import { type Asked, asked } from "./asked.js";

/** Offers the scales, where a topic asks for one, and the cuts of the one that is chosen. */
export function fillScales(block: HTMLElement): void {
  const scales = block.querySelector<HTMLSelectElement>("select[name=asked]");
  if (scales === null) return;
  const forms = Object.entries(asked);
  scales.append(...forms.map(([form, { words }]) => new Option(words, form)));
  const cuts = block.querySelector<HTMLSelectElement>("select[name=satisfiedFrom]");
  if (cuts === null) return;
  const offerCuts = () => {
    const { scale, satisfiedFrom } = asked[scales.value as Asked]; // the options are these
    const steps = Array.from({ length: scale.max - scale.min }, (_, i) => `${scale.min + 1 + i}`);
    cuts.replaceChildren(...steps.map((step) => new Option(step, step)));
    if (cuts.parentElement) cuts.parentElement.hidden = satisfiedFrom === null;
    if (satisfiedFrom !== null) cuts.value = String(satisfiedFrom);
  };
  scales.addEventListener("change", offerCuts);
  offerCuts();
}
