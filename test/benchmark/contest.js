import { deepStrictEqual } from "node:assert";
import { fork } from "node:child_process";

/**
 * Runs the contenders in turn, each round from another one on, so that all of them meet the same
 * neighbours, and prints the median of each, in nanoseconds a row, with the best and the worst, and how
 * many times the first is faster: of the medians, and of the best, which other work on the machine
 * disturbs least. All answers must be equal.
 */
export async function contest(
  title,
  rows,
  contenders,
  { rounds = 9, calls = 1, warmUps = 1 } = {},
) {
  const names = Object.keys(contenders);
  const taken = new Map(names.map((name) => [name, []]));
  const first = new Map();
  let answer;
  for (let round = -warmUps; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUps) % names.length];
      globalThis.gc?.();
      let given;
      const start = performance.now();
      for (let call = 0; call < calls; call++) given = contenders[name]();
      if (given instanceof Promise) given = await given;
      const nanoseconds = ((performance.now() - start) * 1e6) / rows / calls;
      if (round >= 0) taken.get(name).push(nanoseconds);
      if (!first.has(name)) first.set(name, nanoseconds);
      answer ??= given;
      deepStrictEqual(given, answer, `${title}: ${name} gives another answer`);
    }
  }
  const [leader] = names;
  const ours = median(taken.get(leader));
  const best = Math.min(...taken.get(leader));
  console.log(`${title}`);
  for (const [name, times] of taken) {
    const ofBest = (Math.min(...times) / best).toFixed(1);
    const ratio = name === leader ? "" : `  ${(median(times) / ours).toFixed(1)} × (${ofBest} ×)`;
    const spread = `${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)}`;
    console.log(
      `  ${name.padEnd(34)} ${median(times).toFixed(2).padStart(9)} ns a row (${spread})${ratio}`,
    );
  }
  return names.map((name) => ({ name, median: median(taken.get(name)), first: first.get(name) }));
}

/**
 * A contest whose contenders have a process each, started with their own arguments, in which
 * `answerApart` waits for its turn. None of them pays for the objects and the garbage of another.
 */
export async function contestApart(title, rows, { file, contenders, rounds = 15, warmUps = 5 }) {
  const children = [];
  const turns = {};
  const before = [];
  try {
    for (const [name, args] of Object.entries(contenders)) {
      const child = fork(file, args, { execArgv: ["--max-old-space-size=8192"] });
      children.push(child);
      before.push(await messageOf(child, name));
      turns[name] = () => {
        child.send("your turn");
        return messageOf(child, name);
      };
    }
    const found = await contest(title, rows, turns, { rounds, warmUps });
    for (let i = 0; i < children.length; i++) {
      children[i].send("memory");
      found[i].kilobytes = (await messageOf(children[i], found[i].name)) - before[i];
    }
    return found;
  } finally {
    for (const child of children) child.kill();
  }
}

/** What a child says next; one that ends instead would be waited for as long as the others live. */
function messageOf(child, name) {
  return new Promise((resolve, reject) => {
    const onExit = (code, signal) =>
      reject(new Error(`${name} ended without an answer: ${signal ?? code}`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message);
    });
  });
}

/** Answers whenever it is this contender's turn; its peak memory at the start, and when it is asked for. */
export function answerApart(contender) {
  const memory = () => process.resourceUsage().maxRSS;
  process.on("message", async (message) =>
    process.send(message === "memory" ? memory() : await contender()),
  );
  process.send(memory());
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** A number from 0 to 2³² − 1 that looks random, and that SQL can make as well. */
export function mix(i) {
  let h = Math.imul(i, 2_654_435_761) >>> 0;
  h = Math.imul((h ^ (h >>> 15)) >>> 0, 2_246_822_519) >>> 0;
  return (h ^ (h >>> 13)) >>> 0;
}

/** `mix` of a column of DuckDB. */
export function mixSql(i) {
  const first = `((${i})::UBIGINT * 2654435761 % 4294967296)`;
  const second = `(xor(${first}, ${first} >> 15) * 2246822519 % 4294967296)`;
  return `xor(${second}, ${second} >> 13)`;
}
