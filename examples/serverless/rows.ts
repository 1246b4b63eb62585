import { type Refusal, refuse } from "./refusal.js";

/** How much is read, and answered, before a request is refused. */
export interface Limits {
  /** For JSON, which is held in memory whole. */
  readonly jsonBytes: number;
  /** For NDJSON, of which only the row at hand is. */
  readonly ndjsonBytes: number;
  /** For one line of NDJSON. */
  readonly lineLength: number;
  /** From the first event to the end: the cells of a cohort table are the square of it. */
  readonly periods: number;
}

export const limits: Limits = {
  jsonBytes: 1e6,
  ndjsonBytes: 1e9,
  lineLength: 100_000,
  periods: 400,
};

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a body, in batches: a JSON array of objects, or NDJSON with an object a line. */
export async function* rowsOf(
  request: Request,
  { jsonBytes, ndjsonBytes, lineLength }: Limits,
): AsyncGenerator<readonly Row[]> {
  const type = request.headers.get("content-type")?.split(";")[0].trim().toLowerCase();
  if (type === "application/json") {
    let text = "";
    for await (const part of textOf(request, jsonBytes)) text += part;
    const rows = parse(text, "the body");
    if (!Array.isArray(rows)) refuse(badJson("the body must be a JSON array of rows"));
    yield rows.map(checkRow);
  } else if (type === "application/x-ndjson") {
    let rest = "";
    let rowsBefore = 0;
    for await (const part of textOf(request, ndjsonBytes)) {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      const rows = rowsIn(lines, rowsBefore, lineLength);
      rowsBefore += rows.length;
      checkLength(rest, rowsBefore, lineLength);
      yield rows;
    }
    yield rowsIn([rest], rowsBefore, lineLength);
  } else {
    const message = "the body must be application/json or application/x-ndjson";
    refuse({ status: 415, code: "unsupported-media-type", message });
  }
}

/** The body as text, part by part, for as long as it is not too large. */
async function* textOf(request: Request, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = request.body?.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      bytes += value?.length ?? 0;
      if (bytes > maxBytes) {
        refuse({ status: 413, code: "too-large", message: `the body exceeds ${maxBytes} bytes` });
      }
      yield decode(decoder, value, !done);
      if (done) return;
    }
  } finally {
    // A refused body need not arrive.
    await reader?.cancel().catch(() => undefined);
  }
}

function decode(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array | undefined,
  stream: boolean,
): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    refuse(badJson("the body must be UTF-8"));
  }
}

function rowsIn(lines: readonly string[], rowsBefore: number, lineLength: number): Row[] {
  const rows: Row[] = [];
  for (const line of lines) {
    const index = rowsBefore + rows.length;
    checkLength(line, index, lineLength);
    if (line.trim() !== "")
      rows.push(checkRow(parse(line, `the row at index ${index}`, index), index));
  }
  return rows;
}

function checkLength(line: string, index: number, lineLength: number): void {
  if (line.length <= lineLength) return;
  const message = `the row at index ${index} is longer than ${lineLength} characters`;
  refuse({ status: 413, code: "too-large", message, index });
}

function parse(text: string, what: string, index?: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    refuse(badJson(`${what} must be JSON`, index));
  }
}

function checkRow(row: unknown, index: number): Row {
  if (typeof row === "object" && row !== null && !Array.isArray(row)) return row as Row;
  refuse(badJson(`the row at index ${index} must be an object`, index));
}

function badJson(message: string, index?: number): Refusal {
  return { status: 400, code: "bad-json", message, ...(index === undefined ? {} : { index }) };
}
