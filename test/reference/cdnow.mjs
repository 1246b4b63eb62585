// Repeat purchases of CDNOW's sample, which is not ours to republish: prints what the package makes of it
// beside what the table says that others and a prototype found.
//
//   npm run build && node test/reference/cdnow.mjs path/to/cdnow_sample.csv
//
// The file is Bruce Hardie's CDNOW_sample.txt as CSV: `master_id,sample_id,date,cds,dollars`, dates as in
// 1997-01-01.

import { readFileSync } from "node:fs";
import * as metrics from "customer-metrics";

const [path] = process.argv.slice(2);
const [header, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
const names = header.split(",");
const column = (name) => names.indexOf(name);
const { startOfDate } = metrics.calendar({ period: "day", timeZone: "UTC" });
const purchases = lines.map((line) => {
  const fields = line.split(",");
  return {
    customer: fields[column("sample_id")],
    time: startOfDate(fields[column("date")]),
    value: Number(fields[column("dollars")]),
  };
});

const tally = metrics.tallyPurchases(purchases, {
  timeZone: "UTC",
  until: startOfDate("1998-07-01"),
});
const calibration = metrics.purchaseHistories(tally, { at: startOfDate("1997-10-01") });
const sum = (values) => values.reduce((total, value) => total + value, 0);
const repeats = ({ repeats, customers }) => sum(repeats.map((x, i) => x * customers[i]));
const spend = metrics.purchaseSpend(tally, { at: startOfDate("1997-10-01") });
const second = metrics.survivalAt(metrics.timeToPurchase(tally), [30, 90, 180, 365]);
const rfm = metrics.rfmScores(tally);
const count = (score) => [1, 2, 3, 4, 5].map((s) => rfm.filter((row) => row[score] === s).length);

const found = {
  customers: [sum(calibration.customers), 2357],
  "rows of histories": [calibration.repeats.length, 1016],
  "repeat customers by 1997-10-01": [
    sum(calibration.customers.filter((_, i) => calibration.repeats[i] > 0)),
    946,
  ],
  "customers in spend": [sum(spend.customers) + spend.nonPositive, 946],
  "repeats by 1997-10-01": [repeats(calibration), 2457],
  "repeats after": [repeats(metrics.purchaseHistories(tally)) - repeats(calibration), 1882],
  "repeat customers by 1998-07-01": [metrics.repeatRate(tally).count, 1139],
  "second purchase within 30, 90, 180, 365 days": [
    [30, 90, 180, 365].map((within) => metrics.repeatRate(tally, { within }).share.toFixed(4)),
    [".1739", ".2915", ".3763", ".4557"],
  ],
  "the same by survival": [
    second.map(({ survival }) => (1 - survival).toFixed(4)),
    [".1739", ".2915", ".3763", ".4557"],
  ],
  "order value": [metrics.averageOrderValue(tally), "35.278 (33.410 to 37.147)"],
  "rfm f": [count("f"), [1218, 0, 403, 358, 378]],
  "rfm r": [count("r"), "not stated"],
  "rfm m": [count("m"), "not stated"],
  "orders a day": [metrics.purchaseFrequency(tally), "not stated"],
};
for (const [name, [actual, expected]] of Object.entries(found)) {
  console.log(name, "\n  ", JSON.stringify(actual), "\n  ", JSON.stringify(expected));
}
