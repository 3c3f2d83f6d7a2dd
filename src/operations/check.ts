import type { TokenClaims } from "../auth/claims.ts";
import { describeSignIn } from "../config/sign-in.ts";
import type { KeySetTarget, ObjectTarget } from "../config/target.ts";
import { requireOneOf } from "../config/values.ts";
import { ActionError } from "../errors.ts";
import type { CredentialHolder } from "../graph/collections.ts";
import { COMMON_INPUTS, INPUTS, type InputName } from "../inputs/names.ts";
import { ROLL_KEYS, WRITE_OBJECTS, type Needs } from "../permissions.ts";
import { describeFederation } from "./check/federated.ts";
import { asRefusal, refusedFinding, type Finding } from "./check/finding.ts";
import { checkPermission } from "./check/permission.ts";
import { checkClock, failureOf, findingTable, headline } from "./check/outcome.ts";
import { checkKeySet, checkOwnership, checkProof, lookAtObject } from "./check/target.ts";
import type { ConfigureContext, Operation, OperationConfig, RunContext } from "./operation.ts";
import type { Section } from "./result.ts";

type AnyOperation = Operation<OperationConfig>;

export interface CheckConfig {
  readonly operation: "check";
  readonly checked: AnyOperation;
  /** Of the operation checked; `undefined` where its inputs were refused. */
  readonly config: OperationConfig | undefined;
  readonly inputs: Finding;
  /** "Signed in to tenant …", and whether anybody had to be asked for that. */
  readonly signIn: { readonly said: string; readonly asks: boolean };
}

const NO_NEEDS: Needs = { anyOf: [] };

/**
 * Tells, without writing anything, whether another operation would work here.
 *
 * Made from the table of the others, so that a new operation is checked without being
 * named here. Its sign-in is part of what it reports, and so it makes it itself.
 */
export function checkOf(
  operations: Readonly<Record<string, () => Promise<unknown>>>,
): Operation<CheckConfig> {
  return {
    name: "check",
    needs: NO_NEEDS,
    signsInItself: true,
    // Those of any operation: which of them the checked one does not use is a finding.
    inputs: Object.keys(INPUTS) as InputName[],

    async configure(context) {
      const name = requireOneOf(context.inputs, "check-operation", Object.keys(operations));
      const checked = (await operations[name]?.()) as AnyOperation | undefined;
      if (checked === undefined) throw new TypeError("an operation that was found is gone");
      const { signIn } = context;
      return {
        operation: "check",
        checked,
        ...(await tryInputs(checked, context)),
        signIn: { said: describeSignIn(signIn), asks: signIn.kind !== "access-token" },
      };
    },

    async run(config, context) {
      const { findings, sections } = await look(config, context);
      for (const { check, verdict, found } of findings) context.log.step(`${check}: ${verdict}. ${found}`);
      const failure = failureOf(config.checked.name, findings);
      return {
        operation: config.operation,
        headline: headline(config.checked.name, findings),
        changed: false,
        sections: [findingTable(findings), ...sections],
        data: { "check-operation": config.checked.name, findings },
        ...(failure === undefined ? {} : { failure }),
      };
    },
  };
}

async function tryInputs(
  checked: AnyOperation,
  context: ConfigureContext,
): Promise<Pick<CheckConfig, "config" | "inputs">> {
  const check = "inputs";
  const unused = context.inputs.given.filter(
    (name) => name !== "check-operation" && !COMMON_INPUTS.includes(name) && !checked.inputs.includes(name),
  );
  try {
    const config = await checked.configure(context);
    const ignored = unused.length === 0 ? "" : ` Not used by it: ${unused.join(", ")}.`;
    const found = `${checked.name} accepts them.${ignored}`;
    return { config, inputs: { check, verdict: unused.length === 0 ? "ok" : "note", found, remedy: "" } };
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return { config: undefined, inputs: refusedFinding(check, error) };
  }
}

interface Looked {
  readonly findings: readonly Finding[];
  readonly sections: readonly Section[];
}

async function look(config: CheckConfig, context: RunContext): Promise<Looked> {
  const signedIn = await trySignIn(config, context);
  const federated = await tryFederated(signedIn, context);
  const target = config.config?.target;
  const atTarget =
    signedIn.works && config.config !== undefined
      ? await lookAtTarget(config.config, config.checked, signedIn.claims, context)
      : signedIn.works
        ? checkPermission(signedIn.claims, [config.checked.needs], undefined)
        : [];
  const asked = config.signIn.asks || (signedIn.works && target !== undefined);
  const { network } = context.graph;
  return {
    findings: [
      config.inputs,
      signedIn.finding,
      ...federated.findings,
      ...(asked ? [checkClock(network.serviceClock)] : []),
      ...atTarget,
    ],
    sections: federated.sections,
  };
}

interface SignedIn {
  readonly works: boolean;
  readonly finding: Finding;
  readonly claims: TokenClaims | undefined;
}

async function trySignIn({ signIn }: CheckConfig, { graph }: RunContext): Promise<SignedIn> {
  const check = "sign-in";
  try {
    const { claims } = await graph.tokens.get();
    return { works: true, finding: { check, verdict: "ok", found: signIn.said, remedy: "" }, claims };
  } catch (error) {
    const refused = asRefusal(error, "sign in", NO_NEEDS);
    return { works: false, finding: refusedFinding(check, refused), claims: undefined };
  }
}

async function tryFederated(signedIn: SignedIn, { graph }: RunContext): Promise<Looked> {
  try {
    const claims = await graph.tokens.federatedClaims();
    if (claims === undefined) return { findings: [], sections: [] };
    const { finding, sections } = describeFederation(claims, graph.network.texts);
    return { findings: [finding], sections };
  } catch (error) {
    const finding = refusedFinding("OIDC token", asRefusal(error, "get an OIDC token", NO_NEEDS));
    // The sign-in failed of the same: once is enough.
    const known = finding.found === signedIn.finding.found;
    return { findings: known ? [] : [finding], sections: [] };
  }
}

async function lookAtTarget(
  config: OperationConfig,
  checked: AnyOperation,
  claims: TokenClaims | undefined,
  context: RunContext,
): Promise<readonly Finding[]> {
  const needs = checked.needsOf?.(config) ?? [checked.needs];
  const { target } = config;
  if (target === undefined) return checkPermission(claims, needs, undefined);
  if ("keySetId" in target) {
    const permission = checkPermission(claims, needs, undefined);
    return [...permission, await checkKeySet(target, config.createKeySet === true, context)];
  }
  const { finding, holder } = await lookAtObject(target, context);
  const itself = isItself(target, holder, claims);
  const findings = [...checkPermission(claims, needs, itself), finding];
  if (claims !== undefined && holder !== undefined && needsOwnership(needs, claims, itself)) {
    findings.push(await checkOwnership(target, claims, context));
  }
  if (config.proof !== undefined) {
    findings.push(checkProof(config.proof, holder, context.graph.network.serviceClock.now()));
  }
  return findings;
}

/** The caller is the application addressed; `undefined` where an object id alone does not tell. */
function isItself(
  target: Exclude<ObjectTarget, KeySetTarget>,
  holder: CredentialHolder | undefined,
  claims: TokenClaims | undefined,
): boolean | undefined {
  if (claims?.appId === undefined) return undefined;
  const appId = target.appId ?? holder?.appId;
  if (appId !== undefined) return appId === claims.appId;
  return target.kind === "servicePrincipal" ? target.objectId === claims.objectId : undefined;
}

/** `OwnedBy` is all that the caller has for a write. */
function needsOwnership(needs: readonly Needs[], claims: TokenClaims, itself: boolean | undefined): boolean {
  return needs.some(
    (one) =>
      (one === WRITE_OBJECTS || (one === ROLL_KEYS && itself !== true)) &&
      one.anyOf.filter((name) => claims.roles.includes(name)).join() === "Application.ReadWrite.OwnedBy",
  );
}
