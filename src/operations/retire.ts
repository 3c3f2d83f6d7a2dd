import { ROLL_KEYS } from "../permissions.ts";
import type { RotationConfig } from "../rotation/config.ts";
import { configureRotation } from "../rotation/configure.ts";
import type { Operation } from "./operation.ts";
import { ROTATION_INPUTS, rotationNeeds, runRotation } from "./rotate.ts";

/** The later half of a rotation alone: retires what is due, and makes nothing. */
export const retire: Operation<RotationConfig & { readonly operation: "retire" }> = {
  name: "retire",
  needs: ROLL_KEYS,
  needsOf: rotationNeeds,
  inputs: ROTATION_INPUTS,
  configure: (context) =>
    configureRotation("retire", context) as Promise<RotationConfig & { operation: "retire" }>,
  run: runRotation,
};
