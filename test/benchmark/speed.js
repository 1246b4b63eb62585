// Makes docs/speed.md of what the benchmarks recorded and of what each export costs:
//   RECORD=results.jsonl npm start && npm run speed results.jsonl
// Without a file of results it makes the table of sizes alone.

import { readFileSync, writeFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const lines = file === undefined ? [] : readFileSync(file, "utf8").trim().split("\n");
const contests = lines.map((line) => JSON.parse(line));
const sizes = JSON.parse(readFileSync(new URL("../package/sizes.json", import.meta.url), "utf8"));

const digits = (number) =>
  number < 10 ? number.toFixed(1) : Math.round(number).toLocaleString("en-US");

function speeds() {
  if (contests.length === 0)
    return "Nothing has been recorded yet on a machine with nothing else to do.";
  const rows = contests.flatMap(({ title, contenders: [ours, ...others] }) => {
    const cells = [
      title,
      digits(ours.median),
      digits(ours.first),
      (ours.kilobytes / 1024).toFixed(0),
    ];
    if (others.length === 0) return [`| ${cells.join(" | ")} | | |`];
    return others.map(({ name, median }) => {
      const ratio = ours.median / median;
      const who = ratio > 1 ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2);
      return `| ${cells.join(" | ")} | ${name}, ${digits(median)} | ${who} |`;
    });
  });
  const head = [
    "| work | ours, ns | first call, ns | peak memory, MiB | against, ns | ours ÷ theirs |",
    "| --- | --- | --- | --- | --- | --- |",
  ];
  return [
    `Node ${process.version}; nanoseconds a row or a call, medians of nine rounds, each contender in a process of its own.`,
    "The last column is in bold where the other one is faster.",
    "",
    ...head,
    ...rows,
  ].join("\n");
}

const { "*": all, ...each } = sizes;
const page = `# Speed and size

How fast is it, and how much does a page pay for it?

\`\`\`bash
npm --prefix test/benchmark install && npm --prefix test/benchmark start
\`\`\`

## Speed

${speeds()}

## Size

The most that an import may weigh, in bytes: bundled, minified and gzipped. A test holds each to it.
All exports together: ${all.toLocaleString("en-US")}.

| import | bytes |
| --- | --- |
${Object.entries(each)
  .map(([name, size]) => `| \`${name}\` | ${size.toLocaleString("en-US")} |`)
  .join("\n")}
`;

writeFileSync(new URL("../../docs/speed.md", import.meta.url), page);
