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
  const { scale } = asked[question.asked];
  const columns = { score: question.score, scale, csat: undefined, by: undefined };
  const survey = await readSurvey(source, { ...columns, delimiter });
  const { main, bad } = survey;
  const drawn = {
    source: { isGenerated: false },
    main: { column: main.column },
    by: null,
    weight: null,
  };
  // Only what is drawn goes over to the page: half a million scores stay here.
  const measured = { ...measureSatisfaction(survey, question.satisfiedFrom), survey: drawn };
  if (question.asked !== "expectationLevels") return { bad, measured };
  const levels = levelShares(measured.tally, expectationLevels);
  return { bad, measured: { ...measured, levels, csat: null } };
}
