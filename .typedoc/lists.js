import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Comment, ReflectionKind, RendererEvent } from "typedoc";

/**
 * Writes two lists of what is exported beside the pages, from the same doc comments: `llms.txt` to be
 * read, and `exports.json` to be parsed.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  app.renderer.on(RendererEvent.END, ({ project, outputDirectory }) => {
    const exported = project
      .getReflectionsByKind(ReflectionKind.SomeExport)
      .filter(({ kind }) => kind !== ReflectionKind.Module)
      .map(entryOf)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const guides = (project.documents ?? []).map(({ name, content }) => {
      const [, sentence = ""] = textOf(content).split(/\n\n+/);
      return { name, sentence: sentence.replaceAll("\n", " ") };
    });
    const { packageName, packageVersion } = project;
    const lists = { name: packageName, version: packageVersion, exports: exported };
    writeFileSync(join(outputDirectory, "exports.json"), `${JSON.stringify(lists, null, 1)}\n`);
    writeFileSync(join(outputDirectory, "llms.txt"), toRead(packageName, guides, exported));
  });
}

/** What the doc comment of an export says, part by part; an overloaded function by its first form. */
function entryOf(reflection) {
  const [signature] = reflection.signatures ?? [];
  const comment = signature?.comment ?? reflection.comment;
  const tag = (name) => comment?.blockTags.filter((one) => one.tag === name) ?? [];
  const [topic, returns, throws, example, see] = [
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
    topic,
    summary: textOf(comment?.summary ?? []),
    form: signature && formOf(reflection.name, signature),
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
    return `${called}${isOptional ? "?" : ""}: ${parameter.type}`;
  });
  return `${name}(${list.join(", ")}): ${type}`;
}

function toRead(name, guides, exported) {
  const topics = Map.groupBy?.(exported, ({ topic }) => topic) ?? grouped(exported);
  const sections = [...topics].map(([topic, entries]) => {
    const lines = entries.map(
      ({ name, form, summary }) => `- \`${form ?? name}\`: ${summary.replaceAll("\n", " ")}`,
    );
    return `## ${topic}\n\n${lines.join("\n")}\n`;
  });
  return `# ${name}

> NPS, satisfaction, retention and churn from raw answers and events, with the uncertainty stated.

Rows are counted by tally functions into plain JSON that merges; other functions read a tally. No data is
\`null\`. Wrong input throws with the fields \`code\`, \`argument\` and \`index\`. Shares run from 0 to 1,
points from -100 to 100, times are \`Date\` or epoch milliseconds.

## Guides

${guides.map(({ name, sentence }) => `- ${name}: ${sentence}`).join("\n")}

${sections.join("\n")}`;
}

/** For Node 20, which has no Map.groupBy. */
function grouped(exported) {
  const topics = new Map();
  for (const entry of exported)
    topics.set(entry.topic, [...(topics.get(entry.topic) ?? []), entry]);
  return topics;
}

function textOf(parts) {
  return Comment.combineDisplayParts(parts).trim();
}
