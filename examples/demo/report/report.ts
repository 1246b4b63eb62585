import type { Answers } from "../answers.js";
import { badRowsHeading } from "../format.js";
import type { Change } from "../measure/change.js";
import type { Churn } from "../measure/churn.js";
import type { Purchases } from "../measure/purchases.js";
import type { Retention } from "../measure/retention.js";
import type { Satisfaction } from "../measure/satisfaction.js";
import type { Staying } from "../measure/staying.js";
import { type BadRows, describeBadRow } from "../read/bad-rows.js";
import type { Orders } from "../read/orders.js";
import type { Source } from "../read/source.js";
import {
  aboutIntervals,
  aboutLandmark,
  aboutOrders,
  aboutStaying,
  aboutSurvey,
  aboutUntil,
  changeTrend,
  changeWeights,
  churnDefinition,
  churnNotes,
  noChurnYet,
  noCurveYet,
  stayingCaution,
  stayingTitle,
  stayingTrend,
} from "../wording.js";
import { aboutModel, aboutRepeats, aboutWorth, purchasesTitle } from "../wording-purchases.js";
import { aboutChange, bridgeFigure } from "./change.js";
import { churnFigure } from "./churn.js";
import { type Figure, figure } from "./figure.js";
import { headline } from "./headline.js";
import { newPage } from "./new-page.js";
import { type Element, element, type Page } from "./page.js";
import { purchaseFigures } from "./purchases.js";
import { retentionFigures } from "./retention.js";
import { satisfactionFigures } from "./satisfaction.js";
import { stayingFigures } from "./staying.js";
import { styles } from "./styles.js";

/** The report: one page of HTML that needs no network, no script and no other file. */
export function renderReport(answers: Answers): string {
  const { satisfaction, change, staying, orders } = answers;
  const page = newPage();
  const name = "Customer metrics";
  page.head.append(
    element(page, "meta", { charset: "utf-8" }),
    element(page, "meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element(page, "meta", { name: "color-scheme", content: "light dark" }),
    // Should a name from a file ever find its way round the DOM, it would still find nothing to run.
    element(page, "meta", {
      "http-equiv": "Content-Security-Policy",
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    element(page, "title", {}, name),
    element(page, "style", {}, styles),
  );
  page.body.append(
    element(
      page,
      "main",
      {},
      element(page, "h1", {}, name),
      headline(page, answers),
      satisfaction && satisfactionSection(page, satisfaction),
      change && changeSection(page, change),
      staying && stayingSection(page, staying),
      orders && retentionSection(page, orders.retention),
      orders && churnSection(page, orders.churn, orders.retention.orders),
      orders && purchaseSection(page, orders.purchases, orders.retention.orders),
      element(page, "footer", {}, aboutIntervals),
    ),
  );
  return page.toString();
}

function satisfactionSection(page: Page, satisfaction: Satisfaction): Element {
  const { survey, notes } = satisfaction;
  return section(
    page,
    "Satisfaction",
    [aboutSurvey(satisfaction), ...notes],
    satisfactionFigures(page, satisfaction),
    badRows(page, survey.bad, survey.source, "answer"),
  );
}

function changeSection(page: Page, change: Change): Element {
  const texts = [changeTrend(change), aboutChange(change), changeWeights(change)];
  return section(page, "Why the score moved", texts, [bridgeFigure(page, change)]);
}

function stayingSection(page: Page, staying: Staying): Element {
  const { asked, members } = staying;
  return section(
    page,
    stayingTitle,
    [stayingTrend(staying), aboutStaying(staying), aboutLandmark, stayingCaution(staying)],
    stayingFigures(page, staying),
    badRows(page, asked.bad, asked.source, "answer"),
    badRows(page, members.bad, members.source, "membership"),
  );
}

function retentionSection(page: Page, retention: Retention): Element {
  const { bad, source } = retention.orders;
  return section(
    page,
    "Retention",
    [aboutOrders(retention), aboutUntil(retention), noCurveYet(retention)],
    retentionFigures(page, retention),
    badRows(page, bad, source, "row"),
  );
}

function churnSection(page: Page, churn: Churn | null, { source }: Orders): Element {
  if (churn === null) return section(page, "Churn", [noChurnYet], []);
  return section(
    page,
    "Churn",
    [churnDefinition(churn), ...churnNotes(churn)],
    [churnFigure(page, churn, source.isGenerated)],
  );
}

function purchaseSection(page: Page, purchases: Purchases, { source }: Orders): Element {
  return section(
    page,
    purchasesTitle,
    [aboutRepeats(purchases), aboutModel(purchases), aboutWorth(purchases)],
    purchaseFigures(page, purchases, source.isGenerated),
  );
}

function section(
  page: Page,
  title: string,
  texts: readonly (string | null)[],
  figures: readonly Figure[],
  ...after: readonly (Element | null)[]
): Element {
  // A lone picture stands beside the words.
  const attributes = figures.length === 1 ? { class: "split" } : {};
  return element(
    page,
    "section",
    attributes,
    element(
      page,
      "div",
      {},
      element(page, "h2", {}, title),
      ...texts.map((text) => text && element(page, "p", {}, text)),
      ...after,
    ),
    element(page, "div", { class: "figures" }, ...figures.map((one) => figure(page, one))),
  );
}

function badRows(page: Page, bad: BadRows, source: Source, what: string): Element | null {
  const heading = badRowsHeading(bad, source, what);
  if (heading === null) return null;
  const rows = bad.first.map((row) => element(page, "li", {}, describeBadRow(row)));
  return element(
    page,
    "div",
    { class: "bad" },
    element(page, "p", {}, heading),
    element(page, "ul", {}, ...rows),
  );
}
