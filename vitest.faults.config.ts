import { defineConfig } from "vitest/config";

/** `npm run test:faults`: all of what `npm test` has time for a share of only. */
export default defineConfig({
  test: {
    include: [
      "__tests__/faults/**/*.test.ts",
      "__tests__/model/protocol.test.ts",
      "__tests__/hostile/hosts.test.ts",
      "__tests__/rotation/properties.test.ts",
    ],
    env: { KEYROLL_FULL: "1" },
    testTimeout: 1_800_000,
    // The table is printed as it stands.
    disableConsoleIntercept: true,
  },
});
