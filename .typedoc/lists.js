import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Comment, ReflectionKind, RendererEvent } from "typedoc";
import { topics } from "./topics.js";

/**
 * Writes two lists of what is exported beside the pages, from the same doc comments: `llms.txt` to be
 * read, and `exports.json` to be parsed.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  app.renderer.on(RendererEvent.END, ({ project, outputDirectory }) => {
    const pageOf = (target) => app.renderer.router.getFullUrl(target);
    const exported = project
      .getReflectionsByKind(ReflectionKind.SomeExport)
      .filter(({ kind }) => kind !== ReflectionKind.Module)
      .map((reflection) => ({ ...entryOf(reflection), page: pageOf(reflection) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const guides = (project.documents ?? []).map((guide) => {
      const [, sentence = ""] = textOf(guide.content).split(/\n\n+/);
      // A link from page to page leads nowhere from here.
      const plain = sentence.replaceAll("\n", " ").replace(/\[([^\]]+)\]\([^)]+\)/g, "$1");
      return { name: guide.name, page: pageOf(guide), sentence: plain };
    });
    const { packageName, packageVersion } = project;
    const lists = { name: packageName, version: packageVersion, exports: exported };
    writeFileSync(join(outputDirectory, "exports.json"), `${JSON.stringify(lists, null, 1)}\n`);
    writeFileSync(join(outputDirectory, "llms.txt"), toRead(packageName, guides, exported));
  });
}

/** What the doc comment of an export says, part by part; of an overloaded function the first one. */
function entryOf(reflection) {
  const [signature] = reflection.signatures ?? [];
  const comment = signature?.comment ?? reflection.comment;
  const tag = (name) => comment?.blockTags.filter((one) => one.tag === name) ?? [];
  const [question, returns, throws, example, see] = [
    "@category",
    "@returns",
    "@throws",
    "@example",
    "@see",
  ].map(
    (name) =>
      tag(name)
        .map(({ content }) => textOf(content))
        .join("\n") || undefined,
  );
  return {
    name: reflection.name,
    kind: ReflectionKind.singularString(reflection.kind).toLowerCase(),
    topic: topics.get(reflection),
    question,
    summary: textOf(comment?.summary ?? []),
    forms: reflection.signatures?.map((one) => formOf(reflection.name, one)),
    parameters: signature?.parameters?.map(({ name, comment }) => ({
      name,
      summary: textOf(comment?.summary ?? []) || undefined,
    })),
    returns,
    throws,
    example,
    see,
  };
}

function formOf(name, { parameters = [], type }) {
  const list = parameters.map((parameter) => {
    const isOptional = parameter.flags.isOptional || parameter.defaultValue !== undefined;
    // What is taken apart in place has no name of its own.
    const called = parameter.name === "__namedParameters" ? "options" : parameter.name;
    const dots = parameter.flags.isRest ? "..." : "";
    return `${dots}${called}${isOptional ? "?" : ""}: ${parameter.type}`;
  });
  return `${name}(${list.join(", ")}): ${type}`;
}

function toRead(name, guides, exported) {
  const questions = new Map();
  for (const entry of exported) {
    questions.set(entry.question, [...(questions.get(entry.question) ?? []), entry]);
  }
  const sections = [...questions].map(([question, entries]) => {
    const sorted = [...entries].sort((a, b) => rank(a) - rank(b));
    return `## ${question}\n\n${sorted.map(lineOf).join("\n")}\n`;
  });
  return `# ${name}

> NPS, satisfaction, retention and churn from raw answers and events, with the uncertainty stated.

Rows are counted by tally functions into plain JSON that merges; other functions read a tally. No data is
\`null\`. Wrong input throws with the fields \`code\`, \`argument\` and \`index\`. Shares run from 0 to 1,
points from -100 to 100, times are \`Date\` or epoch milliseconds. With formulas, ranges and examples, the
same list to parse: [exports.json](exports.json)

## Guides

${guides.map(({ name, page, sentence }) => `- [${name}](${page}): ${sentence}`).join("\n")}

${sections.join("\n")}`;
}

/** Functions come before what they take and give. */
function rank({ kind }) {
  return kind === "function" ? 0 : kind === "variable" ? 1 : 2;
}

function lineOf({ name, page, forms, summary }) {
  const called = (forms ?? []).map((form) => `\`${form}\` `).join("or ");
  return `- [${name}](${page}): ${called}${summary.replaceAll(/\s+/g, " ")}`;
}

function textOf(parts) {
  return Comment.combineDisplayParts(parts).trim();
}
