import { ActionError } from "../errors.ts";
import type { JsonBody } from "../graph/json.ts";
import {
  addKeyToSet,
  createKeySet,
  readActiveKey,
  readKeySetIfAny,
  retireSetKey,
  setKeyStatus,
  type NewKey,
} from "../graph/key-sets.ts";
import type { KeySetKey } from "../graph/wire.ts";
import { isoSeconds } from "../iso-time.ts";
import type { RunContext } from "../operations/operation.ts";
import type { OperationResult, PlannedWrite } from "../operations/result.ts";
import type { KeySetRotation } from "./config.ts";
import { Journal } from "./journal.ts";
import { isDoubtful } from "./key-set-alarm.ts";
import { decideKeySet, keyTypeOf, type KeySetDecision } from "./key-set-decision.ts";
import { keySetResult, type KeySetEnd } from "./key-set-report.ts";
import type { KeySetObservation } from "./key-set-situation.ts";

/** Before a look that surprises is believed. Replicas lag by some 20 s (docs/service-facts.md, "Replication"). */
const DOUBT_PAUSES_MS = [2_000, 5_000, 10_000, 15_000] as const;
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000] as const;

type Addition = KeySetDecision & { readonly does: "add" };

/**
 * Rolls a key set: stages a key whose time begins `lead` from now, so that every cache knows
 * it before it signs, and fills every time without a key. Nothing is removed: a key set's keys can
 * only be disabled, and only those are that `retire-key-ids` and `emergency-key-id` name.
 */
export async function rotateKeySet(rotation: KeySetRotation, context: RunContext): Promise<OperationResult> {
  const journal = new Journal();
  return journal.follow(async () => {
    const observation = await observe(rotation, context);
    const decision = decideKeySet(observation, rotation, nowOf(context));
    if (decision.does === "refuse") throw decision.error;
    for (const { level, text } of decision.remarks) context.log[level](text);
    const result = rotation.dryRun
      ? dryRun(observation, decision, rotation, context)
      : await new KeySetRun(observation, decision, rotation, context, journal).carryOut();
    if (decision.alarm === undefined) return result;
    // What was done is reported; where nothing was, the alarm is all there is to say.
    if (!result.changed && result.planned === undefined) throw decision.alarm;
    return { ...result, failure: decision.alarm };
  });
}

function nowOf({ graph }: RunContext): number {
  return Math.floor(graph.network.serviceClock.now() / 1000);
}

/** Reads, several times where what is seen may be a replica's older state. */
async function observe(rotation: KeySetRotation, context: RunContext): Promise<KeySetObservation> {
  const { graph, urls, log } = context;
  const { keySetId } = rotation.target;
  const look = async (): Promise<KeySetObservation> => {
    const set = await readKeySetIfAny(graph, urls, keySetId);
    if (set === undefined) return { keySetId, exists: false, keys: [], active: undefined };
    return {
      keySetId: set.id,
      exists: true,
      keys: set.keys,
      active: await readActiveKey(graph, urls, set.id),
    };
  };
  let seen = await look();
  for (const pause of DOUBT_PAUSES_MS) {
    if (!isDoubtful(seen, rotation, nowOf(context))) break;
    log.step(`Looking again in ${String(pause / 1000)} s: a replica may lag.`);
    await graph.network.limits.wait(pause);
    seen = await look();
  }
  return seen;
}

function dryRun(
  observation: KeySetObservation,
  decision: KeySetDecision,
  rotation: KeySetRotation,
  context: RunContext,
): OperationResult {
  const { urls } = context;
  const { keySetId, exists } = observation;
  const switchOff = (kid: string): PlannedWrite => ({
    method: "PATCH",
    url: urls.keySet(keySetId, "keys_v2", kid),
    body: { status: "disabled" },
  });
  const planned = decision.disable.map(switchOff);
  if (decision.does === "add") {
    const { action, body } = newKeyOf(observation, decision, rotation);
    if (!exists)
      planned.push({ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } });
    planned.push({ method: "POST", url: urls.keySet(keySetId, action), body });
  }
  if (decision.disableAfter !== undefined) planned.push(switchOff(decision.disableAfter));
  const end: KeySetEnd = {
    observation,
    rules: rotation,
    decision,
    dryRun: true,
    added: undefined,
    retired: [],
    now: nowOf(context),
  };
  return { ...keySetResult(end), planned };
}

function newKeyOf(
  { keySetId, keys }: KeySetObservation,
  { nbf, exp }: Addition,
  rotation: KeySetRotation,
): NewKey {
  const { source, keyUse: use } = rotation;
  const body: JsonBody =
    source.kind === "generate" ? { use, kty: source.keyType, nbf, exp } : { use, k: source.secret, nbf, exp };
  return {
    keySetId,
    action: source.kind === "generate" ? "generateKey" : "uploadSecret",
    body,
    fingerprint: { use, kty: keyTypeOf(rotation), nbf, exp },
    before: keys.map(({ kid }) => kid),
    createdAt: undefined,
  };
}

/** Carries out what was decided. */
class KeySetRun {
  readonly #observation: KeySetObservation;
  readonly #decision: KeySetDecision;
  readonly #rotation: KeySetRotation;
  readonly #context: RunContext;
  readonly #journal: Journal;

  constructor(
    observation: KeySetObservation,
    decision: KeySetDecision,
    rotation: KeySetRotation,
    context: RunContext,
    journal: Journal,
  ) {
    this.#observation = observation;
    this.#decision = decision;
    this.#rotation = rotation;
    this.#context = context;
    this.#journal = journal;
  }

  async carryOut(): Promise<OperationResult> {
    const decision = this.#decision;
    const retired: string[] = [];
    for (const kid of decision.disable) {
      await this.#disable(kid);
      retired.push(kid);
    }
    const { keySetId, added } =
      decision.does === "add" ? await this.#add(decision) : { ...this.#observation, added: undefined };
    const successor = decision.does === "succeed" ? decision.successor : added;
    if (decision.disableAfter !== undefined && successor !== undefined) {
      await this.#replace(decision.disableAfter, successor.kid);
      retired.push(decision.disableAfter);
    }
    return keySetResult({
      observation: { ...this.#observation, keySetId },
      rules: this.#rotation,
      decision,
      dryRun: false,
      added,
      retired,
      now: nowOf(this.#context),
    });
  }

  async #add(decision: Addition): Promise<{ readonly keySetId: string; readonly added: KeySetKey }> {
    const { graph, urls, log } = this.#context;
    const { nbf, exp } = decision;
    log.step(`Rotating: ${decision.why}.`);
    let { keySetId } = this.#observation;
    let createdAt: number | undefined;
    if (!this.#observation.exists) {
      keySetId = await createKeySet(graph, urls, keySetId);
      createdAt = graph.network.clock.now();
      log.step(`Created key set ${keySetId}.`);
    }
    this.#journal.reached("A key may have been added; the next run finds it staged and leaves it at that.");
    const key = newKeyOf(this.#observation, decision, this.#rotation);
    const made = await addKeyToSet(graph, urls, { ...key, keySetId, createdAt });
    log.step(`Added key ${made.kid}, active from ${isoSeconds(nbf)}.`);
    await this.#readBack(keySetId, made.kid);
    return { keySetId, added: { ...made, nbf: made.nbf ?? nbf, exp: made.exp ?? exp } };
  }

  async #readBack(keySetId: string, kid: string): Promise<void> {
    const { graph, urls, log } = this.#context;
    const key = await this.#lookFor(async () => this.#keyOf(keySetId, kid));
    if (key === undefined) {
      log.warning(`The key set does not show key ${kid} yet: look again in some minutes.`);
    } else if (key.status === "disabled") {
      // The documentation says of uploaded keys that they are off until somebody switches them on.
      await setKeyStatus(graph, urls, { keySetId, kid, status: "enabled" });
    }
  }

  /** The leaked key goes only once its successor is the active one. */
  async #replace(leaked: string, successor: string): Promise<void> {
    const { graph, urls } = this.#context;
    const { keySetId } = this.#observation;
    this.#journal.reached(
      `The new key ${successor} is there; the leaked key ${leaked} may still be enabled: run the emergency again.`,
    );
    const active = await this.#lookFor(async () => {
      const key = await readActiveKey(graph, urls, keySetId);
      return key?.kid === successor ? key : undefined;
    });
    if (active !== undefined) return this.#disable(leaked);
    throw new ActionError({
      code: "wrong-key-active",
      blame: "service",
      what: `The new key ${successor} is there, and did not become active: the leaked key ${leaked} is still enabled.`,
      remedy:
        "Look which key is active (get-active-key), and disable the leaked one with disable-key: at once, if no policy may use it for another minute.",
    });
  }

  async #disable(kid: string): Promise<void> {
    const { graph, urls, log } = this.#context;
    const { keySetId } = this.#observation;
    await retireSetKey(graph, urls, { keySetId, kid });
    log.step(`Disabled key ${kid}.`);
    if (kid !== this.#rotation.emergencyKeyId) return;
    const seen = await this.#lookFor(async () => {
      const key = await this.#keyOf(keySetId, kid);
      return key?.status === "disabled" ? key : undefined;
    });
    if (seen !== undefined) return;
    throw new ActionError({
      code: "retirement-incomplete",
      blame: "service",
      what: `The service accepted that the leaked key ${kid} is disabled, and still shows it enabled.`,
      remedy: "Run the emergency again: it is green once the key was seen disabled.",
    });
  }

  async #keyOf(keySetId: string, kid: string): Promise<KeySetKey | undefined> {
    const { graph, urls } = this.#context;
    const set = await readKeySetIfAny(graph, urls, keySetId);
    return set?.keys.find((candidate) => candidate.kid === kid);
  }

  /** Several looks some seconds apart; `undefined` where none of them found it. */
  async #lookFor<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
    const { limits } = this.#context.graph.network;
    for (const pause of READ_BACK_PAUSES_MS) {
      if (pause > 0) await limits.wait(pause);
      const found = await look();
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
