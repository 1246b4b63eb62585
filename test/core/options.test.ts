import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as source from "../../src/index.js";
import { outcomesOf } from "../runtimes/outcomes.js";
import { questions } from "../runtimes/programs.js";
import { expectError, untyped } from "../support/errors.js";
import { filesUnder, parse, readText } from "../support/files.js";

type Call = (...args: readonly unknown[]) => unknown;
const exported: Readonly<Record<string, unknown>> = source;

/** Every exported function with a parameter named `options` or `plan`, and where among its arguments. */
const takers = filesUnder("src", ".ts").flatMap((path) => {
  const functions = parse(path, readText(path)).statements.filter(ts.isFunctionDeclaration);
  return functions.flatMap(({ name, parameters, body }) => {
    const at = parameters.findIndex(({ name }) => /^(options|plan)$/.test(name.getText()));
    const isPublic = name !== undefined && name.text in exported && body !== undefined;
    return isPublic && at >= 0 ? [{ name: name.text, at }] : [];
  });
});

/** What answers.json asks a function, as a question or inside one, with the calls in it made. */
function argumentsOf(name: string): unknown[] | undefined {
  const given = questions.map((question) => callOf(name, question)).find((args) => args);
  if (given === undefined) return undefined; // which the test of the runtimes refuses
  const outcomes = outcomesOf(source, given) as readonly { gives?: unknown }[];
  return outcomes.map(({ gives }) => gives);
}

function callOf(name: string, node: unknown): unknown[] | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const inside = Object.values(node).map((part) => callOf(name, part));
  const own = (node as Record<string, unknown>)[name];
  return Array.isArray(own) ? own : inside.find((args) => args);
}

/** What JSON has no promises for, and what takes options beside rows only. */
const asked: Readonly<Record<string, string>> = {
  tallyCohortsAsync: "tallyCohorts",
  tallyActivityAsync: "tallyActivity",
  inactivityChurn: "tallyInactivity",
};

async function errorOf(name: string, args: readonly unknown[]): Promise<source.MetricsError> {
  try {
    await (exported[name] as Call)(...args);
  } catch (error) {
    return error as source.MetricsError;
  }
  throw new Error(`${name} takes it`);
}

const calls = takers.flatMap(({ name, at }) => {
  const args = argumentsOf(asked[name] ?? name);
  return args === undefined ? [] : [{ name, at, args }];
});

describe.each(calls)("$name", ({ name, at, args }) => {
  const given = Object(args[at]) as object;

  test("refuses an unknown option by name, and lists those it knows", async () => {
    const error = await errorOf(name, [...args.slice(0, at), { ...given, confidance: 0.9 }]);
    expect(error.code).toBe("unknown-option");
    expect(error.message).toMatch(/^\w+: (options|plan) must be like \{ .+ \}, got "confidance"$/);
  });

  test("refuses anything but an object in the place of its options", async () => {
    for (const other of [null, "month", true, () => ({})]) {
      const error = await errorOf(name, [...args.slice(0, at), other]);
      expect(error.code).toBe("wrong-type");
      expect(error.argument).toMatch(/^(options|plan)$/);
    }
  });

  test("says how to call it in map(), which passes an index", async () => {
    const { message } = await errorOf(name, [...args.slice(0, at), 0]);
    expect(message).toMatch(/; in map\(\), write \(x\) => \w+\(x\), got 0$/);
  });
});

test("all functions with options are there", () => {
  expect(calls.length).toBeGreaterThan(55);
});

test("a call in map() is named as it was written", () => {
  const lists = [[10, 9], [3]];
  const map = (call: unknown) => () => lists.map(untyped(call));
  const hint = (name: string, form: string) =>
    `${name}: options must be like ${form}; in map(), write (x) => ${name}(x), got 0`;
  expectError(map(source.nps), "wrong-type", hint("nps", "{ scale }"), "options");
  expectError(map(source.csat), "wrong-type", hint("csat", "{ scale, satisfiedFrom }"), "options");
});

test("a scale in the place of options is no scale to go by", () => {
  expectError(
    () => source.nps([10, 9], untyped(source.oneToTen)),
    "unknown-option",
    'nps: options must be like { scale }, got "min"',
    "options",
  );
});

test("options that a function makes up its definition from are not taken from the caller", () => {
  expectError(
    () => source.netEasyInterval([7, 6, 5, 2], untyped({ satisfiedFrom: 7, dissatisfiedTo: 1 })),
    "unknown-option",
    'netEasyInterval: options must be like { confidence }, got "satisfiedFrom"',
    "options",
  );
});
