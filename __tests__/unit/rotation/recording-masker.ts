import { createMasker } from "../../../src/secrets/mask.ts";
import type { Masker } from "../../../src/secrets/masker.ts";
import { RunnerMasker } from "../secrets/runner-masker.ts";

/** The action's masker with the runner's behind it: what a log would show. */
export function recordingMasker(): { masker: Masker; shown: (text: string) => string } {
  const runner = new RunnerMasker();
  return { masker: createMasker((value) => runner.add(value)), shown: (text) => runner.mask(text) };
}
