import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["dist/", "coverage/", ".tools/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that nobody waits for is the worst kind of bug here: a write whose outcome is lost.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // An empty text is an absent one nearly everywhere here: `||` is meant.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: { string: true } }],
      // `import()` types name what is loaded late.
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-exports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      // tsconfig.json's noPropertyAccessFromIndexSignature asks for the brackets.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      eqeqeq: "error",
      "no-eval": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportAllDeclaration",
          message: "No barrels: import from the module that has it.",
        },
        {
          selector: "ExportDefaultDeclaration",
          message: "Named exports only: one name for a thing everywhere.",
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      // Only src/runner prints, by workflow commands; and an exit on the spot loses what stdout still holds.
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { object: "process", property: "exit", message: "Set process.exitCode and return." },
        { object: "process", property: "abort", message: "Throw an ActionError." },
        { object: "Math", property: "random", message: "Take the Random that is passed in." },
        { object: "Date", property: "now", message: "Take the Clock that is passed in." },
      ],
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Use the Transport: time limits, no redirects, one exchange." },
      ],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@actions/core",
              message: "Its index loads undici (42 ms); src/runner imports single files by path.",
            },
            {
              name: "@actions/http-client",
              message: "It retries and redirects by itself: use the Transport.",
            },
            { name: "node:child_process", message: "The action starts no processes." },
            { name: "node:vm", message: "The action evaluates no code." },
            {
              name: "node-forge",
              allowTypeImports: true,
              message: "Load it by `await import()`: the common path does not need it.",
            },
            {
              name: "@actions/github",
              allowTypeImports: true,
              message: "Load it by `await import()`: it brings undici, and only GitHub's secrets need it.",
            },
            {
              name: "libsodium-wrappers",
              allowTypeImports: true,
              message: "Load it by `await import()`: half a megabyte that only GitHub's secrets need.",
            },
            {
              name: "https-proxy-agent",
              allowTypeImports: true,
              message: "Load it by `await import()`: the common path does not need it.",
            },
          ],
        },
      ],
    },
  },
  {
    // Where the clock and the chance that everybody else is handed come from.
    files: ["src/clock.ts", "src/index.ts"],
    rules: { "no-restricted-properties": ["error", { object: "process", property: "exit" }] },
  },
  {
    files: ["__tests__/**/*.ts"],
    rules: {
      // A wrong assumption in a test fails the test: that is what it is for.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["*.config.ts"],
    // vitest reads its configuration from a default export.
    rules: { "no-restricted-syntax": "off" },
  },
);
