import { expectationLevels, levelShares } from "customer-metrics";
import { measureSatisfaction } from "../../../examples/demo/measure/satisfaction.js";
import type { Source } from "../../../examples/demo/read/source.js";
import { readSurvey } from "../../../examples/demo/read/survey.js";
import type { Questions, Results } from "../messages.js";
import { asked } from "./asked.js";

export async function measureAnswers(
  source: Source,
  delimiter: string,
  question: Questions["answers"],
): Promise<Results["answers"]> {
  const { score, satisfiedFrom, by, weight } = question;
  const { scale } = asked[question.asked];
  const columns = { score, scale, csat: undefined, by, weight, delimiter };
  const survey = await readSurvey(source, columns);
  const drawn = {
    source: { isGenerated: false },
    main: { column: survey.main.column },
    by: survey.by && { column: survey.by.column },
    weight: survey.weight,
  };
  // Only what is drawn goes over to the page: half a million scores stay here.
  const measured = { ...measureSatisfaction(survey, satisfiedFrom), survey: drawn };
  const { bad } = survey;
  if (question.asked !== "expectationLevels") return { bad, measured };
  const counted = levelShares(measured.tally, expectationLevels);
  const shares = levelShares(measured.weighed, expectationLevels);
  const levels = shares.map((level, i) => ({ ...level, count: counted[i].count }));
  return { bad, measured: { ...measured, levels, csat: null, groups: null } };
}
