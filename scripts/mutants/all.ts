import { CREDENTIAL_MUTANTS } from "./credentials.ts";
import { DECISION_MUTANTS } from "./decisions.ts";
import { KEY_SET_MUTANTS } from "./key-sets.ts";
import { LINE_MUTANTS } from "./lines.ts";
import type { Mutant } from "./mutant.ts";
import { RUN_MUTANTS } from "./runs.ts";
import { SERVICE_MUTANTS } from "./services.ts";

/** In the order in which they are tried. */
export const MUTANTS: readonly Mutant[] = [
  ...DECISION_MUTANTS,
  ...LINE_MUTANTS,
  ...KEY_SET_MUTANTS,
  ...RUN_MUTANTS,
  ...CREDENTIAL_MUTANTS,
  ...SERVICE_MUTANTS,
];
