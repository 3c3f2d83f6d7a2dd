/** What a DER structure is, as far as its first tags tell. */
export type DerKind =
  | "certificate"
  | "certificate-request"
  | "pkcs1-key"
  | "pkcs8-key"
  | "encrypted-key"
  | "sec1-key"
  | "public-key"
  | "pfx"
  | "pkcs7"
  | undefined;

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;

interface Element {
  readonly tag: number;
  /** Where the contents begin. */
  readonly start: number;
  /** First byte after the element; undefined for BER's indefinite length. */
  readonly end: number | undefined;
}

function elementAt(bytes: Uint8Array, offset: number): Element | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first === 0x80) return { tag, start: offset + 2, end: undefined };
  if (first < 0x80) return { tag, start: offset + 2, end: offset + 2 + first };
  const count = first & 0x7f;
  if (count > 4) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) {
    const byte = bytes[offset + 2 + i];
    if (byte === undefined) return undefined;
    length = length * 256 + byte;
  }
  const start = offset + 2 + count;
  return { tag, start, end: start + length };
}

function next(bytes: Uint8Array, element: Element | undefined): Element | undefined {
  return element?.end === undefined ? undefined : elementAt(bytes, element.end);
}

function child(bytes: Uint8Array, element: Element | undefined): Element | undefined {
  return element === undefined ? undefined : elementAt(bytes, element.start);
}

/**
 * How many bytes the outermost SEQUENCE says that it has, header included. Undefined where
 * the bytes are no SEQUENCE, or one of indefinite length (BER, as some old tools write PFX).
 */
export function derLength(bytes: Uint8Array): number | undefined {
  const outer = elementAt(bytes, 0);
  return outer?.tag === SEQUENCE ? outer.end : undefined;
}

/** Looks at tags only: a structure that is named here may still be damaged further in. */
export function derKind(bytes: Uint8Array): DerKind {
  const outer = elementAt(bytes, 0);
  if (outer?.tag !== SEQUENCE) return undefined;
  const first = child(bytes, outer);
  const second = next(bytes, first);
  if (first?.tag === OID) return "pkcs7";
  if (first?.tag === INTEGER) return versioned(bytes[first.start], second?.tag);
  if (first?.tag !== SEQUENCE) return undefined;

  const inner = child(bytes, first);
  if (inner?.tag === CONTEXT_0) return "certificate";
  if (inner?.tag === OID) {
    if (second?.tag === OCTET_STRING) return "encrypted-key";
    return second?.tag === BIT_STRING ? "public-key" : undefined;
  }
  if (inner?.tag !== INTEGER) return undefined;
  // A version 1 certificate goes on with an algorithm, a request with a name.
  const algorithm = child(bytes, next(bytes, inner));
  return algorithm?.tag === OID ? "certificate" : "certificate-request";
}

function versioned(version: number | undefined, tag: number | undefined): DerKind {
  if (version === 3) return "pfx";
  if (tag === SEQUENCE) return "pkcs8-key";
  if (tag === INTEGER) return "pkcs1-key";
  return tag === OCTET_STRING ? "sec1-key" : undefined;
}
