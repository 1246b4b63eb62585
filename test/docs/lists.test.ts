import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as customerMetrics from "../../src/index.js";
import { root } from "../support/files.js";
import { publicNames } from "./pages.js";

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly topic: string;
  readonly summary: string;
  readonly form?: string;
  readonly example?: string;
}

const folder = mkdtempSync(join(tmpdir(), "lists-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const typedoc = join(root, "node_modules", "typedoc", "bin", "typedoc");
  execFileSync(process.execPath, [typedoc, "--out", folder], { cwd: root });
}, 60_000);

const entries = (): Entry[] =>
  JSON.parse(readFileSync(join(folder, "exports.json"), "utf8")).exports;

test("the list of exports has each of them, with what its comment says", () => {
  const listed = entries();
  expect(new Set(listed.map(({ name }) => name))).toEqual(
    new Set(publicNames().map(({ name }) => name)),
  );
  for (const entry of listed) {
    expect(entry.summary, entry.name).toMatch(/./);
    expect(entry.topic, entry.name).toMatch(/^[A-Z][a-z]+$/);
  }
  const functions = listed.filter(({ kind }) => kind === "function");
  expect(functions.map(({ name }) => name).sort()).toEqual(
    Object.entries(customerMetrics)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name)
      .sort(),
  );
  for (const { name, form, example } of functions) {
    expect(form, name).toMatch(new RegExp(`^${name}\\(.*\\): .`));
    expect(example, name).toContain(`${name}(`);
  }
});

test("llms.txt names every guide and every export", () => {
  const text = readFileSync(join(folder, "llms.txt"), "utf8");
  expect(text).toMatch(/^# customer-metrics\n\n> /);
  expect(text).toContain("- Get started: From an empty folder");
  for (const { name } of entries()) expect(text).toContain(`- \`${name}`);
});
