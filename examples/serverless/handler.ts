import { cohortsOf, levelsOf, npsOf, tablesOf, tallyOf } from "./measures.js";
import { refusalIn, refuse } from "./refusal.js";
import { type Limits, rowsOf, limits as usualLimits } from "./rows.js";
import { addBatch, readRunning, type Store } from "./running.js";

export type Handler = (request: Request) => Promise<Response>;

export interface HandlerOptions {
  /** Where the running score is kept; without it there is no running score. */
  readonly store?: Store;
  readonly limits?: Partial<Limits>;
}

/**
 * A handler of standard requests: `POST /nps`, `/levels` and `/cohorts` answer for the rows in the
 * body, `POST /running?batch=ID` adds them to a score that is kept, and `GET /running` reads it.
 */
export function createHandler({ store, limits: stated }: HandlerOptions = {}): Handler {
  const limits = { ...usualLimits, ...stated };

  async function answer(request: Request): Promise<unknown> {
    const { pathname, searchParams: query } = new URL(request.url);
    const rows = () => rowsOf(request, limits);
    switch (pathname) {
      case "/nps":
        checkMethod(request, "POST");
        checkNames(query);
        return npsOf(await tallyOf(rows()));
      case "/levels":
        checkMethod(request, "POST");
        checkNames(query);
        return levelsOf(await tallyOf(rows()));
      case "/cohorts":
        checkMethod(request, "POST");
        checkNames(query, "timeZone", "until", "period");
        return tablesOf(await cohortsOf(rows(), query, limits));
      case "/running":
        if (store === undefined) break;
        checkNames(query, "batch");
        if (checkMethod(request, "GET", "POST") === "GET") return current(store);
        return added(store, query.get("batch"), rows());
    }
    refuse({ status: 404, code: "not-found", message: `there is nothing at ${pathname}` });
  }

  return async (request) => {
    try {
      return Response.json(await answer(request));
    } catch (error) {
      return responseTo(error);
    }
  };
}

/** What a caller is told of whatever was thrown. */
export function responseTo(error: unknown): Response {
  const { status, allow, ...refusal } = refusalIn(error);
  if (status === 500) console.error(error); // for the log; the caller is not told
  const headers = allow === undefined ? {} : { allow };
  return Response.json({ error: refusal }, { status, headers });
}

async function current(store: Store): Promise<unknown> {
  const { tally, batches } = await readRunning(store);
  return { batches: batches.length, ...npsOf(tally) };
}

async function added(
  store: Store,
  batch: string | null,
  rows: ReturnType<typeof rowsOf>,
): Promise<unknown> {
  // Without an id a retry could not be told from another batch.
  const message = "batch must be stated in the query";
  if (!batch) refuse({ status: 400, code: "wrong-type", message, argument: "batch" });
  const { counted, running } = await addBatch(store, batch, await tallyOf(rows));
  return { counted, batches: running.batches.length, ...npsOf(running.tally) };
}

/** A misspelt name would pass for one that was left out. */
function checkNames(query: URLSearchParams, ...known: string[]): void {
  for (const argument of query.keys()) {
    if (known.includes(argument)) continue;
    const message = `there is no parameter ${argument} here; known: ${known.join(", ") || "none"}`;
    refuse({ status: 400, code: "unknown-option", message, argument });
  }
}

function checkMethod(request: Request, ...allowed: string[]): string {
  if (allowed.includes(request.method)) return request.method;
  const message = `the method must be ${allowed.join(" or ")}, got ${request.method}`;
  refuse({ status: 405, code: "method-not-allowed", message, allow: allowed.join(", ") });
}
