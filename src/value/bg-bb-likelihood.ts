// The likelihood of purchase histories in the BG/BB model.

import { addTerm, joinTerm, type LogTerm, logTerm } from "../statistics/log-mixture.js";
import { type RiseTable, riseTable } from "../statistics/log-rise.js";
import type { HistoryLikelihood } from "./history-rows.js";

/**
 * A customer with x purchases in n opportunities, the last of them at t, is alive at n, or left after
 * q = t, t + 1, …, n − 1 opportunities.
 * `B(α + x, β + n − x) B(γ, δ + n) + Σ B(α + x, β + q − x) B(γ + 1, δ + q)`, over `B(α, β) B(γ, δ)`
 *
 * @see Fader, Hardie and Shang, Marketing Science 29 (2010), 1086–1108: equation 7.
 */
export const bgBbLikelihood: HistoryLikelihood = (total, rows, [alpha, beta, gamma, delta]) => {
  const { repeats, last, age, customers } = rows;
  const most = age.reduce((one, other) => Math.max(one, other), 0) + 1;
  const tables = [alpha, beta, alpha + beta, delta, gamma + delta].map((p) => riseTable(p, most));
  const [sum, gone] = [logTerm(), logTerm()];
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i];
    const n = age[i];
    buyTerm(sum, tables, x, n);
    const [, , , stay, all] = tables;
    sum[0] += stay.value[n] - all.value[n];
    sum[3] = -all.first[n];
    sum[4] = stay.first[n] - all.first[n];
    sum[12] = sum[13] = -all.second[n];
    sum[14] = stay.second[n] - all.second[n];
    for (let q = last[i]; q < n; q++) {
      buyTerm(gone, tables, x, q);
      gone[0] += Math.log(gamma) + stay.value[q] - all.value[q + 1];
      gone[3] = 1 / gamma - all.first[q + 1];
      gone[4] = stay.first[q] - all.first[q + 1];
      gone[13] = -all.second[q + 1];
      gone[12] = gone[13] - 1 / (gamma * gamma);
      gone[14] = stay.second[q] - all.second[q + 1];
      joinTerm(sum, gone);
    }
    addTerm(total, customers[i], sum);
  }
};

/** `log B(α + x, β + q − x) − log B(α, β)`, by α and β. */
function buyTerm(term: LogTerm, tables: readonly RiseTable[], x: number, q: number): void {
  const [buy, pass, all] = tables;
  term.fill(0);
  term[0] = buy.value[x] + pass.value[q - x] - all.value[q];
  term[1] = buy.first[x] - all.first[q];
  term[2] = pass.first[q - x] - all.first[q];
  term[5] = buy.second[x] - all.second[q];
  term[6] = -all.second[q];
  term[9] = pass.second[q - x] - all.second[q];
}
