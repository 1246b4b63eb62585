// The likelihood of purchase histories in the BG/NBD model and the modified one.

import { addTerm, joinTerm, type LogTerm, logTerm } from "../statistics/log-mixture.js";
import { riseTable } from "../statistics/log-rise.js";
import type { HistoryLikelihood, HistoryRows } from "./history-rows.js";

/**
 * Customers who came back may have left after their last purchase; one-time buyers have not.
 * `Π (r + j)(b + j) ÷ (a + b + j) α^r [(α + T)^−(r + x) + a ÷ (b + x − 1) (α + t)^−(r + x)]`
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: equation 6.
 */
export const bgNbdLikelihood: HistoryLikelihood = (total, rows, parameters) => {
  addRows(total, rows, parameters, 0);
};

/**
 * Customers may have left after any purchase, the first one too.
 * `Π (r + j)(b + j) ÷ (a + b + j) α^r [(b + x)(α + T)^−(r + x) + a (α + t)^−(r + x)] ÷ (a + b + x)`
 *
 * @see Batislam, Denizel and Filiztekin, International Journal of Research in Marketing 24 (2007),
 *   201–209.
 */
export const mbgNbdLikelihood: HistoryLikelihood = (total, rows, parameters) => {
  addRows(total, rows, parameters, 1);
};

/** Chances to leave are one more than repeats in the modified model. */
function addRows(
  total: LogTerm,
  { repeats, last, age, customers }: HistoryRows,
  [r, alpha, a, b]: readonly number[],
  more: 0 | 1,
): void {
  const most = repeats[repeats.length - 1] + more;
  const [ofR, ofB, ofAll] = [r, b, a + b].map((shape) => riseTable(shape, most));
  const [alive, gone] = [logTerm(), logTerm()];
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i];
    const chances = x + more;
    // Alive: every chance to leave was let go by.
    timeTerm(alive, r, alpha, x, age[i]);
    alive[0] += ofB.value[chances] - ofAll.value[chances];
    alive[3] = -ofAll.first[chances];
    alive[4] = ofB.first[chances] - ofAll.first[chances];
    alive[12] = -ofAll.second[chances];
    alive[13] = -ofAll.second[chances];
    alive[14] = ofB.second[chances] - ofAll.second[chances];
    if (chances > 0) {
      // Gone: the last chance was taken.
      timeTerm(gone, r, alpha, x, last[i]);
      gone[0] += Math.log(a) + ofB.value[chances - 1] - ofAll.value[chances];
      gone[3] = 1 / a - ofAll.first[chances];
      gone[4] = ofB.first[chances - 1] - ofAll.first[chances];
      gone[12] = -1 / (a * a) - ofAll.second[chances];
      gone[13] = -ofAll.second[chances];
      gone[14] = ofB.second[chances - 1] - ofAll.second[chances];
      joinTerm(alive, gone);
    }
    alive[0] += ofR.value[x];
    alive[1] += ofR.first[x];
    alive[5] += ofR.second[x];
    addTerm(total, customers[i], alive);
  }
}

/** `r log α − (r + x) log(α + time)`, by r and α. */
function timeTerm(term: LogTerm, r: number, alpha: number, x: number, time: number): void {
  const end = alpha + time;
  const fall = Math.log1p(time / alpha);
  term.fill(0);
  term[0] = -r * fall - x * Math.log(end);
  term[1] = -fall;
  term[2] = r / alpha - (r + x) / end;
  term[6] = 1 / alpha - 1 / end;
  term[9] = (r + x) / (end * end) - r / (alpha * alpha);
}
