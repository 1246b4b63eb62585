import type { Input } from "./messages.js";

/** What the first lines of a file, or of what was pasted, tell about all of it. */
export function inspect(name: string, data: Blob, start: string): Input {
  const lines = start.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  const [first = "", ...others] = lines;
  const delimiter = delimiterOf(first);
  const fields = fieldsOf(first, delimiter);
  // A name is neither empty nor a number nor a date.
  const hasHeader = !fields.some((field) => /^(-?\d[\d.:TZ+ -]*)?$/.test(field));
  const isList =
    others.length === 0 && fields.length > 1 && fields.every((field) => /^\d+$/.test(field));
  if (isList) {
    // Scores in one line: a row each.
    const rows = new Blob([start.trim().split(delimiter).join("\n")]);
    return { name, data: rows, delimiter: ",", columns: ["score"], hasHeader: false };
  }
  const columns = hasHeader ? fields : fields.map((_, i) => `column ${i + 1}`);
  return { name, data, delimiter, columns, hasHeader };
}

function delimiterOf(line: string): string {
  const counts = [",", ";", "\t", "|"].map((one) => ({ one, count: line.split(one).length - 1 }));
  const [most] = counts.sort((a, b) => b.count - a.count);
  if (most.count > 0) return most.one;
  return /^\d+( +\d+)+$/.test(line.trim()) ? " " : ",";
}

/** Good enough for names of columns; the rows themselves are read by a CSV parser. */
function fieldsOf(line: string, delimiter: string): string[] {
  return line
    .replace(/^\u{feff}/u, "")
    .split(delimiter)
    .map((field) =>
      field
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .replaceAll('""', '"')
        .trim(),
    );
}
