import { ActionError } from "../../errors.ts";
import { listHolders, listKeySets, readOneHolder, type CredentialHolder } from "../../graph/collections.ts";
import { readActiveKey, readKeySetIfAny } from "../../graph/key-sets.ts";
import { explainRefusal, GraphRefused } from "../../graph/refused.ts";
import { ReadPace } from "../../graph/read-pace.ts";
import type { KeySet } from "../../graph/wire.ts";
import { READ_KEY_SETS, READ_OBJECTS } from "../../permissions.ts";
import { describeTarget } from "../object-access.ts";
import type { RunContext } from "../operation.ts";
import type { Collection, Scope } from "./scope.ts";

/** What was read, before anything is concluded from it. */
export interface Gathered {
  readonly keySets: readonly KeySet[];
  /** What the service says of the one set that was asked for. */
  readonly active?: ActiveKey;
  readonly holders: readonly CredentialHolder[];
  readonly gaps: readonly Gap[];
}

/** What `getActiveKey` says; no `kid`: none is active. `unknown`: it does not say. */
export type ActiveKey =
  { readonly kind: "said"; readonly kid: string | undefined } | { readonly kind: "unknown" };

/** A collection that could not be read, in a report of everything. */
export interface Gap {
  readonly collection: Collection;
  readonly why: string;
}

/** What is kept of each is some hundred bytes; the largest tenants have some ten thousand. */
const MOST_CREDENTIALS = 100_000;

/** Long reads say how far they are, once in so many pages. */
const PAGES_PER_LINE = 10;

export async function gather(scope: Scope, context: RunContext): Promise<Gathered> {
  if (scope.kind === "key-set") return gatherKeySet(scope.target.keySetId, context);
  if (scope.kind === "object") {
    const { graph, urls } = context;
    const doing = `read ${describeTarget(scope.target)}`;
    const holder = await explaining(doing, READ_OBJECTS, () => readOneHolder(graph, urls, scope.target));
    if (holder === undefined) {
      throw new ActionError({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph's answer to "${doing}" has not the shape of an object.`,
        remedy: "Check graph-url and the proxy, and run it again.",
      });
    }
    return { keySets: [], holders: [holder], gaps: [] };
  }
  return gatherLists(scope.collections, scope.everything, context);
}

async function gatherKeySet(keySetId: string, context: RunContext): Promise<Gathered> {
  const { graph, urls } = context;
  const set = await readKeySetIfAny(graph, urls, keySetId);
  if (set === undefined) {
    throw new ActionError({
      code: "not-found",
      blame: "service",
      what: `There is no key set ${keySetId} in this tenant.`,
      remedy: "Check key-set-id and tenant-id.",
    });
  }
  return { keySets: [set], active: await askForActiveKey(keySetId, context), holders: [], gaps: [] };
}

/** The rest is worth having without it. */
async function askForActiveKey(keySetId: string, { graph, urls, log }: RunContext): Promise<ActiveKey> {
  try {
    return { kind: "said", kid: (await readActiveKey(graph, urls, keySetId))?.kid };
  } catch (error) {
    // A spent budget or an interrupt ends the run; a refusal does not.
    if (!(error instanceof ActionError) || error.code === "timeout" || error.code === "interrupted")
      throw error;
    log.notice(`Which key is active is not known, and taken from the keys' dates. ${error.what}`);
    return { kind: "unknown" };
  }
}

async function gatherLists(
  collections: readonly Collection[],
  everything: boolean,
  context: RunContext,
): Promise<Gathered> {
  const keySets: KeySet[] = [];
  const holders: CredentialHolder[] = [];
  const gaps: Gap[] = [];
  const pace = new ReadPace(context.graph.network);
  const total = new Total();
  let firstRefusal: ActionError | undefined;
  for (const collection of collections) {
    try {
      if (collection === "key-sets") await collectKeySets(keySets, total, context);
      else await collectHolders(collection, holders, { pace, total }, context);
    } catch (error) {
      if (!(error instanceof GraphRefused)) throw error;
      const needs = collection === "key-sets" ? READ_KEY_SETS : READ_OBJECTS;
      const explained = explainRefusal(error, `list ${inWords(collection)}`, needs);
      if (!everything || !isGap(collection, error)) throw explained;
      firstRefusal ??= explained;
      gaps.push({ collection, why: explained.message });
      context.log.warning(`Not in this report: ${inWords(collection)}. ${explained.message}`);
    }
  }
  // A report of nothing but gaps is none.
  if (firstRefusal !== undefined && gaps.length === collections.length) throw firstRefusal;
  return { keySets, holders, gaps };
}

/** A tenant that is no B2C tenant refuses its key sets with codes that nobody documents. */
function isGap(collection: Collection, refused: GraphRefused): boolean {
  return refused.isForbidden || (collection === "key-sets" && [400, 404].includes(refused.status));
}

async function collectKeySets(into: KeySet[], total: Total, { graph, urls, log }: RunContext): Promise<void> {
  const progress = new Progress("key sets", "keys", total, log);
  for await (const page of listKeySets(graph, urls)) {
    into.push(...page);
    progress.page(
      page.length,
      page.reduce((sum, set) => sum + set.keys.length, 0),
    );
  }
  progress.end();
}

async function collectHolders(
  collection: Exclude<Collection, "key-sets">,
  into: CredentialHolder[],
  { pace, total }: { readonly pace: ReadPace; readonly total: Total },
  { graph, urls, log }: RunContext,
): Promise<void> {
  const kind = collection === "applications" ? "application" : "servicePrincipal";
  const progress = new Progress(inWords(collection), "credentials", total, log);
  for await (const page of listHolders(graph, urls, kind, pace)) {
    const count = (one: CredentialHolder): number =>
      one.keyCredentials.length + one.passwordCredentials.length;
    // Most service principals of a tenant are Microsoft's, and hold nothing.
    into.push(...page.filter((holder) => count(holder) > 0));
    progress.page(
      page.length,
      page.reduce((sum, holder) => sum + count(holder), 0),
    );
  }
  progress.end();
}

/** Of all collections: an answer that goes on for ever must not fill the memory. */
class Total {
  #count = 0;

  add(count: number): void {
    this.#count += count;
    if (this.#count <= MOST_CREDENTIALS) return;
    throw new ActionError({
      code: "answer-unreadable",
      blame: "service",
      what: `Microsoft Graph lists more than ${MOST_CREDENTIALS.toLocaleString("en")} credentials.`,
      remedy:
        "Check graph-url and the proxy. If the tenant is as large as that, report one collection at a time (`report-scope`), or single objects.",
    });
  }
}

class Progress {
  readonly #of: string;
  readonly #inside: string;
  readonly #total: Total;
  readonly #log: RunContext["log"];
  #pages = 0;
  #items = 0;
  #found = 0;

  constructor(of: string, inside: string, total: Total, log: RunContext["log"]) {
    this.#of = of;
    this.#inside = inside;
    this.#total = total;
    this.#log = log;
  }

  page(items: number, found: number): void {
    this.#pages++;
    this.#items += items;
    this.#found += found;
    this.#total.add(found);
    if (this.#pages % PAGES_PER_LINE === 0) this.#say(`Reading ${this.#of}: page ${String(this.#pages)},`);
  }

  end(): void {
    this.#say(`Read all ${this.#of}:`);
  }

  #say(start: string): void {
    this.#log.step(
      `${start} ${this.#items.toLocaleString("en")} with ${this.#found.toLocaleString("en")} ${this.#inside}.`,
    );
  }
}

export function inWords(collection: Collection): string {
  return collection.replace("-", " ");
}

async function explaining<T>(doing: string, needs: typeof READ_OBJECTS, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof GraphRefused ? explainRefusal(error, doing, needs) : error;
  }
}
