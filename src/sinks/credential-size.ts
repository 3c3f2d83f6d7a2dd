import { ActionError } from "../errors.ts";
import { reveal, type Secret } from "../secrets/secret.ts";

/** The services would refuse it too, but only after it was sent. */
export function refuseLarger(name: string, credential: Secret, largestBytes: number, service: string): void {
  const size = Buffer.byteLength(reveal(credential));
  if (size <= largestBytes) return;
  throw new ActionError({
    code: "delivery-refused",
    blame: "input",
    what: `${name}: the credential has ${String(size)} bytes, and ${service} takes ${String(largestBytes)}.`,
    remedy: "Deliver it without further certificates or comments, or to another kind of sink.",
  });
}
