import type { Exchange } from "../exchange.ts";
import { json, type Reply } from "../message.ts";
import type { GitHubToken, Repository } from "./model.ts";
import { GitHubRefusal, notAccessible, notFound } from "./refusal.ts";
import { showJobs, showRepository, showRun } from "./repositoryView.ts";
import { getSecret, publicKey, putSecret } from "./secrets.ts";

/** One request whose token has been accepted. */
export interface GitHubCall {
  readonly exchange: Exchange;
  readonly token: GitHubToken;
  readonly repository: Repository;
}

/** `/repos/{owner}/{repo}…`, also below `/api/v3` as GitHub Enterprise Server has it. */
export function githubApi(exchange: Exchange): Reply {
  try {
    return route(exchange);
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    const { status, message } = error;
    return json(status, {
      message,
      documentation_url: "https://docs.github.com/rest",
      status: String(status),
    });
  }
}

function route(exchange: Exchange): Reply {
  const segments = exchange.segments();
  const [, owner = "", name = "", ...tail] = segments.slice(segments.indexOf("repos"));
  const call = authorize(exchange, owner, name);
  const { method } = exchange;
  const [area, first, second, third, fourth, fifth] = tail;

  if (area === undefined && method === "GET") return json(200, showRepository(call.repository));
  if (area === "actions" && first === "secrets")
    return secretRoute(call, call.repository.actions, tail.slice(2));
  if (area === "environments" && first !== undefined && second === "secrets") {
    const store = call.repository.environments.get(first);
    if (store === undefined) throw notFound();
    return secretRoute(call, store, tail.slice(3));
  }
  if (area === "actions" && first === "runs" && second !== undefined && method === "GET") {
    if (third !== undefined && third !== "attempts") throw notFound();
    if (call.token.permissions.actions === undefined) throw notAccessible();
    if (fifth === "jobs") return json(200, showJobs(call.repository, second, fourth));
    return json(200, showRun(call.repository, second, fourth));
  }
  throw notFound();
}

function secretRoute(call: GitHubCall, store: Repository["actions"], tail: readonly string[]): Reply {
  const { method } = call.exchange;
  const [name, ...more] = tail;
  if (name === undefined || more.length > 0) throw notFound();
  // Repository secrets and environment secrets are two permissions.
  const permission = store === call.repository.actions ? "secrets" : "environments";
  const granted = call.token.permissions[permission];
  if (granted === undefined || (method !== "GET" && granted !== "write")) throw notAccessible();
  if (method === "GET") return name === "public-key" ? publicKey(store) : getSecret(store, name);
  if (method === "PUT") return putSecret(call, store, name);
  throw notFound();
}

/** Without one it is the oldest that is supported. */
const API_VERSIONS = ["2022-11-28", "2026-03-10"];

function requireKnownVersion({ headers }: Exchange): void {
  const version = headers["x-github-api-version"];
  if (version === undefined || API_VERSIONS.includes(version)) return;
  throw new GitHubRefusal(400, `"${version}" is not a supported version.`);
}

function authorize(exchange: Exchange, owner: string, name: string): GitHubCall {
  const { github } = exchange.tenant;
  if ((exchange.headers["user-agent"] ?? "") === "") {
    throw new GitHubRefusal(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.",
    );
  }
  requireKnownVersion(exchange);
  const text = exchange.bearer() ?? /^token +(\S+)$/i.exec(exchange.headers["authorization"] ?? "")?.[1];
  const token = github.tokens.get(text ?? "");
  if (token === undefined) throw new GitHubRefusal(401, "Bad credentials");
  const fullName = `${owner}/${name}`.toLowerCase();
  const repository = github.repositories.get(fullName);
  const reached = token.repositories.some((each) => each.toLowerCase() === fullName);
  // Whoever may not see a repository is not told that it exists.
  if (repository === undefined || !reached) throw notFound();
  exchange.note("repository", fullName);
  return { exchange, token, repository };
}
