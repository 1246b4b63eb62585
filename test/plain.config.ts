import { mergeConfig } from "vitest/config";
import { plainPaths } from "./support/plainPaths.js";
import settings from "./vitest.config.js";

// The tests of the topics with every fast path off: npm run plain. They ask for the same answers.
// biome-ignore lint/style/noDefaultExport: where Vitest looks for it
export default mergeConfig(settings, {
  plugins: [plainPaths()],
  test: {
    exclude: ["docs", "examples", "package", "runtimes", "support"].map((of) => `test/${of}/**`),
  },
});
