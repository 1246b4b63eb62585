import { defineConfig } from "vitest/config";

// A busy machine is slow, not wrong: a limit is only there to end what hangs.
const tenMinutes = 600_000;

// biome-ignore lint/style/noDefaultExport: where Vitest looks for it
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: tenMinutes,
    hookTimeout: tenMinutes,
    teardownTimeout: tenMinutes,
  },
});
