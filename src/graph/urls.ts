import type { ObjectTarget } from "../config/target.ts";

type Version = "v1.0" | "beta";

/**
 * Every URL of Graph that this action calls is made here.
 *
 * Ids are checked before (`config/`), encoded here, and the finished path is compared with
 * the intended one: `..` survives encoding, and `new URL` would climb.
 */
export class GraphUrls {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  keySets(): URL {
    return this.#make("beta", ["trustFramework", "keySets"]);
  }

  /** `action` is the last segment: `generateKey`, `keys_v2`, … */
  keySet(keySetId: string, ...action: readonly string[]): URL {
    return this.#make("beta", [
      "trustFramework",
      "keySets",
      encodeURIComponent(keySetId),
      ...action.map(encodeURIComponent),
    ]);
  }

  /** All applications, or all service principals. */
  objects(kind: ObjectTarget["kind"], query: Readonly<Record<string, string>>): URL {
    return this.#make("v1.0", [kind === "application" ? "applications" : "servicePrincipals"], query);
  }

  /** The application or service principal itself, or an action on it. */
  object(target: ObjectTarget, action?: string, query?: Readonly<Record<string, string>>): URL {
    const collection = target.kind === "application" ? "applications" : "servicePrincipals";
    const address =
      target.appId === undefined
        ? [collection, encodeURIComponent(target.objectId ?? "")]
        : [`${collection}(appId='${encodeURIComponent(target.appId)}')`];
    return this.#make("v1.0", [...address, ...(action === undefined ? [] : [action])], query);
  }

  #make(version: Version, segments: readonly string[], query: Readonly<Record<string, string>> = {}): URL {
    const path = `/${version}/${segments.join("/")}`;
    const url = new URL(path, this.#origin);
    if (url.pathname !== path) throw new TypeError("a Graph URL did not come out as it was meant");
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }
}
