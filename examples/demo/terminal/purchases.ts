import { count, percent } from "../format.js";
import type { Purchases } from "../measure/purchases.js";
import { aboutModel, aboutRepeats, aboutWorth, purchasesTitle } from "../wording-purchases.js";
import { bar, type Paint, wrap } from "./text.js";

export function purchaseLines(measured: Purchases, paint: Paint): string[] {
  const { model } = measured;
  const heading = ["", paint("bold", purchasesTitle.toUpperCase()), ""];
  const about = wrap(aboutRepeats(measured));
  if (model === null) return [...heading, ...about, ...wrap(aboutModel(measured))];
  const most = Math.max(...model.histogram.flatMap(({ actual, expected }) => [actual, expected]));
  return [
    ...heading,
    ...about,
    "",
    paint("dim", "  came back   customers   expected"),
    ...model.histogram.map(({ repeats, isOrMore, actual, expected }) => {
      const name = `${repeats}${isOrMore ? "+" : ""}`.padEnd(9);
      return `  ${name}${count(actual).padStart(12)}${count(Math.round(expected)).padStart(11)}   ${bar(actual / most, 30)}`;
    }),
    "",
    ...wrap(aboutModel(measured)),
    ...model.silence
      .filter(({ purchases }) => purchases > 1 && model.isTold)
      .slice(0, 1)
      .flatMap(({ purchases, points }) => {
        const { days, alive } = points[20];
        return wrap(
          `${count(Math.round(days))} days after the last of ${purchases} purchases a customer is alive with ${percent(alive)}.`,
        );
      }),
    ...[aboutWorth(measured)].flatMap((text) => (text === null ? [] : ["", ...wrap(text)])),
  ];
}
