import { confidence, count, counted, percent, percentInterval } from "../format.js";
import type { Churn } from "../measure/churn.js";
import { churnDefinition, churnNotes, noChurnYet } from "../wording.js";
import { type Paint, wrap } from "./text.js";

export function churnLines(measured: Churn | null, paint: Paint): string[] {
  const heading = ["", paint("bold", "CHURN"), ""];
  if (measured === null) {
    return [...heading, `  ${noChurnYet}`];
  }
  const { churn, retention, monthlyChurn, membership, from, until, months } = measured;
  const { opening, churned, new: acquired, reactivated, closing } = membership;
  const rates =
    churn === null
      ? [`  Nobody was a customer on ${from}: there is no churn to speak of.`]
      : [
          `  ${paint("bold", percent(churn.value))}   ${confidence(churn)} ${percentInterval(churn)}`,
          `  of the customers on ${from} were none on ${until}, ${counted(months, "month")} later`,
          `  retained ${percent(retention)}; as churn a month ${percent(monthlyChurn)}`,
        ];
  return [
    ...heading,
    ...rates,
    "",
    ...wrap(
      `${count(opening)} at the opening − ${count(churned)} lost + ${count(acquired)} new + ` +
        `${count(reactivated)} back again = ${count(closing)} at the close`,
    ),
    "",
    ...[churnDefinition(measured), ...churnNotes(measured)]
      .flatMap((note) => wrap(note))
      .map((line) => paint("dim", line)),
  ];
}
