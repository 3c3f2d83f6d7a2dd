import { createTokenProvider, type TokenProvider } from "../auth/token-provider.ts";
import type { SinkTargetOf } from "../config/deliver-to.ts";
import { ActionError } from "../errors.ts";
import { foreignSeconds } from "../foreign-time.ts";
import { encodeJson, isObject, parseObject, type JsonBody, type JsonObject } from "../graph/json.ts";
import { sendOnce, type Network, type Outcome } from "../http/exchange.ts";
import type { HttpResponse } from "../http/transport.ts";
import { bearer, type Secret } from "../secrets/secret.ts";
import { refuseLarger } from "./credential-size.ts";
import { explainUnresolvedVault, explainVaultRefusal } from "./key-vault-refusal.ts";
import { readTags, writeTags } from "./key-vault-tags.ts";
import type { SinkContext } from "./open.ts";
import { readRepeatedly, type SinkRead } from "./reading.ts";
import {
  DeliveryFailed,
  type MayRepeat,
  type CredentialIdentity,
  type DeliveredFacts,
  type Receipt,
  type Sink,
  type SinkState,
} from "./sink.ts";
import { writeRepeatedly } from "./writing.ts";

const API_VERSION = "7.4";
const LARGEST_BYTES = 25_000;
/** Of 25 versions each. */
const MOST_PAGES = 100;

type Target = SinkTargetOf<"key-vault-secret">;

export function openKeyVaultSecret(target: Target, context: SinkContext): Sink {
  const { settings, network, masker, contentType } = context;
  const { keyVault } = settings;
  if (keyVault === undefined) throw new TypeError("a vault without its settings passed the inputs");
  const { signIn, authorityOrigin, domain } = keyVault;
  const scope = `https://${domain}/.default`;
  const tokens = createTokenProvider(signIn, { authorityOrigin, scope }, network, masker);
  const origin = keyVault.origin ?? `https://${target.vault}.${domain}`;
  return new KeyVaultSink(
    target,
    new URL(`/secrets/${target.secretName}`, origin),
    tokens,
    network,
    contentType,
  );
}

/** A secret of a vault: every write makes a new version, and the newest is the one that is read. */
class KeyVaultSink implements Sink {
  readonly name: string;
  readonly kind = "delivery";
  readonly readBy = "job";
  readonly #vault: string;
  readonly #address: URL;
  readonly #tokens: TokenProvider;
  readonly #network: Network;
  readonly #contentType: string | undefined;

  constructor(
    target: Target,
    address: URL,
    tokens: TokenProvider,
    network: Network,
    contentType: string | undefined,
  ) {
    this.name = target.name;
    this.#vault = target.vault;
    this.#address = address;
    this.#tokens = tokens;
    this.#network = network;
    this.#contentType = contentType;
  }

  /** By the list of versions, which has no values in it: the current secret is none of our business. */
  async inspect(): Promise<SinkState> {
    const versions: Version[] = [];
    let next: URL | undefined = withApiVersion(`${this.#address.href}/versions`);
    for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
      const url: URL = next;
      const response = await readRepeatedly(this.#network, {
        ...this.#exchange(),
        send: () => this.#send("GET", url, undefined, this.#network.limits.forRead()),
      });
      // No such secret yet. A vault that does not exist has no name to be asked by.
      if (response.status === 404) break;
      if (response.status !== 200) throw this.#refusal("sink-unusable", response);
      const answer = parseObject(response.body);
      for (const version of enabledVersions(answer)) {
        const { created } = version;
        // A version whose time is no time would make the secret look older than it is.
        if (created === undefined) throw this.#unreadable("the time of a version is none");
        versions.push({ ...version, created });
      }
      next = this.#nextPage(answer?.["nextLink"]);
    }
    return stateOf(versions);
  }

  async deliver(credential: Secret, facts: DeliveredFacts, mayRepeat?: MayRepeat): Promise<Receipt> {
    this.#refuseLarger(credential);
    const response = await writeRepeatedly(this.#network, {
      ...this.#exchange(),
      mayRepeat,
      send: () =>
        this.#send(
          "PUT",
          withApiVersion(this.#address.href),
          {
            value: credential,
            contentType: this.#contentType,
            attributes: { nbf: facts.notBefore, exp: facts.expiresOn },
            tags: writeTags(facts),
          },
          this.#network.limits.forWrite(),
        ),
      isAccepted: (answer) => readReceipt(answer) !== undefined,
      explain: (refused) => this.#refusal("delivery-refused", refused),
    });
    const receipt = readReceipt(response);
    if (receipt === undefined) throw new TypeError("an accepted answer without a receipt");
    return receipt;
  }

  #exchange(): Omit<SinkRead, "send"> {
    return {
      name: this.name,
      host: this.#address.host,
      renew: () => this.#tokens.renew(),
      explainNetwork: (error) => explainUnresolvedVault(this.#vault, this.#address.host, error),
    };
  }

  async #send(
    method: "GET" | "PUT",
    url: URL,
    body: JsonBody | undefined,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const token = await this.#tokens.get();
    return sendOnce(this.#network, {
      method,
      url,
      headers: {
        authorization: bearer(token.secret),
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: encodeJson(body) }),
      connection: method === "GET" ? "shared" : "fresh",
      signal,
    });
  }

  /** The token goes to no other host than the one that was named. Does not repeat the link: it is somebody else's text. */
  #nextPage(link: unknown): URL | undefined {
    if (typeof link !== "string" || link === "") return undefined;
    const next = URL.canParse(link) ? new URL(link) : undefined;
    if (next?.origin === this.#address.origin) return next;
    throw this.#unreadable("the list of versions goes on at another address, which was not asked");
  }

  #unreadable(problem: string): ActionError {
    return new ActionError({
      code: "answer-unreadable",
      blame: "service",
      what: `${this.name}: ${problem}.`,
      remedy: "Check key-vault-url.",
    });
  }

  #refuseLarger(credential: Secret): void {
    try {
      refuseLarger(this.name, credential, LARGEST_BYTES, "Key Vault");
    } catch (error) {
      if (error instanceof ActionError) throw new DeliveryFailed("refused", error);
      throw error;
    }
  }

  #refusal(code: "sink-unusable" | "delivery-refused", response: HttpResponse): ActionError {
    return explainVaultRefusal(code, this.name, this.#vault, response, this.#network.texts);
  }
}

/** The answer repeats the value: nothing but the version's id and time is taken out of it. */
function readReceipt({ status, body }: HttpResponse): Receipt | undefined {
  const answer = status === 200 ? parseObject(body) : undefined;
  if (answer === undefined || typeof answer["id"] !== "string") return undefined;
  const version = answer["id"].split("/").at(-1) ?? "";
  const deliveredAt = createdOf(answer);
  if (!/^[0-9a-f]{32}$/i.test(version) || deliveredAt === undefined) return undefined;
  return { deliveredAt, detail: `version ${version}` };
}

function withApiVersion(address: string): URL {
  const url = new URL(address);
  url.searchParams.set("api-version", API_VERSION);
  return url;
}

interface Version {
  /** Seconds since 1970. */
  readonly created: number;
  readonly holds: CredentialIdentity | undefined;
}

function enabledVersions(
  answer: JsonObject | undefined,
): readonly (Omit<Version, "created"> & { readonly created: number | undefined })[] {
  const versions = answer?.["value"];
  if (!Array.isArray(versions)) return [];
  return versions.flatMap((version) => {
    if (!isObject(version) || !isObject(version["attributes"])) return [];
    if (version["attributes"]["enabled"] !== true) return [];
    return [{ created: createdOf(version), holds: readTags(version["tags"]) }];
  });
}

/** The newest version is the one that is read. Of several of one second nobody can say which that is. */
function stateOf(versions: readonly Version[]): SinkState {
  if (versions.length === 0) return { changedAt: undefined };
  const changedAt = versions.reduce((newest, { created }) => Math.max(newest, created), 0);
  const [first, ...others] = versions
    .filter(({ created }) => created === changedAt)
    .map(({ holds }) => holds);
  const agree = others.every(
    (other) =>
      other?.line === first?.line && other?.number === first?.number && other?.keyId === first?.keyId,
  );
  return { changedAt, holds: agree ? first : undefined };
}

function createdOf(secret: JsonObject): number | undefined {
  const created = isObject(secret["attributes"]) ? secret["attributes"]["created"] : undefined;
  return typeof created === "number" ? foreignSeconds(created) : undefined;
}
