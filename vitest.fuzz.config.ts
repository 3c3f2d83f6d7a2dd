import { defineConfig } from "vitest/config";

/** `npm run test:fuzz`: many times the cases of `npm test`, from the fixed seed and from a fresh one. */
export default defineConfig({
  test: {
    include: ["__tests__/fuzz/**/*.test.ts"],
    env: { KEYROLL_FULL: "1" },
    testTimeout: 1_800_000,
    // The seeds are printed as they stand.
    disableConsoleIntercept: true,
  },
});
