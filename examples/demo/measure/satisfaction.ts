import {
  csat,
  csatInterval,
  type EffectiveScores,
  type Estimate,
  type LevelShare,
  levelShares,
  meanScore,
  type NpsCounts,
  nps,
  npsCounts,
  npsInterval,
  oneToFive,
  oneToTen,
  recommendationLevels,
  responseCount,
  type Scale,
  type ScoreTally,
  shareOfMaximum,
  zeroToTen,
} from "customer-metrics";
import type { Survey } from "../read/survey.js";
import { unusable } from "../unusable.js";
import { type Answered, countAnswers, countAnswersBy, readable, worthOf } from "./weights.js";

/** What a survey says. What its scale does not allow is `null`, and a note says why. */
export interface Satisfaction {
  readonly survey: Survey;
  /** The answers, one by one. */
  readonly tally: ScoreTally;
  /** What shares and readings are of: the tally or, of weighted answers, what they are worth. */
  readonly weighed: ScoreTally | EffectiveScores;
  readonly answers: number;
  /** How many equal answers the weighted ones are worth; `null` if all weigh the same. */
  readonly worth: number | null;
  readonly mean: number;
  readonly shareOfMaximum: number;
  readonly nps: { readonly estimate: Estimate; readonly counts: NpsCounts } | null;
  readonly levels: readonly LevelShare[] | null;
  readonly csat: Csat | null;
  readonly groups: readonly Group[] | null;
  readonly notes: readonly string[];
}

export interface Csat {
  readonly column: string;
  readonly satisfiedFrom: number;
  readonly tally: ScoreTally;
  readonly weighed: ScoreTally | EffectiveScores;
  readonly estimate: Estimate;
}

/** A group's NPS or, where the scale has none, its CSAT. */
export interface Group {
  readonly name: string;
  readonly answers: number;
  readonly estimate: Estimate;
}

export function measureSatisfaction(
  survey: Survey,
  satisfiedFrom?: number | undefined,
): Satisfaction {
  const { scale } = survey.main;
  const answered = countAnswers(survey.main);
  const weighed = readable(answered);
  if (meanScore(weighed) === null) throw allWeightless(survey);
  const hasNps = isScale(scale, zeroToTen) || isScale(scale, oneToTen);
  const csat = csatOf(survey, satisfiedFrom);
  return {
    survey,
    tally: answered.tally,
    weighed,
    answers: responseCount(answered.tally),
    worth: worthOf(answered),
    mean: known(meanScore(weighed)),
    shareOfMaximum: known(shareOfMaximum(weighed)),
    nps: hasNps ? npsOf(answered) : null,
    levels: isScale(scale, recommendationLevels.scale) ? levelsOf(answered) : null,
    csat,
    groups: groupsOf(survey, hasNps, csat),
    notes: notesOn(survey, hasNps, csat),
  };
}

function npsOf(answered: Answered): Satisfaction["nps"] {
  const { tally } = answered;
  const { scale } = tally;
  return { estimate: known(npsEstimate(answered)), counts: npsCounts(tally, { scale }) };
}

function npsEstimate(answered: Answered): Estimate | null {
  const { scale } = answered.tally;
  return npsInterval(
    readable(answered, (tally) => nps(tally, { scale })),
    { scale },
  );
}

function csatEstimate(answered: Answered, satisfiedFrom: number): Estimate | null {
  const cut = { satisfiedFrom };
  return csatInterval(
    readable(answered, (tally) => csat(tally, cut)),
    cut,
  );
}

/** Shares by weight, and how many answers are behind each. */
function levelsOf(answered: Answered): LevelShare[] {
  const counted = levelShares(answered.tally);
  return levelShares(readable(answered)).map((level, i) => ({ ...level, count: counted[i].count }));
}

/** Of the second question; without one, of the main question where a cut is known. */
function csatOf(survey: Survey, stated: number | undefined): Csat | null {
  const { main, csat: second } = survey;
  const question = second ?? main;
  const isFive = isScale(main.scale, oneToFive);
  const satisfiedFrom = second === null ? (stated ?? (isFive ? 4 : null)) : 4;
  if (satisfiedFrom === null) return null;
  const answered = countAnswers(question);
  const { column } = question;
  const estimate = csatEstimate(answered, satisfiedFrom);
  if (responseCount(answered.tally) === 0) {
    throw unusable(`The column "${column}" has no answers in it.`);
  }
  if (estimate === null) throw allWeightless(survey);
  return { column, satisfiedFrom, tally: answered.tally, weighed: readable(answered), estimate };
}

/** Best first: ranks between overlapping intervals mean little, which the intervals show. */
function groupsOf({ main, by }: Survey, hasNps: boolean, csat: Csat | null): Group[] | null {
  const cut = csat !== null && csat.column === main.column ? csat.satisfiedFrom : null;
  if (by === null || (!hasNps && cut === null)) return null;
  return countAnswersBy(main, by.groups)
    .flatMap((answered) => {
      const estimate = cut === null || hasNps ? npsEstimate(answered) : csatEstimate(answered, cut);
      const { name, tally } = answered;
      return estimate === null ? [] : [{ name, answers: responseCount(tally), estimate }];
    })
    .sort((a, b) => b.estimate.value - a.estimate.value);
}

function allWeightless({ source, weight }: Survey): Error {
  return unusable(`${source.name}: all answers in it have a "${weight?.column}" of 0.`);
}

function notesOn({ main, by }: Survey, hasNps: boolean, csat: Csat | null): string[] {
  const { scale } = main;
  const asked = `${scale.min} to ${scale.max}`;
  const notes: string[] = [];
  if (!hasNps) {
    notes.push(
      `No NPS: it is defined by answers from 0 to 10, and scores moved there from ${asked} are not ` +
        "the answers people would have given.",
    );
  } else if (!isScale(scale, zeroToTen)) {
    notes.push(
      `This NPS is of a question from ${asked}: the cuts are the same, but it is not comparable with ` +
        "one from 0 to 10, which has one more answer for detractors.",
    );
  }
  if (!hasNps && csat === null) {
    notes.push(
      `No CSAT: on ${asked} it is for you to say where satisfied starts, with --satisfied-from N.`,
    );
  }
  if (by !== null && !hasNps && csat?.column !== main.column) {
    notes.push(
      `No groups by ${by.column}: they compare NPS or CSAT, which this score does not have.`,
    );
  }
  return notes;
}

function isScale(a: Scale, b: Scale): boolean {
  return a.min === b.min && a.max === b.max;
}

/** A reading is null where nobody answered; a survey without an answer was refused when it was read. */
function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error("a survey without an answer got this far");
  return value;
}
