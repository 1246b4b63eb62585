import { readFileSync } from "node:fs";
import { CommentTag, Converter, JSX, ReflectionKind } from "typedoc";

/** The folder of src that an export comes from, as the lists name it. */
export const topics = new Map();

/**
 * Files the reference by the questions of the README, so that no comment has to name its own, and calls
 * the guides what their first lines call them. The playground gets a link.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  // The playground is a page of its own, beside those that typedoc makes.
  app.renderer.hooks.on("sidebar.begin", ({ relativeURL }) =>
    JSX.createElement("a", { href: relativeURL("playground.html") }, "Playground"),
  );
  const questions = questionsOf(readFileSync("README.md", "utf8"));
  app.on("bootstrapEnd", () => {
    const order = [...new Set(questions.values()), "*"];
    app.options.setValue("categoryOrder", ["Guides", ...order]);
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const { project } = context;
    for (const guide of project.documents ?? []) {
      guide.name = /^# (.+)/.exec(guide.content[0]?.text)?.[1] ?? guide.name;
    }
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = "Reference";
    }
    const exported = project
      .getReflectionsByKind(ReflectionKind.SomeExport)
      .flatMap((reflection) => {
        const [declaration] = context.getSymbolFromReflection(reflection)?.declarations ?? [];
        const path = declaration?.getSourceFile().fileName ?? "";
        const folder = /\/src\/(\w+)\//.exec(path)?.[1];
        return folder
          ? [{ reflection, path, topic: folder[0].toUpperCase() + folder.slice(1) }]
          : [];
      });
    // What the README does not name stands with what is named and comes from the same file.
    const ofFile = new Map();
    for (const { reflection, path } of exported) {
      const question = questionOf(reflection.name, questions);
      // Merging is a question of its own, and not that of what is merged.
      if (question && !reflection.name.startsWith("merge")) ofFile.set(path, question);
    }
    for (const { reflection, path, topic } of exported) {
      const question =
        questionOf(reflection.name, questions) ?? ofFile.get(path) ?? `Types: ${topic}`;
      const tag = new CommentTag("@category", [{ kind: "text", text: question }]);
      topics.set(reflection, topic);
      // A function's comment is its signature's. One without stays without, to be told of.
      for (const { comment } of [reflection, ...(reflection.signatures ?? [])]) {
        comment?.blockTags.push(tag);
      }
    }
  });
}

/** The rows of the table "Which function?": the question of each name in it, the first where it has two. */
function questionsOf(readme) {
  const questions = new Map();
  for (const [, question, functions] of readme.matchAll(/^\| (.+\?) \| (.+) \|$/gm)) {
    for (const [, name] of functions.matchAll(/`(\w+)`/g)) {
      if (!questions.has(name)) questions.set(name, question.replaceAll("`", ""));
    }
  }
  return questions;
}

/** The table writes "each with `…Interval`", and one row for all that merges. */
function questionOf(name, questions) {
  const named = questions.get(name) ?? questions.get(name.replace(/Interval$/, ""));
  return named ?? (name.startsWith("merge") ? questions.get("mergeScores") : undefined);
}
