import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

/** What a bundler makes of `export { names } from "customer-metrics"`, or of all of it for `*`. */
export function bundle(names: string, project: string, minify: boolean): string {
  const list = names === "*" ? "*" : `{ ${names} }`;
  const { outputFiles } = buildSync({
    stdin: { contents: `export ${list} from "customer-metrics";`, resolveDir: project },
    bundle: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    minify,
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

export function gzippedSize(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
