import { ActionError } from "../errors.ts";
import type { GraphClient } from "./client.ts";
import { isObject, type JsonObject } from "./json.ts";

/** A collection of a million objects; what is longer goes round in a circle. */
const MOST_PAGES = 10_000;
/** A page may be empty and have a successor, but a collection does not consist of such pages. */
const MOST_EMPTY_PAGES = 50;
/** Twice the largest page that can be asked for; key sets come as many as there are. */
const MOST_ITEMS_OF_A_PAGE = 10_000;

/**
 * The items of a collection, page by page, along `@odata.nextLink`.
 *
 * The link comes from outside and every request carries the token: it is followed on the
 * same origin and the same path only, and no link twice.
 *
 * @param before is waited for before each page, such as for a limit of reads a minute
 */
export async function* readPages(
  graph: GraphClient,
  first: URL,
  before: () => Promise<void> = () => Promise.resolve(),
): AsyncGenerator<readonly JsonObject[], void, void> {
  const seen = new Set<string>();
  let empty = 0;
  for (let url: URL | undefined = first; url !== undefined;) {
    if (seen.has(url.href) || seen.size >= MOST_PAGES) throw badLink(first, "leads round in a circle");
    seen.add(url.href);
    await before();
    const answer = await graph.read(url, "page");
    const { value } = answer;
    if (!Array.isArray(value) || value.length > MOST_ITEMS_OF_A_PAGE) {
      throw new ActionError({
        code: "answer-unreadable",
        blame: "service",
        what: `${first.host} answered ${first.pathname} with something that is no list, or is far too long a one.`,
        remedy: "Check graph-url and the proxy.",
      });
    }
    empty = value.length === 0 ? empty + 1 : 0;
    if (empty > MOST_EMPTY_PAGES) throw badLink(first, "leads from one empty page to the next");
    yield value.filter(isObject);
    url = nextLink(first, answer["@odata.nextLink"]);
  }
}

function nextLink(first: URL, link: unknown): URL | undefined {
  if (link === undefined || link === null) return undefined;
  if (typeof link !== "string" || !URL.canParse(link)) throw badLink(first, "is no address");
  const next = new URL(link);
  if (next.origin !== first.origin || next.username !== "" || next.password !== "")
    throw badLink(first, "leads to another host");
  // The service writes its own paths in letters of either case.
  if (next.pathname.toLowerCase() !== first.pathname.toLowerCase())
    throw badLink(first, "leads to another path");
  next.hash = "";
  return next;
}

/** Does not repeat the link: it is somebody else's text. */
function badLink(first: URL, problem: string): ActionError {
  return new ActionError({
    code: "answer-unreadable",
    blame: "service",
    what: `The link to the next page of ${first.pathname} ${problem}; it was not followed.`,
    why: "Every request carries the access token, which must not go anywhere else.",
    remedy: "Check graph-url and the proxy; if neither is unusual here, report it to Microsoft.",
  });
}
