// Takes the place of `@azure/msal-node` in dist/ (tsconfig.json beside it): the one class that
// src/auth/msal.ts uses, by its file. The package's index loads every other client too, and says
// of none that it has no side effects, so that the bundler keeps them all.

export { ConfidentialClientApplication } from "../../node_modules/@azure/msal-node/dist/client/ConfidentialClientApplication.mjs";
