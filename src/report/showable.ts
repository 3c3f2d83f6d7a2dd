import type { KeyFacts, OperationResult } from "../operations/result.ts";
import { Secret } from "../secrets/secret.ts";
import { isPlainId, type ServiceText } from "../service-text.ts";

/** The texts of a key that come from the service and become outputs. */
const IDS = ["keySetId", "kid", "keyId", "keyType", "keyUse", "thumbprint"] as const;

/** Their names as outputs. */
const OUTPUT_OF = {
  keySetId: "key-set-id",
  kid: "kid",
  keyId: "key-id",
  keyType: "key-type",
  keyUse: "key-use",
  thumbprint: "thumbprint",
} as const satisfies Record<(typeof IDS)[number], string>;

export interface Showable {
  readonly shown: OperationResult;
  /** Names of outputs that stay empty: what the service sent is no id. */
  readonly withheld: readonly string[];
}

/**
 * The result as people and later steps may see it: every text in it without secrets, control
 * characters and excessive length, and every id an id.
 *
 * Here and not later, because Markdown's and JSON's escapes change a text: what they changed is
 * not found any more. Not a failure, because what was written is written, and the reader has
 * to know it; an id that no input of this action could take is of no use to a later step, and
 * may be meant to harm it.
 */
export function showable(result: OperationResult, texts: ServiceText): Showable {
  const withheld: string[] = [];
  const { failure, planned, ...rest } = result;
  const clean = cleaned(rest, texts) as Omit<OperationResult, "failure" | "planned">;
  const { rotation } = clean;
  const plainIds = (ids: readonly string[], name: string): readonly string[] => {
    const plain = ids.filter(isPlainId);
    if (plain.length < ids.length) withheld.push(name);
    return plain;
  };
  const shown: OperationResult = {
    ...clean,
    ...(clean.key === undefined ? {} : { key: plainFacts(clean.key, withheld) }),
    ...(rotation === undefined
      ? {}
      : {
          rotation: {
            ...rotation,
            previousKeyId:
              rotation.previousKeyId === undefined
                ? undefined
                : plainIds([rotation.previousKeyId], "previous-key-id")[0],
            retiredKeyIds: plainIds(rotation.retiredKeyIds, "retired-key-ids"),
          },
        }),
    ...(planned === undefined
      ? {}
      : { planned: planned.map((write) => ({ ...write, url: cleanUrl(write.url, texts) })) }),
    ...(failure === undefined ? {} : { failure }),
  };
  return { shown, withheld };
}

export function withheldWarning(names: readonly string[]): string {
  return `The service's answer has ids that hold other characters than ids do, or are longer than 256: ${names.join(", ")} ${names.length === 1 ? "is" : "are"} left empty. What the step says it did is done.`;
}

function plainFacts(key: KeyFacts, withheld: string[]): KeyFacts {
  const facts = { ...key };
  for (const name of IDS) {
    const id = facts[name];
    if (id === undefined || isPlainId(id)) continue;
    withheld.push(OUTPUT_OF[name]);
    facts[name] = undefined;
  }
  return facts;
}

/** Of plain data: a body's secrets print themselves as such, and stay what they are. */
function cleaned(value: unknown, texts: ServiceText): unknown {
  if (typeof value === "string") return texts.inReport(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, texts));
  if (typeof value !== "object" || value === null || value instanceof Secret) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, texts)]));
}

/** A key's id stands in some addresses. */
function cleanUrl(url: URL, texts: ServiceText): URL {
  const shown = texts.inReport(url.href);
  return shown !== url.href && URL.canParse(shown) ? new URL(shown) : url;
}
