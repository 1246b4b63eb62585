import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as customerMetrics from "../../src/index.js";
import { filesUnder, readText, root } from "../support/files.js";
import { publicNames } from "./pages.js";

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly topic: string;
  readonly question: string;
  readonly page: string;
  readonly summary: string;
  readonly forms?: readonly string[];
  readonly example?: string;
}

const folder = mkdtempSync(join(tmpdir(), "lists-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  const typedoc = join(root, "node_modules", "typedoc", "bin", "typedoc");
  execFileSync(process.execPath, [typedoc, "--out", folder], { cwd: root });
}, 600_000);

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
    expect(existsSync(join(folder, entry.page)), entry.page).toBe(true);
  }
  const functions = listed.filter(({ kind }) => kind === "function");
  expect(functions.map(({ name }) => name).sort()).toEqual(
    Object.entries(customerMetrics)
      .filter(([, value]) => typeof value === "function")
      .map(([name]) => name)
      .sort(),
  );
  for (const { name, question, forms, example } of functions) {
    // As the table of the README asks it: a function that it leaves out has none.
    expect(question, name).toMatch(/\?$/);
    for (const form of forms ?? [""]) expect(form, name).toMatch(new RegExp(`^${name}\\(.*\\): .`));
    expect(example, name).toContain(`${name}(`);
  }
});

test("llms.txt names every guide and every export", () => {
  const text = readFileSync(join(folder, "llms.txt"), "utf8");
  expect(text).toMatch(/^# customer-metrics\n\n> /);
  expect(text).toContain("- [Get started](documents/Get_started.html): From an empty folder");
  const pages = filesUnder("docs", ".md").map((path) => /^# (.+)/.exec(readText(path))?.[1]);
  for (const page of pages) expect(text).toContain(`- [${page}](documents/`);
  for (const { name, page } of entries()) expect(text).toContain(`- [${name}](${page}): `);
});
