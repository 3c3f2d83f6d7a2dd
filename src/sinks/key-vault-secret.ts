import { createTokenProvider, type TokenProvider } from "../auth/token-provider.ts";
import type { SinkTargetOf } from "../config/deliver-to.ts";
import { ActionError } from "../errors.ts";
import { encodeJson, isObject, parseObject, type JsonBody, type JsonObject } from "../graph/json.ts";
import { sendOnce, type Network, type Outcome } from "../http/exchange.ts";
import type { HttpResponse } from "../http/transport.ts";
import { bearer, type Secret } from "../secrets/secret.ts";
import { refuseLarger } from "./credential-size.ts";
import { explainVaultRefusal } from "./key-vault-refusal.ts";
import type { SinkContext } from "./open.ts";
import { readRepeatedly } from "./reading.ts";
import { DeliveryFailed, type Receipt, type Sink, type SinkState } from "./sink.ts";
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
    let changedAt: number | undefined;
    let next: URL | undefined = withApiVersion(`${this.#address.href}/versions`);
    for (let page = 0; next !== undefined && page < MOST_PAGES; page++) {
      const url: URL = next;
      const response = await readRepeatedly(this.#network, {
        ...this.#exchange(),
        send: () => this.#send("GET", url, undefined, this.#network.limits.forRead()),
      });
      if (isSecretMissing(response)) break;
      if (response.status !== 200) throw this.#refusal("sink-unusable", response);
      const answer = parseObject(response.body);
      for (const created of enabledVersions(answer)) changedAt = Math.max(changedAt ?? 0, created);
      next = this.#nextPage(answer?.["nextLink"]);
    }
    return { changedAt };
  }

  async deliver(credential: Secret): Promise<Receipt> {
    this.#refuseLarger(credential);
    const response = await writeRepeatedly(this.#network, {
      ...this.#exchange(),
      send: () =>
        this.#send(
          "PUT",
          withApiVersion(this.#address.href),
          { value: credential, contentType: this.#contentType },
          this.#network.limits.forWrite(),
        ),
      isAccepted: (answer) => readReceipt(answer) !== undefined,
      explain: (refused) => this.#refusal("delivery-refused", refused),
    });
    const receipt = readReceipt(response);
    if (receipt === undefined) throw new TypeError("an accepted answer without a receipt");
    return receipt;
  }

  #exchange(): { name: string; host: string; renew: () => boolean } {
    return { name: this.name, host: this.#address.host, renew: () => this.#tokens.renew() };
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
    throw new ActionError({
      code: "answer-unreadable",
      blame: "service",
      what: `${this.name}: the list of versions goes on at another address, which was not asked.`,
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

/** "No such secret" is an answer; "no such vault" is none. */
function isSecretMissing({ status, body }: HttpResponse): boolean {
  const error = status === 404 ? parseObject(body)?.["error"] : undefined;
  return isObject(error) && error["code"] === "SecretNotFound";
}

function enabledVersions(answer: JsonObject | undefined): readonly number[] {
  const versions = answer?.["value"];
  if (!Array.isArray(versions)) return [];
  return versions.flatMap((version) => {
    if (!isObject(version) || !isObject(version["attributes"])) return [];
    const created = createdOf(version);
    return version["attributes"]["enabled"] === true && created !== undefined ? [created] : [];
  });
}

function createdOf(secret: JsonObject): number | undefined {
  const created = isObject(secret["attributes"]) ? secret["attributes"]["created"] : undefined;
  return typeof created === "number" && Number.isSafeInteger(created) ? created : undefined;
}
