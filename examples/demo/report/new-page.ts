import { parseHTML } from "linkedom";
import type { Page } from "./page.js";

/** A page without a browser. */
export function newPage(): Page {
  const { document } = parseHTML(
    '<!doctype html><html lang="en"><head></head><body></body></html>',
  );
  return document;
}
