import type { RunContext } from "../operations/operation.ts";
import { openSinks } from "../sinks/open.ts";
import type { CertificateRotation, PasswordRotation } from "./config.ts";
import type { Credentials, Look, Made } from "./credentials.ts";
import type { Observation } from "./decision.ts";
import { firstSink, inspectSinks, sinksBehind, type Current, type InspectedSink } from "./deliveries.ts";
import { inputReadAt } from "./input-age.ts";
import { judgeFreshness, type Freshness, type InputIdentity } from "./input-freshness.ts";
import { locateLeak } from "./leak.ts";

/** Looks at everything that a decision needs: the sinks, the object, the times, the leaked key. Writes nothing. */
export async function observe<M extends Made>(
  rotation: CertificateRotation | PasswordRotation,
  credentials: Credentials<M>,
  context: RunContext,
): Promise<Observation> {
  const { graph, masker } = context;
  const { contentType } = credentials;
  const sinks = await inspectSinks(
    await openSinks({ settings: rotation.sinks, network: graph.network, masker, contentType }),
  );
  const look = await credentials.look();
  const input = identityOf(look);
  const freshness = await freshnessOf(sinks, input, rotation, context);
  return {
    look,
    sinks,
    freshness,
    behind: sinksBehind(sinks, currentOf(look)),
    // Whoever has to run again anyway need not wait for a key that may not be there.
    leak: freshness.kind === "stale" ? undefined : await locateLeak(rotation, look, context),
    nowSeconds: Math.floor(graph.network.serviceClock.now() / 1000),
  };
}

function identityOf({ line: { current }, carriedDeliveredAt }: Look): InputIdentity {
  const { mark, keyId } = current;
  return {
    ...(mark === undefined ? {} : { line: mark.line, number: mark.number }),
    keyId: keyId || undefined,
    deliveredAt: carriedDeliveredAt,
  };
}

export function currentOf(look: Look): Current {
  const { bornAt, mark } = look.line.current;
  return { ...identityOf(look), bornAt, isOurs: mark !== undefined };
}

/** Asks for times only where the sink itself does not say what it holds. */
async function freshnessOf(
  sinks: readonly InspectedSink[],
  input: InputIdentity,
  { sinks: settings, environment }: CertificateRotation | PasswordRotation,
  { graph }: RunContext,
): Promise<Freshness> {
  const first = firstSink(sinks);
  const withoutTimes = judgeFreshness(first, input, undefined);
  const isSettled =
    withoutTimes.kind !== "unknown" && !(withoutTimes.kind === "current" && withoutTimes.by === "its text");
  if (first === undefined || isSettled) return withoutTimes;
  const readTime = await inputReadAt(first.sink.readBy, settings, environment, graph.network);
  return judgeFreshness(first, input, readTime);
}
