import { mergeScores, type ScoreTally, tallyScores, zeroToTen } from "customer-metrics";
import { refuse } from "./refusal.js";

/** All answers so far, and the batches they came in: one document, so that both change or neither. */
export interface Running {
  readonly tally: ScoreTally;
  readonly batches: readonly string[];
}

/**
 * Any store that writes only over the version that was read: an ETag with `If-Match`, a conditional
 * write of DynamoDB, `UPDATE … WHERE version = …`.
 */
export interface Store {
  read(): Promise<{ readonly running: Running; readonly version: string } | null>;
  /** Writes over that version, or the first one over `null`; false if another writer was faster. */
  write(running: Running, over: string | null): Promise<boolean>;
}

const nothing: Running = { tally: tallyScores([], zeroToTen), batches: [] };

export async function readRunning(store: Store): Promise<Running> {
  const { tally, batches } = (await store.read())?.running ?? nothing;
  return { tally: mergeScores([tally]), batches }; // refused here if what was stored is no tally
}

/**
 * Adds a batch of answers, once: a retry finds its id among those counted. Of writers at the same time
 * one gets through and the others read again.
 */
export async function addBatch(
  store: Store,
  id: string,
  tally: ScoreTally,
): Promise<{ readonly counted: boolean; readonly running: Running }> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const found = await store.read();
    const { tally: before, batches } = found?.running ?? nothing;
    if (batches.includes(id)) return { counted: false, running: { tally: before, batches } };
    const running = { tally: mergeScores([before, tally]), batches: [...batches, id] };
    if (await store.write(running, found?.version ?? null)) return { counted: true, running };
  }
  refuse({ status: 503, code: "busy", message: "other batches were faster; send this one again" });
}

/** A store that lasts as long as the process: for trying things out. */
export function memoryStore(): Store {
  let stored: { readonly text: string; readonly version: number } | null = null;
  return {
    async read() {
      return stored && { running: JSON.parse(stored.text), version: String(stored.version) };
    },
    async write(running, over) {
      if ((stored && String(stored.version)) !== over) return false;
      stored = { text: JSON.stringify(running), version: (stored?.version ?? 0) + 1 };
      return true;
    },
  };
}
