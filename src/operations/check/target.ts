import type { ProofConfig } from "../../config/proof.ts";
import type { KeySetTarget, ObjectTarget } from "../../config/target.ts";
import type { TokenClaims } from "../../auth/claims.ts";
import type { GraphClient } from "../../graph/client.ts";
import { readOneHolder, type CredentialHolder } from "../../graph/collections.ts";
import { readKeySetIfAny } from "../../graph/key-sets.ts";
import { readPages } from "../../graph/paging.ts";
import { GraphRefused } from "../../graph/refused.ts";
import type { GraphUrls } from "../../graph/urls.ts";
import { isoSeconds } from "../../iso-time.ts";
import { READ_KEY_SETS, READ_OBJECTS } from "../../permissions.ts";
import { describeTarget, objectIdInput } from "../object-access.ts";
import type { RunContext } from "../operation.ts";
import { asRefusal, refusedFinding, type Finding } from "./finding.ts";

/** The key set is there, or will be made. */
export async function checkKeySet(
  { keySetId }: KeySetTarget,
  creates: boolean,
  { graph, urls }: RunContext,
): Promise<Finding> {
  const check = "key set";
  try {
    const set = await readKeySetIfAny(graph, urls, keySetId);
    if (set !== undefined) {
      const types = [...new Set(set.keys.flatMap(({ kty }) => (kty === undefined ? [] : [kty])))].join(", ");
      const found = `${set.id} has ${count(set.keys.length, "key")}${types === "" ? "" : ` of type ${types}`}.`;
      return { check, verdict: "ok", found, remedy: "" };
    }
    return creates
      ? { check, verdict: "ok", found: `${keySetId} does not exist; create-key-set makes it.`, remedy: "" }
      : {
          check,
          verdict: "fails",
          found: `There is no key set ${keySetId} in this tenant.`,
          remedy:
            "Check key-set-id and tenant-id; where the operation adds a key, create-key-set: true makes the set.",
        };
  } catch (error) {
    return refusedFinding(check, asRefusal(error, `read key set ${keySetId}`, READ_KEY_SETS));
  }
}

/** A look at the object; without one the findings that need it are unknown and not bad. */
export async function lookAtObject(
  target: ObjectTarget,
  { graph, urls }: RunContext,
): Promise<{ readonly finding: Finding; readonly holder: CredentialHolder | undefined }> {
  const check = target.kind === "application" ? "application" : "service principal";
  const where = describeTarget(target);
  try {
    const holder = await readOneHolder(graph, urls, target);
    if (holder === undefined) {
      const found = `The answer to a read of ${where} is no such object.`;
      return { finding: { check, verdict: "unknown", found, remedy: "Check graph-url." }, holder };
    }
    if (target.objectId !== undefined && holder.objectId !== target.objectId) {
      const found = `The object with that app id has the object id ${holder.objectId}, not ${target.objectId}.`;
      return {
        finding: { check, verdict: "fails", found, remedy: `Correct ${objectIdInput(target)}.` },
        holder,
      };
    }
    const name = holder.displayName === undefined ? "" : ` (${graph.network.texts.line(holder.displayName)})`;
    const found = `${holder.objectId}${name} has ${count(holder.keyCredentials.length, "certificate")} and ${count(holder.passwordCredentials.length, "secret")}.`;
    return { finding: { check, verdict: "ok", found, remedy: "" }, holder };
  } catch (error) {
    if (!(error instanceof GraphRefused) || !error.isForbidden) {
      return {
        finding: refusedFinding(check, asRefusal(error, `read ${where}`, READ_OBJECTS)),
        holder: undefined,
      };
    }
    return {
      finding: {
        check,
        verdict: "unknown",
        found:
          "The caller may not read it: its certificates were not compared, and after a lost answer nobody can look.",
        remedy: "Application.Read.All would allow it; without, give the object id as an input.",
      },
      holder: undefined,
    };
  }
}

/** removeKey and addKey: the certificate that signs the proof stands on the object, and is valid there. */
export function checkProof(
  { pair }: ProofConfig,
  holder: CredentialHolder | undefined,
  nowMs: number,
): Finding {
  const check = "proof certificate";
  const { thumbprint } = pair;
  const ends = pair.certificate.validToDate;
  const validity = `valid until ${isoSeconds(Math.floor(ends.getTime() / 1000))}`;
  if (ends.getTime() <= nowMs) {
    const found = `Certificate ${thumbprint} has expired.`;
    return { check, verdict: "fails", found, remedy: "Use a certificate of the object that is still valid." };
  }
  if (holder === undefined) {
    const found = `Certificate ${thumbprint}, ${validity}; whether it stands on the object is not known.`;
    return {
      check,
      verdict: "unknown",
      found,
      remedy: "Compare it in the Entra admin center: Certificates & secrets.",
    };
  }
  const registered = holder.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
  if (
    registered === undefined &&
    holder.keyCredentials.some((credential) => credential.thumbprint === undefined)
  ) {
    return {
      check,
      verdict: "unknown",
      found: `Certificate ${thumbprint} is not among those whose thumbprint the service shows; it does not show all.`,
      remedy: "Compare it in the Entra admin center: Certificates & secrets.",
    };
  }
  if (registered === undefined) {
    const others = holder.keyCredentials.map((credential) => credential.thumbprint).join(", ");
    return {
      check,
      verdict: "fails",
      found: `Certificate ${thumbprint} is not on the object; there stand: ${others || "none"}.`,
      remedy:
        "Give a certificate of this very object: an application and its service principal have certificates of their own.",
    };
  }
  if (registered.expiresOn !== undefined && registered.expiresOn * 1000 <= nowMs) {
    const found = `Certificate ${thumbprint} has expired on the object.`;
    return {
      check,
      verdict: "fails",
      found,
      remedy: "Use another one; with none valid left an owner must add one in the portal.",
    };
  }
  return {
    check,
    verdict: "ok",
    found: `Certificate ${thumbprint} stands on the object, ${validity}.`,
    remedy: "",
  };
}

/** `OwnedBy` alone reaches what the caller owns. Worth one read, because the refusal later says nothing of it. */
export async function checkOwnership(
  target: ObjectTarget,
  claims: TokenClaims,
  { graph, urls }: RunContext,
): Promise<Finding> {
  const check = "ownership";
  try {
    return (await isAmongOwners(target, claims.objectId, graph, urls))
      ? { check, verdict: "ok", found: "The caller is an owner of the object.", remedy: "" }
      : {
          check,
          verdict: "fails",
          found: `The caller (service principal ${claims.objectId ?? ""}) is not among the object's owners.`,
          remedy: "Application.ReadWrite.OwnedBy reaches owned objects only: make the caller an owner of it.",
        };
  } catch (error) {
    const { message } = asRefusal(error, `read the owners of ${describeTarget(target)}`, READ_OBJECTS);
    return {
      check,
      verdict: "unknown",
      found: message,
      remedy: "Check that the caller is an owner of the object.",
    };
  }
}

/** On any page of them. */
async function isAmongOwners(
  target: ObjectTarget,
  callerId: string | undefined,
  graph: GraphClient,
  urls: GraphUrls,
): Promise<boolean> {
  for await (const owners of readPages(graph, urls.object(target, "owners", { $select: "id" }))) {
    if (owners.some(({ id }) => typeof id === "string" && id.toLowerCase() === callerId)) return true;
  }
  return false;
}

function count(number: number, word: string): string {
  return `${String(number)} ${word}${number === 1 ? "" : "s"}`;
}
