import { ActionError } from "../errors.ts";
import { isoSeconds } from "../iso-time.ts";
import { activeByDates } from "./key-set-coverage.ts";
import {
  ACTIVATION_GRACE_SECONDS,
  isOfUse,
  type KeySetObservation,
  type KeySetRules,
} from "./key-set-situation.ts";

/** The first run after a staged key's time sees whether it took over. */
export function wrongKeyActive(
  { keys, active }: KeySetObservation,
  { emergencyKeyId, keyUse }: KeySetRules,
  now: number,
): ActionError | undefined {
  const [expected] = activeByDates(keys, now);
  // Of keys without an activation date the documentation does not say which is used.
  if (expected?.nbf === undefined || emergencyKeyId !== undefined) return undefined;
  const own = keys.filter((key) => isOfUse(key, keyUse));
  const isFine = [now - ACTIVATION_GRACE_SECONDS, now, now + ACTIVATION_GRACE_SECONDS].some((at) =>
    [keys, own].some((list) => {
      const possible = activeByDates(list, at);
      return active === undefined
        ? possible.length === 0 && list.length > 0
        : possible.some(({ kid }) => kid === active.kid);
    }),
  );
  if (isFine) return undefined;
  return new ActionError({
    code: "wrong-key-active",
    blame: "service",
    what: `Key ${expected.kid} should be active since ${isoSeconds(expected.nbf)}, and the service uses ${active === undefined ? "none" : `key ${active.kid}`}.`,
    why: "What is due is done all the same.",
    remedy: `Look at the key set in the portal: a key without dates may win, or a key may be disabled. Disable the wrong one with disable-key${active === undefined ? "" : ` (key-id ${active.kid})`}; until then every run says so.`,
  });
}

/** What was read may be a replica's older state: worth another look before anything is concluded. */
export function isDoubtful(observation: KeySetObservation, rules: KeySetRules, now: number): boolean {
  const { emergencyKeyId } = rules;
  if (emergencyKeyId !== undefined) return !observation.keys.some(({ kid }) => kid === emergencyKeyId);
  return observation.exists && wrongKeyActive(observation, rules, now) !== undefined;
}
