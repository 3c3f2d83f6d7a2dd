import { lineName } from "../config/rotation.ts";
import { ActionError } from "../errors.ts";
import type { CertificateRotation, PasswordRotation } from "./config.ts";
import type { Proving } from "./prove.ts";

/**
 * The client id as which the new credential signs in: the target's own, never merely the
 * caller's. Known from the inputs, from Graph, or because the application rolls itself.
 */
export function targetClientId(
  rotation: CertificateRotation | PasswordRotation,
  fromGraph: string | undefined,
): string {
  const { target, signIn } = rotation;
  const known = target.appId ?? fromGraph ?? (rollsItself(rotation) ? signIn.clientId : undefined);
  if (known !== undefined) return known;
  throw new ActionError({
    code: "input-missing",
    blame: "input",
    what: `${target.kind === "application" ? "app-id" : "service-principal-app-id"}: is needed here, because the caller may not read the object.`,
    why: "The new credential is proved by signing in with it, as the target's client id.",
    remedy: "Give the target's application (client) id beside its object id. Nothing was written.",
  });
}

/** The line's name. @param fromGraph the target's object id, where it may be read */
export function lineOf(
  { line, target, signIn }: CertificateRotation | PasswordRotation,
  fromGraph: string | undefined,
): string {
  return lineName(line, target.objectId ?? fromGraph ?? target.appId ?? signIn.clientId ?? "");
}

/** The certificate that signs in is the one that is rolled: so the caller is the target. */
function rollsItself(rotation: CertificateRotation | PasswordRotation): boolean {
  const { signIn } = rotation;
  return (
    rotation.kind === "certificate" &&
    signIn.kind === "certificate" &&
    signIn.pair.thumbprint === rotation.proof.pair.thumbprint
  );
}

/** A sign-in as the target, in its own tenant and for Graph. */
export function provingAs(
  clientId: string,
  { endpoints, tenantId, rules }: CertificateRotation | PasswordRotation,
): Proving {
  return {
    authorityOrigin: endpoints.authorityOrigin,
    tenantId,
    clientId,
    scope: `${endpoints.graphOrigin}/.default`,
    timeoutMs: rules.proveTimeoutMs,
  };
}
