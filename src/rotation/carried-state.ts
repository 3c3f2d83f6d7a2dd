import { foreignDateTime } from "../foreign-time.ts";
import { isoSeconds } from "../iso-time.ts";

/**
 * What a delivered credential says about itself, in explanatory lines before the PEM blocks
 * (RFC 7468 section 2 allows them). The next run reads them from its own input: so a rotation
 * works for an application that may read nothing in Graph.
 */
export interface CarriedState {
  readonly line: string;
  readonly number: number;
  /** Absent where the service never said it. */
  readonly keyId: string | undefined;
  readonly previousKeyId: string | undefined;
  /** Seconds since 1970. */
  readonly deliveredAt: number | undefined;
}

const PREFIX = "keyroll-";

export function writeState(state: CarriedState): string {
  const lines = [
    ["line", state.line],
    ["number", String(state.number)],
    ["key-id", state.keyId],
    ["previous-key-id", state.previousKeyId],
    ["delivered-at", state.deliveredAt === undefined ? undefined : isoSeconds(state.deliveredAt)],
  ] as const;
  return lines
    .flatMap(([name, value]) => (value === undefined ? [] : [`${PREFIX}${name}: ${value}\n`]))
    .join("");
}

/** `undefined` where the text does not come from a rotation. Untidy or lost line ends are fine. */
export function readState(text: string): CarriedState | undefined {
  const values = new Map<string, string>();
  for (const match of text.matchAll(
    // Where the line ends were lost, a value ends with the next name or block.
    /keyroll-(line|number|key-id|previous-key-id|delivered-at): ?([\w:.+-]{1,64}?)(?=keyroll-[a-z-]{1,24}:|-----BEGIN|[^\w:.+-]|$)/g,
  )) {
    values.set(match[1] ?? "", match[2] ?? "");
  }
  return checkedState(
    values.get("line"),
    values.get("number"),
    values.get("key-id"),
    values.get("previous-key-id"),
    foreignDateTime(values.get("delivered-at")),
  );
}

/** `undefined` where line or number are not as a mark has them; keyIds that are none are left out. */
export function checkedState(
  line: string | undefined,
  number: string | undefined,
  keyId: string | undefined,
  previousKeyId: string | undefined,
  deliveredAt: number | undefined,
): CarriedState | undefined {
  if (line === undefined || !/^[A-Za-z0-9-]{1,24}$/.test(line)) return undefined;
  if (number === undefined || !/^[1-9]\d{0,8}$/.test(number)) return undefined;
  return {
    line,
    number: Number(number),
    keyId: guid(keyId),
    previousKeyId: guid(previousKeyId),
    deliveredAt,
  };
}

function guid(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? text.toLowerCase()
    : undefined;
}
