/** An element of a BER structure (X.690), with what stands inside it. */
export interface BerElement {
  /** The identifier's first byte. */
  readonly tag: number;
  /** Of a constructed element; empty for a primitive one. */
  readonly children: readonly BerElement[];
  /** Of a primitive element, and of an octet string that BER has cut into pieces; else empty. */
  readonly contents: Buffer;
}

export const TAG = { integer: 0x02, octetString: 0x04, oid: 0x06, sequence: 0x30 } as const;

const CONSTRUCTED = 0x20;
const INDEFINITE = 0x80;
/** Keys, certificates and PFX are some ten levels deep. What is deeper is made to exhaust a reader's stack. */
const DEEPEST = 64;

/** The bytes are no BER, or too deep. */
export class NotBer extends Error {}

/**
 * The first element of the bytes; what follows it is left alone, as OpenSSL does. DER, and BER with
 * indefinite lengths and strings in pieces, as Java and NSS write PFX. Throws {@link NotBer}.
 */
export function readBer(bytes: Buffer): BerElement {
  return read(bytes, 0, bytes.length, 0).element;
}

interface Read {
  readonly element: BerElement;
  /** First byte after it. */
  readonly next: number;
}

function read(bytes: Buffer, offset: number, limit: number, depth: number): Read {
  if (depth > DEEPEST) throw new NotBer("too deep");
  const tag = byteAt(bytes, offset, limit);
  let at = offset + 1;
  // Tags above 30 go on for as long as the top bit is set.
  if ((tag & 0x1f) === 0x1f) {
    while ((byteAt(bytes, at, limit) & 0x80) !== 0) at++;
    at++;
  }
  const { length, start } = readLength(bytes, at, limit);
  if ((tag & CONSTRUCTED) === 0) {
    if (length === undefined) throw new NotBer("a primitive without a length");
    return {
      element: { tag, children: [], contents: bytes.subarray(start, start + length) },
      next: start + length,
    };
  }
  const children: BerElement[] = [];
  const end = length === undefined ? limit : start + length;
  at = start;
  while (length === undefined ? !isEnd(bytes, at, limit) : at < end) {
    const child = read(bytes, at, end, depth + 1);
    children.push(child.element);
    at = child.next;
  }
  const pieces = tag === (TAG.octetString | CONSTRUCTED) ? children.map((child) => child.contents) : [];
  const contents = Buffer.concat(pieces);
  return { element: { tag, children, contents }, next: length === undefined ? at + 2 : end };
}

/** `undefined` for the indefinite form. Leading zeros are allowed, and read by OpenSSL. */
function readLength(
  bytes: Buffer,
  offset: number,
  limit: number,
): { length: number | undefined; start: number } {
  const first = byteAt(bytes, offset, limit);
  if (first === INDEFINITE) return { length: undefined, start: offset + 1 };
  let length = first;
  let start = offset + 1;
  if (first > INDEFINITE) {
    length = 0;
    for (const end = start + (first & 0x7f); start < end; start++) {
      length = length * 256 + byteAt(bytes, start, limit);
      if (length > limit) throw new NotBer("longer than it is");
    }
  }
  if (start + length > limit) throw new NotBer("cut");
  return { length, start };
}

function isEnd(bytes: Buffer, offset: number, limit: number): boolean {
  return byteAt(bytes, offset, limit) === 0 && byteAt(bytes, offset + 1, limit) === 0;
}

function byteAt(bytes: Buffer, offset: number, limit: number): number {
  const byte = offset < limit ? bytes[offset] : undefined;
  if (byte === undefined) throw new NotBer("cut");
  return byte;
}
