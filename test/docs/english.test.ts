import { expect, test } from "vitest";
import { filesUnder, readText } from "../support/files.js";

/** What no native speaker would write, and what to write instead. */
const odd: readonly (readonly [RegExp, string])[] = [
  [/\bof nobody\b/, 'say what is missing: "with no answers", "without customers"'],
  [/\b(is|are) none\b/, '"is invalid", "there are no …"'],
  [/\bwhat is no\b/, '"anything but a …"'],
  [/\bfor who\b/, '"for those who", "for a customer who"'],
  [/\bhangs? on\b/, '"depends on"'],
  [/\bfound to be (one|right)\b/, '"checked"'],
  [/\bone an? (customer|group|row|period|cohort|lag|level|point)\b/, '"one for each …"'],
  [/`(null|undefined)` where\b/, '"if" for a condition, "where" for a place'],
];

const files = [
  "README.md",
  "CHANGELOG.md",
  ...["src", "examples", "test"].flatMap((folder) => filesUnder(folder, ".ts")),
  ...filesUnder("docs", ".md"),
].filter((path) => path !== "test/docs/english.test.ts" && !path.includes("node_modules"));

test("comments, pages and titles of tests are in plain English", () => {
  const found = files.flatMap((path) =>
    readText(path)
      .split("\n")
      .flatMap((line, i) =>
        odd
          .filter(([pattern]) => pattern.test(line))
          .map(([, advice]) => `${path}:${i + 1}: ${line.trim()} → ${advice}`),
      ),
  );
  expect(found).toEqual([]);
});
