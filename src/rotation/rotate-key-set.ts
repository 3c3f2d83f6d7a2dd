import { ActionError, inputError } from "../errors.ts";
import type { JsonBody } from "../graph/json.ts";
import {
  addKeyToSet,
  createKeySet,
  keySetMissing,
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
import { daysUntil } from "./due.ts";
import { Journal } from "./journal.ts";
import { keySetResult } from "./key-set-report.ts";
import { sortKeySet, type KeySetStanding } from "./key-set-standing.ts";

/** A key whose time came a moment ago may not be active everywhere. */
const ACTIVATION_GRACE_SECONDS = 60;
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000] as const;

/**
 * Rolls a key set: stages a key whose time begins `lead` from now, so that every cache knows
 * it before it signs. Nothing is removed: a key set's keys can only be disabled, and only the
 * ones that `retire-key-ids` names are.
 */
export async function rotateKeySet(rotation: KeySetRotation, context: RunContext): Promise<OperationResult> {
  const journal = new Journal();
  return journal.follow(() => new KeySetRun(rotation, context, journal).run());
}

class KeySetRun {
  readonly #rotation: KeySetRotation;
  readonly #context: RunContext;
  readonly #journal: Journal;

  constructor(rotation: KeySetRotation, context: RunContext, journal: Journal) {
    this.#rotation = rotation;
    this.#context = context;
    this.#journal = journal;
  }

  async run(): Promise<OperationResult> {
    const { target, createKeySet: mayCreate, dryRun, operation, rules } = this.#rotation;
    const { graph, urls, log } = this.#context;
    const set = await readKeySetIfAny(graph, urls, target.keySetId);
    if (set === undefined && !mayCreate) throw keySetMissing(target.keySetId, operation === "rotate");
    const keySetId = set?.id ?? target.keySetId;
    const standing = sortKeySet(set?.keys ?? [], rules.threshold, rules.validitySeconds, this.#now);
    const active = set === undefined ? undefined : await readActiveKey(graph, urls, keySetId);
    this.#checkActive(standing, active);

    const emergency = this.#emergency(standing, active);
    if (emergency === "gone") return this.#report(keySetId, standing, { kind: "already-gone" }, []);
    const why = operation === "rotate" ? this.#reasonToRotate(standing, emergency) : undefined;
    const leaked = emergency === "disable" ? [this.#rotation.emergencyKeyId ?? ""] : [];
    const retire = [...new Set([...this.#toRetire(standing, active), ...leaked])];
    const key = this.#newKey(keySetId, standing, why);
    if (dryRun) return this.#dryRun(keySetId, standing, set === undefined, key, why, retire);

    const retired = await this.#disable(keySetId, retire);
    if (operation === "retire" || emergency === "disable")
      return this.#report(keySetId, standing, { kind: "retired" }, retired);
    if (why === undefined || key === undefined)
      return this.#report(keySetId, standing, { kind: "not-due" }, retired);
    log.step(`Rotating: ${why}.`);
    this.#nameUndated(standing);
    return this.#rotate(keySetId, set === undefined, standing, key, retired);
  }

  get #now(): number {
    return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
  }

  /** The first run after a staged key's time sees whether it took over. */
  #checkActive({ expectedActive }: KeySetStanding, active: KeySetKey | undefined): void {
    if (expectedActive?.nbf === undefined || this.#rotation.emergencyKeyId !== undefined) return;
    if (active?.kid === expectedActive.kid || expectedActive.nbf > this.#now - ACTIVATION_GRACE_SECONDS)
      return;
    throw new ActionError({
      code: "wrong-key-active",
      blame: "service",
      what: `Key ${expectedActive.kid} should be active since ${isoSeconds(expectedActive.nbf)}, and the service uses ${active === undefined ? "none" : `key ${active.kid}`}.`,
      remedy:
        "Look at the key set in the portal: a key without dates may win, or a key may be disabled. Disable the wrong one with disable-key.",
    });
  }

  /** `disable`: a younger key is the active one already, of an emergency that was interrupted perhaps. */
  #emergency(
    standing: KeySetStanding,
    active: KeySetKey | undefined,
  ): "none" | "gone" | "disable" | "rotate" {
    const { emergencyKeyId } = this.#rotation;
    if (emergencyKeyId === undefined) return "none";
    const leaked = standing.enabled.find(({ kid }) => kid === emergencyKeyId);
    if (leaked === undefined) return "gone";
    const isReplaced = active !== undefined && (active.nbf ?? 0) > (leaked.nbf ?? 0);
    return isReplaced && active.kid !== leaked.kid ? "disable" : "rotate";
  }

  #reasonToRotate(standing: KeySetStanding, emergency: "none" | "disable" | "rotate"): string | undefined {
    const { rules, emergencyKeyId } = this.#rotation;
    if (emergency === "disable") return undefined;
    if (emergency === "rotate") return `key ${emergencyKeyId ?? ""} is said to have leaked`;
    if (rules.force) return "`force` is set";
    if (standing.staged !== undefined) return undefined;
    if (standing.all.length === 0) return "the key set is empty";
    if (standing.enabled.length === 0) return "no key of the set is enabled";
    return standing.dueFrom !== undefined && standing.dueFrom <= this.#now
      ? "the key that ends last is due"
      : undefined;
  }

  /** What the user names, but never the key that signs now. */
  #toRetire(standing: KeySetStanding, active: KeySetKey | undefined): readonly string[] {
    const { rules, operation } = this.#rotation;
    if (!rules.retireDue && operation === "rotate") return [];
    const { log } = this.#context;
    return rules.retirement.retireKeyIds.filter((kid) => {
      const key = standing.enabled.find((candidate) => candidate.kid === kid);
      if (key === undefined) {
        log.notice(`Key ${kid} is not an enabled key of the set: nothing to retire.`);
        return false;
      }
      if (kid !== active?.kid) return true;
      log.warning(`Key ${kid} is the active key, and stays.`);
      return false;
    });
  }

  #newKey(keySetId: string, standing: KeySetStanding, why: string | undefined): NewKey | undefined {
    if (why === undefined) return undefined;
    const { rules, source, keyUse, emergencyKeyId } = this.#rotation;
    const kty = source.kind === "generate" && source.keyType === "RSA" ? "RSA" : "oct";
    refuseOtherType(standing, kty);
    const first = standing.enabled.length === 0;
    // Nobody can have cached the keys of an empty set, and a leaked key cannot wait.
    const lead = first || emergencyKeyId !== undefined ? 0 : this.#rotation.leadSeconds;
    const nbf = this.#now + lead;
    refuseGap(standing, nbf, lead, this.#now);
    const exp = nbf + rules.validitySeconds;
    const body: JsonBody =
      source.kind === "generate"
        ? { use: keyUse, kty: source.keyType, nbf, exp }
        : { use: keyUse, k: source.secret, nbf, exp };
    return {
      keySetId,
      action: source.kind === "generate" ? "generateKey" : "uploadSecret",
      body,
      fingerprint: { use: keyUse, kty, nbf, exp, ofThisRun: true },
      before: standing.all.map(({ kid }) => kid),
      createdAt: undefined,
    };
  }

  /** Keys without dates compete with dated ones by rules that are documented twice, differently. */
  #nameUndated({ undated }: KeySetStanding): void {
    if (undated.length === 0) return;
    const kids = undated.map(({ kid }) => kid).join(", ");
    this.#context.log.notice(
      `Keys without an activation date stand behind the new one, and are used when no dated key is valid: ${kids}. The run after the new key's time checks which one is active.`,
    );
  }

  async #rotate(
    keySetId: string,
    missing: boolean,
    standing: KeySetStanding,
    key: NewKey,
    retired: readonly string[],
  ): Promise<OperationResult> {
    const { graph, urls, log } = this.#context;
    let id = keySetId;
    let createdAt: number | undefined;
    if (missing) {
      id = await createKeySet(graph, urls, keySetId);
      createdAt = graph.network.clock.now();
      log.step(`Created key set ${id}.`);
    }
    this.#journal.reached("A key may have been added; the next run finds it staged and leaves it at that.");
    const added = await addKeyToSet(graph, urls, { ...key, keySetId: id, createdAt });
    log.step(`Added key ${added.kid}, active from ${isoSeconds(key.fingerprint.nbf ?? this.#now)}.`);
    await this.#readBack(id, added.kid);
    const gone = await this.#disableLeaked(id, added);
    const { nbf, exp } = key.fingerprint;
    return this.#report(
      id,
      standing,
      { kind: "rotated", added: { ...added, nbf: added.nbf ?? nbf, exp: added.exp ?? exp } },
      [...retired, ...gone],
    );
  }

  async #readBack(keySetId: string, kid: string): Promise<void> {
    const { graph, urls, log } = this.#context;
    for (const pause of READ_BACK_PAUSES_MS) {
      if (pause > 0) await graph.network.limits.wait(pause);
      const set = await readKeySetIfAny(graph, urls, keySetId);
      const key = set?.keys.find((candidate) => candidate.kid === kid);
      if (key === undefined) continue;
      // The documentation says of uploaded keys that they are off until somebody switches them on.
      if (key.status === "disabled") await setKeyStatus(graph, urls, { keySetId, kid, status: "enabled" });
      return;
    }
    log.warning(`The key set does not show key ${kid} yet: look again in some minutes.`);
  }

  /** Only once its successor is the active one. */
  async #disableLeaked(keySetId: string, added: KeySetKey): Promise<readonly string[]> {
    const { emergencyKeyId } = this.#rotation;
    if (emergencyKeyId === undefined) return [];
    const { graph, urls, log } = this.#context;
    this.#journal.reached(
      `The new key ${added.kid} is there; the leaked key ${emergencyKeyId} may still be enabled: run the emergency again.`,
    );
    for (const pause of READ_BACK_PAUSES_MS) {
      if (pause > 0) await graph.network.limits.wait(pause);
      const active = await readActiveKey(graph, urls, keySetId);
      if (active?.kid !== added.kid) continue;
      await retireSetKey(graph, urls, { keySetId, kid: emergencyKeyId });
      log.step(`Disabled the leaked key ${emergencyKeyId}.`);
      return [emergencyKeyId];
    }
    throw new ActionError({
      code: "wrong-key-active",
      blame: "service",
      what: `The new key ${added.kid} was added, and did not become active: the leaked key ${emergencyKeyId} is still enabled.`,
      remedy:
        "Look which key is active (get-active-key), and disable the leaked one with disable-key as soon as the new one is.",
    });
  }

  async #disable(keySetId: string, kids: readonly string[]): Promise<readonly string[]> {
    const { graph, urls, log } = this.#context;
    for (const kid of kids) {
      await retireSetKey(graph, urls, { keySetId, kid });
      log.step(`Disabled key ${kid}.`);
    }
    return kids;
  }

  #dryRun(
    keySetId: string,
    standing: KeySetStanding,
    missing: boolean,
    key: NewKey | undefined,
    why: string | undefined,
    retire: readonly string[],
  ): OperationResult {
    const { urls } = this.#context;
    const planned: PlannedWrite[] = retire.map((kid) => ({
      method: "PATCH",
      url: urls.keySet(keySetId, "keys_v2", kid),
      body: { status: "disabled" },
    }));
    if (key !== undefined) {
      if (missing)
        planned.push({ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } });
      planned.push({ method: "POST", url: urls.keySet(keySetId, key.action), body: key.body });
    }
    return { ...this.#report(keySetId, standing, { kind: "dry-run", why }, []), planned };
  }

  #report(
    keySetId: string,
    standing: KeySetStanding,
    outcome: Parameters<typeof keySetResult>[0]["outcome"],
    retired: readonly string[],
  ): OperationResult {
    const { threshold, validitySeconds } = this.#rotation.rules;
    // After a rotation the new key is the one that ends last.
    const { dueFrom } =
      outcome.kind === "rotated"
        ? sortKeySet([...standing.all, outcome.added], threshold, validitySeconds, this.#now)
        : standing;
    return keySetResult({
      operation: this.#rotation.operation,
      keySetId,
      standing,
      outcome,
      retired,
      dueInDays: dueFrom === undefined ? undefined : daysUntil(dueFrom, this.#now),
    });
  }
}

function refuseOtherType({ all }: KeySetStanding, kty: string): void {
  const other = all.find((key) => key.kty !== undefined && key.kty !== kty);
  if (other === undefined) return;
  throw inputError(
    "key-type",
    `the key set holds ${other.kty ?? ""} keys, and one of type ${kty} does not go with them.`,
    "A key set holds keys of one type: use another key set.",
  );
}

/** Between the old key's end and the new one's beginning a policy would have no key at all. */
function refuseGap({ endsLast, undated }: KeySetStanding, nbf: number, lead: number, now: number): void {
  if (lead === 0 || endsLast?.exp === undefined || nbf <= endsLast.exp) return;
  const ended = endsLast.exp <= now;
  // A key without dates bridges what the dated ones leave open; but an outage is not prolonged.
  if (undated.length > 0 && !ended) return;
  throw inputError(
    "lead",
    ended
      ? `the last dated key ended ${isoSeconds(endsLast.exp)}, and a new one would begin only ${isoSeconds(nbf)}.`
      : `the last dated key ends ${isoSeconds(endsLast.exp)}, before the new one would begin (${isoSeconds(nbf)}): a gap without a key.`,
    "Use `lead: 0d`, or rotate earlier (rotate-before).",
  );
}
