import type { GraphClient } from "./client.ts";
import { performWrite, type Write } from "./write.ts";

/**
 * A write that nobody can take back: what it removes is gone. That it may go was decided by the
 * time, so nothing is sent while the time is in doubt.
 *
 * Throws `clock-untrusted`, beside what {@link performWrite} throws.
 */
export async function performRemoval<T>(graph: GraphClient, write: Write<T>): Promise<T> {
  graph.network.serviceClock.assertTrusted(write.doing);
  return performWrite(graph, write);
}
