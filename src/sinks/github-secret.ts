import type { SinkTargetOf } from "../config/deliver-to.ts";
import { ActionError } from "../errors.ts";
import { foreignDateTime } from "../foreign-time.ts";
import { parseObject, type JsonObject } from "../graph/json.ts";
import type { HttpResponse } from "../http/transport.ts";
import type { Secret } from "../secrets/secret.ts";
import { refuseLarger } from "./credential-size.ts";
import { GitHubClient, type Parameters } from "./github-client.ts";
import { environmentMissing, explainGitHubRefusal, type Permission } from "./github-refusal.ts";
import type { SinkContext } from "./open.ts";
import { seal } from "./sealed-box.ts";
import {
  DeliveryFailed,
  type DeliveredFacts,
  type MayRepeat,
  type Receipt,
  type Sink,
  type SinkState,
} from "./sink.ts";
import { writeRepeatedly } from "./writing.ts";

/** 48 KB, counted before it is sealed. */
const LARGEST_BYTES = 48 * 1024;
/** Pauses between the looks at what was written: replicas lag. */
const LOOK_AGAIN_MS = [0, 1_000, 2_000, 4_000, 8_000];
/** How far GitHub's times may lie before ours; ours are corrected by the services' `Date`. */
const CLOCK_TOLERANCE_SECONDS = 60;

type Target = SinkTargetOf<"github-secret" | "github-environment-secret">;

export function openGitHubSecret(target: Target, { settings, network }: SinkContext): Sink {
  if (settings.github === undefined) throw new TypeError("a GitHub sink without a token passed the inputs");
  return new GitHubSecretSink(target, new GitHubClient(settings.github, network));
}

/** A secret of a repository, or of one of its environments: the same calls at two addresses. */
class GitHubSecretSink implements Sink {
  readonly name: string;
  readonly kind = "delivery";
  readonly readBy: "run" | "job";
  readonly #target: Target;
  readonly #github: GitHubClient;
  readonly #permission: Permission;
  readonly #base: string;
  /** What `#base` is made of. */
  readonly #parameters: Parameters;
  #changedBefore: number | undefined;

  constructor(target: Target, github: GitHubClient) {
    const isRepository = target.kind === "github-secret";
    this.name = target.name;
    this.readBy = isRepository ? "run" : "job";
    this.#target = target;
    this.#github = github;
    this.#permission = isRepository ? "Secrets" : "Environments";
    this.#base = `/repos/{owner}/{repo}/${isRepository ? "actions" : "environments/{environment_name}"}/secrets`;
    this.#parameters = {
      owner: target.owner,
      repo: target.repository,
      ...(isRepository ? {} : { environment_name: target.environment }),
    };
  }

  async inspect(): Promise<SinkState> {
    // Whoever may read neither may certainly not write.
    await this.#publicKey();
    this.#changedBefore = await this.#changedAt("sink-unusable");
    return { changedAt: this.#changedBefore };
  }

  async deliver(credential: Secret, _facts: DeliveredFacts, mayRepeat?: MayRepeat): Promise<Receipt> {
    const sealed = await this.#prepare(credential);
    const { network } = this.#github;
    const startedAt = Math.floor(network.serviceClock.now() / 1000);
    const answer = await writeRepeatedly(network, {
      name: this.name,
      host: this.#github.host,
      send: () =>
        this.#github.send(
          `PUT ${this.#base}/{secret_name}`,
          { ...this.#parameters, secret_name: this.#target.secretName, ...sealed },
          network.limits.forWrite(),
        ),
      mayRepeat,
      isAccepted: ({ status }) => status === 201 || status === 204,
      explain: (response) => this.#refusal("delivery-refused", response),
      renew: () => false,
    });
    const deliveredAt = await this.#confirm(startedAt);
    return { deliveredAt, detail: answer.status === 201 ? "created" : "updated" };
  }

  /** Whatever fails here fails before anything was sent. */
  async #prepare(credential: Secret): Promise<{ encrypted_value: string; key_id: string }> {
    try {
      refuseLarger(this.name, credential, LARGEST_BYTES, "GitHub");
      // Read again: GitHub may have changed it since the run began.
      const { key, keyId } = await this.#publicKey();
      return { encrypted_value: await seal(this.name, credential, key), key_id: keyId };
    } catch (error) {
      if (error instanceof ActionError) throw new DeliveryFailed("refused", error);
      throw error;
    }
  }

  async #publicKey(): Promise<{ key: string; keyId: string }> {
    const response = await this.#github.read(this.name, `GET ${this.#base}/public-key`, this.#parameters);
    if (response.status !== 200) throw await this.#explainMissing(response);
    const { key, key_id: keyId } = parseObject(response.body) ?? {};
    if (typeof key === "string" && typeof keyId === "string") return { key, keyId };
    throw this.#unreadable();
  }

  /** Of an environment, a 404 may mean the environment or the repository. */
  async #explainMissing(response: HttpResponse): Promise<ActionError> {
    if (response.status === 404 && this.#target.kind === "github-environment-secret") {
      const { owner, repository, environment } = this.#target;
      const parameters = { owner, repo: repository };
      const found = await this.#github.read(this.name, "GET /repos/{owner}/{repo}", parameters);
      if (found.status === 200) return environmentMissing(this.name, environment, `${owner}/${repository}`);
    }
    return this.#refusal("sink-unusable", response);
  }

  /** Seconds since 1970; `undefined` where there is no such secret yet. */
  async #changedAt(code: "sink-unusable" | "delivery-refused"): Promise<number | undefined> {
    const response = await this.#github.read(this.name, `GET ${this.#base}/{secret_name}`, {
      ...this.#parameters,
      secret_name: this.#target.secretName,
    });
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw this.#refusal(code, response);
    const time = readTime(parseObject(response.body));
    if (time === undefined) throw this.#unreadable();
    return time;
  }

  /**
   * GitHub shows no values: the time of the change is all that can be seen of it. It decides
   * when the old credential goes, so a replica's old time is not taken for the new one.
   */
  async #confirm(startedAt: number): Promise<number> {
    const earliest = Math.max(this.#changedBefore ?? 0, startedAt - CLOCK_TOLERANCE_SECONDS);
    try {
      for (const pause of LOOK_AGAIN_MS) {
        if (pause > 0) await this.#github.network.limits.wait(pause);
        const changedAt = await this.#changedAt("delivery-refused");
        if (changedAt === undefined || changedAt < earliest) continue;
        this.#changedBefore = changedAt;
        return changedAt;
      }
    } catch (error) {
      if (error instanceof ActionError) throw unconfirmed(this.name, error.what, error);
      throw error;
    }
    throw unconfirmed(this.name, `It still shows the state of before, after ${LOOK_AGAIN_MS.length} looks.`);
  }

  #refusal(code: "sink-unusable" | "delivery-refused", response: HttpResponse): ActionError {
    return explainGitHubRefusal(code, this.name, this.#permission, response, this.#github.network.texts);
  }

  #unreadable(): ActionError {
    return new ActionError({
      code: "answer-unreadable",
      blame: "service",
      what: `${this.name}: ${this.#github.host} answered something that is not GitHub's.`,
      remedy: "Check github-api-url.",
    });
  }
}

function readTime(answer: JsonObject | undefined): number | undefined {
  return foreignDateTime(answer?.["updated_at"]);
}

function unconfirmed(name: string, why: string, cause?: ActionError): DeliveryFailed {
  return new DeliveryFailed(
    "unknown",
    new ActionError({
      code: "delivery-unconfirmed",
      blame: "service",
      what: `${name}: GitHub accepted the new credential, but the secret's time of change does not confirm it.`,
      why,
      remedy:
        "Both credentials stay valid. Look at the secret in the repository's settings, and run it again.",
      cause,
    }),
  );
}
