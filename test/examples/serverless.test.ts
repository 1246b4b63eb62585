import { describe, expect, test, vi } from "vitest";
import { createHandler } from "../../examples/serverless/handler.js";
import { handler as onLambda } from "../../examples/serverless/lambda.js";
import { addBatch, memoryStore, type Store } from "../../examples/serverless/running.js";
import { oneToFive, tallyScores, zeroToTen } from "../../src/index.js";
import { untyped } from "../support/errors.js";

const handle = createHandler();
const rows = [{ score: 10 }, { score: 9 }, { score: 8 }, { score: 3 }, { score: null }];

function post(path: string, body: string | Uint8Array, type = "application/json"): Request {
  return new Request(`https://example.test${path}`, {
    method: "POST",
    headers: { "content-type": type },
    body,
  });
}

function ndjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

async function answer(request: Request, by = handle): Promise<unknown> {
  const response = await by(request);
  return { status: response.status, ...((await response.json()) as object) };
}

/** A body that arrives in parts of so many bytes. */
function inParts(text: string, size: number): Request {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
    },
  });
  const headers = { "content-type": "application/x-ndjson" };
  return new Request("https://example.test/nps", {
    method: "POST",
    headers,
    body,
    duplex: "half",
  });
}

describe("the handler", () => {
  test("gives NPS with its interval", async () => {
    expect(await answer(post("/nps", JSON.stringify(rows)))).toMatchObject({
      status: 200,
      answers: 4,
      missing: 1,
      promoters: 2,
      passives: 1,
      detractors: 1,
      nps: 25,
      interval: { value: 25, confidence: 0.95 },
    });
  });

  test("gives null where nobody answered", async () => {
    expect(await answer(post("/nps", "[]"))).toMatchObject({ nps: null, interval: null });
    expect(await answer(post("/nps", "", "application/x-ndjson"))).toMatchObject({ nps: null });
  });

  test("gives the levels", async () => {
    expect(await answer(post("/levels", ndjson(rows), "application/x-ndjson"))).toMatchObject({
      answers: 4,
      levels: [
        { level: "below", share: 0.25 },
        { level: "meets", share: 0 },
        { level: "exceeds", share: 0.25 },
        { level: "delights", share: 0.25 },
        { level: "amazes", share: 0.25 },
      ],
    });
  });

  test("gives the cohort table and its curve", async () => {
    const events = [
      { customer: "ann", time: Date.UTC(2026, 8, 5) },
      { customer: "bob", time: Date.UTC(2026, 8, 6) },
      { customer: "ann", time: Date.UTC(2026, 9, 31) },
      { customer: 1, time: Date.UTC(2026, 10, 3) },
    ];
    const path = "/cohorts?timeZone=UTC&until=2026-11-01";
    const result = await answer(post(path, ndjson(events), "application/x-ndjson"));
    expect(result).toMatchObject({
      afterUntil: 1,
      table: [
        { cohort: "2026-09-01", size: 2, cells: [{ share: 1 }, { share: 0.5, state: "complete" }] },
        { cohort: "2026-10-01", size: 0 },
      ],
      curve: [{ share: 1 }, { count: 1, total: 2, share: 0.5 }],
    });
    expect(await answer(post(path, JSON.stringify(events)))).toEqual(result);
  });

  test("reads NDJSON wherever it is cut, in the middle of a letter too", async () => {
    const text = ndjson(rows.map((row) => ({ ...row, remark: "schön 😀" }))).trimEnd();
    const whole = await answer(post("/nps", text, "application/x-ndjson"));
    expect(whole).toMatchObject({ status: 200, answers: 4, nps: 25 });
    for (let size = 1; size < 50; size++) {
      expect(await answer(inParts(text, size))).toEqual(whole);
    }
  });

  const bad = "bad-json";
  test.each([
    ["bad JSON", "/nps", "[{", { status: 400, error: { code: bad } }],
    ["no list", "/nps", "{}", { status: 400, error: { code: bad } }],
    ["no row", "/nps", "[{}, 9]", { status: 400, error: { code: bad, index: 1 } }],
    ["no score", "/nps", '[{"scroe":9}]', { status: 400, error: { code: "wrong-type", index: 0 } }],
    [
      "a score that is text",
      "/nps",
      '[{"score":9},{"score":"9"}]',
      {
        status: 400,
        error: {
          code: "wrong-type",
          argument: "score",
          index: 1,
          message: 'tallyScores: score at index 1 must be a whole number from 0 to 10, got "9"',
        },
      },
    ],
    ["11", "/levels", '[{"score":11}]', { status: 400, error: { code: "out-of-range", index: 0 } }],
    ["6.5", "/levels", '[{"score":6.5}]', { status: 400, error: { code: "not-whole", index: 0 } }],
    ["no zone", "/cohorts", "[]", { status: 400, error: { argument: "timeZone" } }],
    [
      "no such zone",
      "/cohorts?timeZone=Mars&until=2026-11-01",
      "[]",
      { status: 400, error: { code: "out-of-range", argument: "timeZone" } },
    ],
    ["no end", "/cohorts?timeZone=UTC", "[]", { status: 400, error: { argument: "until" } }],
    [
      "a time that is text",
      "/cohorts?timeZone=UTC&until=2026-11-01",
      '[{"customer":"ann","time":"2026-01-01"}]',
      { status: 400, error: { code: "wrong-type", argument: "time", index: 0 } },
    ],
    [
      "a table that would be a few bytes to ask for and gigabytes to answer",
      "/cohorts?period=day&timeZone=UTC&until=2026-11-01",
      '[{"customer":"ann","time":0}]',
      { status: 400, error: { code: "out-of-range", argument: "time", index: 0 } },
    ],
    ["no such path", "/", "[]", { status: 404, error: { code: "not-found" } }],
    ["no store", "/running?batch=1", "[]", { status: 404, error: { code: "not-found" } }],
  ])("refuses %s", async (_, path, body, expected) => {
    expect(await answer(post(path, body))).toMatchObject(expected);
  });

  test("counts the row at fault from the first, in its message too", async () => {
    const text = ndjson([...Array(40_000).fill({ score: 9 }), { score: 12 }]);
    expect(await answer(inParts(text, 60_000))).toEqual({
      status: 400,
      error: {
        code: "out-of-range",
        argument: "score",
        index: 40_000,
        message: "tallyScores: score at index 40000 must be a whole number from 0 to 10, got 12",
      },
    });
    const cut = `${ndjson(rows)}{"score":`;
    const refused = { status: 400, error: { code: bad, index: 5 } };
    expect(await answer(inParts(cut, 7))).toMatchObject(refused);
  });

  test("refuses a body that is not text, too large, or of the wrong type", async () => {
    const small = createHandler({ limits: { jsonBytes: 20, ndjsonBytes: 20, lineLength: 15 } });
    const tooLarge = { status: 413, error: { code: "too-large" } };
    const row = '{"score": 9}\n';
    const type = "application/x-ndjson";
    expect(await answer(post("/nps", `[${row},${row}]`), small)).toMatchObject(tooLarge);
    expect(await answer(post("/nps", row + row, type), small)).toMatchObject(tooLarge);
    expect(await answer(post("/nps", row, type), small)).toMatchObject({ status: 200 });
    expect(await answer(post("/nps", '{"score":     9}', type), small)).toMatchObject(tooLarge);

    const broken = post("/nps", new Uint8Array([0xff, 0xfe]));
    expect(await answer(broken)).toMatchObject({ status: 400, error: { code: bad } });
    const text = post("/nps", "9", "text/plain");
    expect(await answer(text)).toMatchObject({ status: 415 });
  });

  test("stops reading a body that it refuses", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent++;
        controller.enqueue(new TextEncoder().encode('{"score": 11}\n'));
      },
    });
    const headers = { "content-type": "application/x-ndjson" };
    const init = { method: "POST", headers, body, duplex: "half" } as const;
    const request = new Request("https://example.test/nps", init);
    expect(await answer(request)).toMatchObject({ status: 400, error: { index: 0 } });
    expect(sent).toBeLessThan(10);
  });

  test("says which method it takes", async () => {
    const response = await handle(new Request("https://example.test/nps"));
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
    expect(await response.json()).toMatchObject({ error: { code: "method-not-allowed" } });
  });

  test.each([
    ["/cohorts?timeZone=UTC&until=2026-11-01&perod=day", "perod", "timeZone, until, period"],
    ["/nps?scale=5", "scale", "none"],
    ["/running?batch=1&retry=1", "retry", "batch"],
  ])("refuses a parameter that it does not know: %s", async (path, argument, known) => {
    const message = `there is no parameter ${argument} here; known: ${known}`;
    const withStore = createHandler({ store: memoryStore() });
    expect(await answer(post(path, "[]"), withStore)).toEqual({
      status: 400,
      error: { code: "unknown-option", message, argument },
    });
  });

  test("answers for the earliest moment there is, in any zone", async () => {
    const events = [{ customer: "ann", time: -62_135_596_800_000 }];
    const path = "/cohorts?timeZone=Europe/Paris&until=0001-06-01";
    expect(await answer(post(path, JSON.stringify(events)))).toMatchObject({ status: 200 });
  });

  test.each([
    ["a method", { method: "TRACE" }],
    ["an invalid method", { method: "A B" }],
    ["the name of a header", { headers: { "a b": "" } }],
    ["the value of a header", { headers: { accept: "a\nb" } }],
  ])("answers, on Lambda too, where a standard request cannot have %s", async (_, change) => {
    const { method = "POST", headers = {} } = change as Partial<Record<"method", string>> & {
      headers?: Record<string, string>;
    };
    const { statusCode, body } = await onLambda({
      rawPath: "/nps",
      rawQueryString: "",
      headers,
      body: "[]",
      isBase64Encoded: false,
      requestContext: { http: { method } },
    });
    expect(statusCode).toBe(400);
    const message = "the request has a method or a header that no request may have";
    expect(JSON.parse(body)).toEqual({ error: { code: "bad-request", message } });
  });

  test.each([
    ["a store that fails", () => Promise.reject(new Error("password of the database"))],
    [
      "a stored tally of another scale",
      async () => ({ running: { tally: tallyScores([5], oneToFive), batches: [] }, version: "1" }),
    ],
    [
      "an invalid stored tally",
      async () => ({ running: { tally: untyped({ secret: 1 }), batches: [] }, version: "1" }),
    ],
  ])("tells the log of %s, and the caller nothing", async (_, read) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const store: Store = { read, write: () => Promise.resolve(false) };
    const withStore = createHandler({ store });
    const error = { code: "internal", message: "the request could not be answered" };
    const reading = new Request("https://example.test/running");
    for (const request of [reading, post("/running?batch=1", '[{"score":9}]')]) {
      expect(await answer(request, withStore)).toEqual({ status: 500, error });
    }
    expect(log).toHaveBeenCalledTimes(2);
    log.mockRestore();
  });
});

describe("the running score", () => {
  test("counts a batch once, however often it is sent", async () => {
    const withStore = createHandler({ store: memoryStore() });
    const send = (batch: string) =>
      answer(post(`/running?batch=${batch}`, JSON.stringify(rows)), withStore);
    expect(await send("monday")).toMatchObject({ counted: true, batches: 1, answers: 4, nps: 25 });
    expect(await send("monday")).toMatchObject({ counted: false, batches: 1, answers: 4 });
    expect(await send("tuesday")).toMatchObject({ counted: true, batches: 2, answers: 8 });
    const read = new Request("https://example.test/running");
    expect(await answer(read, withStore)).toMatchObject({ batches: 2, answers: 8, nps: 25 });
    const unnamed = await answer(post("/running", "[]"), withStore);
    expect(unnamed).toMatchObject({ status: 400, error: { argument: "batch" } });
  });

  test("counts each batch once when writers meet, answers are lost and all is retried", async () => {
    // A write takes place and its answer is lost, a third of the time; by turns, so that it repeats.
    const inner = memoryStore();
    let writes = 0;
    const shaky: Store = {
      read: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return inner.read();
      },
      write: async (running, over) => {
        const done = await inner.write(running, over);
        if (done && ++writes % 3 === 0) throw new Error("connection reset");
        return done;
      },
    };
    const batches = Array.from({ length: 60 }, (_, i) => ({
      id: `batch ${i}`,
      tally: tallyScores([i % 11, 10], zeroToTen),
    }));
    const deliver = async ({ id, tally }: (typeof batches)[number]): Promise<void> => {
      try {
        await addBatch(shaky, id, tally);
      } catch {
        await deliver({ id, tally }); // too busy, or the answer was lost
      }
    };
    await Promise.all([...batches, ...batches, ...batches].map(deliver));

    const stored = (await inner.read())?.running;
    const all = batches.flatMap((_, i) => [i % 11, 10]);
    expect(stored?.tally).toEqual(tallyScores(all, zeroToTen));
    expect([...(stored?.batches ?? [])].sort()).toEqual(batches.map(({ id }) => id).sort());
  });

  test("never writes over a version it did not read", async () => {
    const store = memoryStore();
    const running = { tally: tallyScores([10], zeroToTen), batches: ["a"] };
    expect(await store.write(running, null)).toBe(true);
    expect(await store.write(running, null)).toBe(false);
    const version = (await store.read())?.version ?? null;
    expect(await store.write(running, version)).toBe(true);
    expect(await store.write(running, version)).toBe(false);
  });

  test("asks to send again where others are always faster", async () => {
    const store: Store = { ...memoryStore(), write: () => Promise.resolve(false) };
    const busy = await answer(post("/running?batch=1", "[]"), createHandler({ store }));
    expect(busy).toMatchObject({ status: 503, error: { code: "busy" } });
  });
});
