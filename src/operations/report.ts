import { requireDuration } from "../config/duration.ts";
import { KEY_SET_INPUTS, OBJECT_INPUTS, type KeySetTarget, type ObjectTarget } from "../config/target.ts";
import { isoSeconds } from "../iso-time.ts";
import { READ_OBJECTS } from "../permissions.ts";
import type { Operation } from "./operation.ts";
import { attentionTo, describeEnd, expiryFailure } from "./report/attention.ts";
import {
  bySoonestEnd,
  credentialsOfHolder,
  credentialsOfKeySet,
  daysLeft,
  type Credential,
  type Horizon,
} from "./report/credential.ts";
import { gather, type Gathered } from "./report/gather.ts";
import { bySoonestFailure, keySetData, reportKeySet } from "./report/key-sets.ts";
import { countStates, headline } from "./report/headline.ts";
import { needsOfScope, parseScope, type Scope } from "./report/scope.ts";
import { reportSections } from "./report/sections.ts";
import type { KeyFacts, OperationResult } from "./result.ts";

export interface ReportConfig {
  readonly operation: "report";
  readonly target: KeySetTarget | ObjectTarget | undefined;
  readonly scope: Scope;
  /** Seconds, and the user's own words for them. */
  readonly warnBefore: Span;
  readonly failBefore: Span | undefined;
}

interface Span {
  readonly seconds: number;
  readonly text: string;
}

/** Reads every credential in reach and says when each ends. Writes nothing. */
export const report: Operation<ReportConfig> = {
  name: "report",
  needs: READ_OBJECTS,
  needsOf: ({ scope }) => needsOfScope(scope),
  inputs: [...KEY_SET_INPUTS, ...OBJECT_INPUTS, "report-scope", "warn-before", "fail-before"],

  configure({ inputs, endpoints, signIn, log }) {
    const scope = parseScope(inputs, endpoints, signIn.clientId, log);
    const span = (name: "warn-before" | "fail-before"): Span | undefined => {
      const text = inputs.text(name);
      return text === undefined ? undefined : { seconds: requireDuration(name, text), text };
    };
    return Promise.resolve({
      operation: "report",
      target: scope.kind === "lists" ? undefined : scope.target,
      scope,
      warnBefore: span("warn-before") ?? { seconds: 30 * 86_400, text: "30d" },
      failBefore: span("fail-before"),
    });
  },

  async run(config, context) {
    const gathered = await gather(config.scope, context);
    const now = Math.floor(context.graph.network.serviceClock.now() / 1000);
    const { texts } = context.graph.network;
    const credentials = sortedCredentials(gathered, { now, warnBefore: config.warnBefore.seconds, texts });
    const spans = { warnBefore: config.warnBefore.seconds, failBefore: config.failBefore?.seconds };
    const { failing, warning } = attentionTo(credentials, spans, now);
    for (const credential of warning) context.log.warning(`${describeEnd(credential, now)}.`);
    const failure = expiryFailure(failing, config.failBefore?.text ?? "", now);
    const keySets = bySoonestFailure(gathered.keySets.map((set) => reportKeySet(set, now, gathered.active)));
    const counts = countStates(credentials);
    const next = credentials.find(({ state, expiresOn }) => state !== "expired" && expiresOn !== undefined);
    const result: OperationResult = {
      operation: config.operation,
      headline: headline(credentials, counts, config.warnBefore.text, gathered.gaps),
      changed: false,
      ...(next === undefined ? {} : { key: keyFacts(next), keyInSections: true }),
      sections: reportSections(credentials, keySets, gathered.gaps, now),
      data: {
        counts,
        credentials: credentials.map((credential) => credentialData(credential, now)),
        "key-sets": keySets.map(keySetData),
        gaps: gathered.gaps,
      },
      ...(failure === undefined ? {} : { failure }),
    };
    return result;
  },
};

function sortedCredentials(gathered: Gathered, horizon: Horizon): readonly Credential[] {
  return bySoonestEnd([
    ...gathered.keySets.flatMap((set) => credentialsOfKeySet(set, horizon)),
    ...gathered.holders.flatMap((holder) => credentialsOfHolder(holder, horizon)),
  ]);
}

function keyFacts({ owner, keyId, notBefore, expiresOn, thumbprint }: Credential): KeyFacts {
  const ofKeySet = owner.kind === "key set" ? { keySetId: owner.id, kid: keyId } : {};
  return { ...ofKeySet, keyId, notBefore, expiresOn, thumbprint };
}

function credentialData(credential: Credential, now: number): Readonly<Record<string, unknown>> {
  const { owner, kind, name, keyId, thumbprint, notBefore, expiresOn, state } = credential;
  return {
    owner,
    kind,
    name,
    "key-id": keyId,
    thumbprint,
    "not-before": notBefore === undefined ? undefined : isoSeconds(notBefore),
    "expires-on": expiresOn === undefined ? undefined : isoSeconds(expiresOn),
    "days-left": expiresOn === undefined ? undefined : daysLeft(expiresOn, now),
    state,
  };
}
