import type { getOctokit } from "@actions/github";
import type { Network, Outcome } from "../http/exchange.ts";
import type { HttpResponse } from "../http/transport.ts";
import { reveal } from "../secrets/secret.ts";
import { FetchAdapter } from "./fetch-adapter.ts";
import type { GitHubSettings } from "./open.ts";
import { readRepeatedly } from "./reading.ts";

type Octokit = ReturnType<typeof getOctokit>;
/** Supported until March 2028 at least; newer ones are not known to every GitHub Enterprise Server. */
const API_VERSION = "2022-11-28";

export type Parameters = Readonly<Record<string, string>>;

/** GitHub's REST API by the toolkit: it builds the addresses and signs the requests. */
export class GitHubClient {
  /** For messages. */
  readonly host: string;
  readonly network: Network;
  readonly #settings: GitHubSettings;
  #octokit: Promise<Octokit> | undefined;

  constructor(settings: GitHubSettings, network: Network) {
    this.#settings = settings;
    this.network = network;
    this.host = new URL(settings.apiUrl).host;
  }

  /**
   * One exchange. `route` is a template as octokit knows them; it escapes what is filled in.
   * Whatever of `parameters` the template does not name becomes the body, or the query of a GET.
   */
  async send(route: string, parameters: Parameters, signal: AbortSignal): Promise<Outcome> {
    this.#octokit ??= this.#load();
    const octokit = await this.#octokit;
    const adapter = new FetchAdapter(this.network, signal);
    try {
      await octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": API_VERSION },
        request: { fetch: adapter.fetch, log: this.#log() },
      });
    } catch (error) {
      // With an outcome it is octokit's way to say what the outcome says; without one it is a defect.
      if (adapter.outcome === undefined) throw error;
    }
    if (adapter.outcome === undefined) throw new TypeError("octokit asked for nothing");
    return adapter.outcome;
  }

  /** A GET, repeated while that may help; refusals are answers too. */
  read(name: string, route: string, parameters: Parameters): Promise<HttpResponse> {
    return readRepeatedly(this.network, {
      name,
      host: this.host,
      send: () => this.send(route, parameters, this.network.limits.forRead()),
      renew: () => false,
    });
  }

  async #load(): Promise<Octokit> {
    // Heavy (it brings undici), and needed only by those who deliver to GitHub.
    const toolkit = await import("@actions/github");
    return toolkit.getOctokit(reveal(this.#settings.token), {
      baseUrl: this.#settings.apiUrl,
      userAgent: "graph-keyroll",
      log: this.#log(),
    });
  }

  /** Octokit writes deprecations to the console otherwise. */
  #log(): Record<"debug" | "info" | "warn" | "error", (message: string) => void> {
    const { log } = this.network;
    const silent = (): void => undefined;
    const debug = (message: string): void => {
      log.debug(message);
    };
    return { debug: silent, info: silent, warn: debug, error: debug };
  }
}
