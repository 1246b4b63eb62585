// Makes docs/speed.md of what the contests gave and of what each export costs: npm start. Alone it makes the table of
// sizes anew, and keeps that of speed: npm run sizes

import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";

const page = new URL("../../docs/speed.md", import.meta.url);
const HEAD = "## Speed\n\n";
const TAIL = "\n\n## Size\n";

/** Writes the page, with the contests that were held, or with those that it has. */
export function writePage(contests) {
  const sizes = JSON.parse(readFileSync(new URL("../package/sizes.json", import.meta.url), "utf8"));
  const before = readFileSync(page, "utf8");
  const kept = before.slice(before.indexOf(HEAD) + HEAD.length, before.indexOf(TAIL));
  const { "*": all, ...each } = sizes;
  const text = `# Speed and size

How fast is it, and how much does a page pay for it?

\`\`\`bash
npm --prefix test/benchmark install && npm --prefix test/benchmark start
\`\`\`

${HEAD}${contests === undefined ? kept : speeds(contests)}${TAIL}
The most that an import may weigh, in bytes: bundled, minified and gzipped. A test holds each to it.
All exports together: ${all.toLocaleString("en-US")}.

| import | bytes |
| --- | --- |
${Object.entries(each)
  .map(([name, size]) => `| \`${name}\` | ${size.toLocaleString("en-US")} |`)
  .join("\n")}
`;
  writeFileSync(page, text);
}

function speeds(contests) {
  const rows = contests.flatMap(({ title, contenders: [ours, ...others] }) => {
    const cells = [digits(ours.median), digits(ours.first), mebibytes(ours.kilobytes)];
    if (others.length === 0) return [[title, ...cells, "", "", "", ""]];
    return others.map(({ name, median, kilobytes }, i) => {
      const ratio = (ours.median / median).toFixed(2);
      const theirs = [name, digits(median), mebibytes(kilobytes)];
      const own = i === 0 ? [title, ...cells] : ["", "", "", ""];
      return [...own, ...theirs, ours.median > median ? `**${ratio}**` : ratio];
    });
  });
  const ahead = contests.every(({ contenders: [ours, ...others] }) =>
    others.every(({ median }) => ours.median <= median),
  );
  return [
    `Node ${process.version}, ${cpus().length} × ${cpus()[0].model}, a load of up to ${Math.max(
      ...contests.map(({ load }) => load),
    ).toFixed(
      1,
    )}. Medians of nine rounds in nanoseconds a row or a call, after two that do not count; each contender`,
    "has a process of its own, all take turns, and their answers are compared. The first call is that of a fresh",
    "process, and the memory, in MiB, the peak above what the rows take. DuckDB has two threads; its rows are loaded",
    "before, unless it says otherwise. Own code is what people write: a `Map`, a sort, a `reduce`.",
    ahead ? "" : "\nThe last column is in bold where the other one is faster.\n",
    "| work | ours | first call | memory | against | theirs | memory | ours ÷ theirs |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}

function digits(number) {
  return number < 10 ? number.toFixed(1) : Math.round(number).toLocaleString("en-US");
}

function mebibytes(kilobytes) {
  return (kilobytes / 1_024).toFixed(0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePage();
