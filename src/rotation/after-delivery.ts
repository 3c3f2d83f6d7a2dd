import { ActionError } from "../errors.ts";
import type { Log } from "../runner/log.ts";
import type { Credentials, Look, Made } from "./credentials.ts";
import { isStop } from "./delivery-errors.ts";
import type { ProofOutcome } from "./prove.ts";

interface Delivered<M extends Made> {
  readonly look: Look;
  readonly made: M;
  readonly credentials: Credentials<M>;
  readonly hasSinks: boolean;
  readonly prove: (credential: M["credential"]) => Promise<ProofOutcome>;
  readonly deliver: (made: M) => Promise<void>;
  /** Throws where the first sink was changed by another run: what this one delivered is no longer wanted. */
  readonly refuseOvertaken: () => Promise<void>;
  /** Puts back what the sinks held before; says whether all of them have it. */
  readonly restore: () => Promise<boolean>;
  readonly log: Log;
}

const OTHER_WRITER =
  "Another tool writes the object's whole list of credentials (Terraform, a script with PATCH): let it ignore them, or let it add and remove single ones.";

/**
 * Right after the last delivery: is the delivered credential still on the object? A tool that
 * writes back the whole list which it has read before takes it away, and every consumer with it.
 *
 * A certificate is added again, with a proof by the one before it; its new id is delivered too.
 *
 * @returns what stands there now
 * @throws ActionError `credential-lost`: the sinks hold what nobody accepts, or hold the old one again
 */
export async function assureStillThere<M extends Made>(delivered: Delivered<M>): Promise<M> {
  const { look, made, credentials, log } = delivered;
  if (await credentials.isStillThere(look, made)) return made;
  const { noun } = credentials;
  log.step(`The new ${noun} ${made.name} was delivered, and is not on the object any more.`);
  await delivered.refuseOvertaken();
  if (credentials.addAgain === undefined)
    throw await lost(delivered, "A password's value cannot be added again.");
  try {
    const again = await credentials.addAgain(look, made);
    const proved = await delivered.prove(again.credential);
    if (proved.kind !== "proved")
      throw await lost(delivered, proved.kind === "refused" ? proved.error.what : proved.reason);
    if (delivered.hasSinks) await delivered.deliver(again);
    log.warning(
      `The new ${noun} ${made.name} was taken off the object right after its delivery, and was added again. ${OTHER_WRITER}`,
    );
    return again;
  } catch (error) {
    if (!(error instanceof ActionError) || isStop(error) || error.code === "credential-lost") throw error;
    throw await lost(delivered, error.what);
  }
}

async function lost<M extends Made>(
  { made, credentials, restore, hasSinks }: Delivered<M>,
  why: string,
): Promise<ActionError> {
  const restored = hasSinks && (await restoredOrNot(restore));
  return new ActionError({
    code: "credential-lost",
    blame: "service",
    what: `The new ${credentials.noun} ${made.name} was delivered, and was then taken off the object by somebody else; it could not be added again.`,
    why: `${why} ${restored ? `The sinks hold the ${credentials.noun} of before again.` : "The sinks hold a credential that nobody accepts."}`,
    remedy: `${OTHER_WRITER} ${restored ? "Then run it again." : 'Then add a credential by hand and store it in the sinks (docs/rotation.md, "The way in").'}`,
  });
}

async function restoredOrNot(restore: () => Promise<boolean>): Promise<boolean> {
  try {
    return await restore();
  } catch (error) {
    if (!(error instanceof ActionError) || isStop(error)) throw error;
    return false;
  }
}
