import { mergeConfig } from "vitest/config";
import settings from "./vitest.config.js";

// What random data reaches in one run and not in the next must not count as covered: here every property
// test does nothing, and the examples of the topics alone cover the source.
// biome-ignore lint/style/noDefaultExport: where Vitest looks for it
export default mergeConfig(settings, {
  test: {
    exclude: ["docs", "examples", "package", "runtimes", "support"].map((of) => `test/${of}/**`),
    setupFiles: "test/support/withoutProperties.ts",
    coverage: {
      enabled: true,
      include: ["src/**"],
      reporter: [["text", { skipFull: true }]],
      reportsDirectory: "coverage/examples",
      thresholds: { 100: true },
    },
  },
});
