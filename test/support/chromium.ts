import { existsSync } from "node:fs";
import { chromium as launcher, type Page } from "playwright-core";

const path = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Where Chromium is: `CHROMIUM_PATH`, or where Debian puts it; undefined if there is no Chromium. */
export const chromium: string | undefined = existsSync(path) ? path : undefined;

/** Lends a page of a new Chromium, which may reach nothing but this machine. */
export async function withPage<Result>(
  executablePath: string,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const offline = ["--disable-background-networking", "--disable-component-update"];
  const args = ["--no-sandbox", "--disable-gpu", "--disable-sync", "--no-first-run", ...offline];
  // What takes long on a busy machine ends with the test, and not before.
  const browser = await launcher.launch({ executablePath, args, timeout: 0 });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    return await use(page);
  } finally {
    await browser.close();
  }
}
