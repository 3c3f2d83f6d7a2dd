/**
 * How a rotation knows its own keys: `keyroll:<line>:<n>:<predecessor>`, in the certificate's
 * subject (which always survives) and first in the credential's displayName (which passwords
 * have only).
 */
export interface Mark {
  /** `rotation-name`: keys of another line are never touched. */
  readonly line: string;
  /** Grows along the line. Older means smaller, never an earlier date. */
  readonly number: number;
  /** First 16 hex digits of the predecessor's thumbprint, or of its keyId. */
  readonly predecessor: string;
}

const PATTERN = /^keyroll:([A-Za-z0-9-]{1,24}):(\d{1,9}):([0-9a-f]{16})(?=\s|$)/;
/** Graph cuts longer names. */
const LONGEST_DISPLAY_NAME = 90;

export function writeMark({ line, number, predecessor }: Mark): string {
  return `keyroll:${line}:${String(number)}:${predecessor}`;
}

/** The mark at the beginning of a display name or a common name. */
export function readMark(text: string | undefined): Mark | undefined {
  const match = PATTERN.exec(text ?? "");
  if (match === null) return undefined;
  return { line: match[1] ?? "", number: Number(match[2]), predecessor: match[3] ?? "" };
}

/** The mark, and as much of the user's name as there is room for. */
export function markedDisplayName(mark: Mark, displayName: string): string {
  const cut = `${writeMark(mark)} ${displayName}`.slice(0, LONGEST_DISPLAY_NAME);
  // Half a surrogate pair is no text that JSON could carry.
  return cut.replace(/[\uD800-\uDBFF]$/, "").trimEnd();
}

/** How a mark names a key: by thumbprint (40 hex digits) or keyId (a GUID). */
export function shortId(thumbprintOrKeyId: string): string {
  return thumbprintOrKeyId.replaceAll("-", "").toLowerCase().slice(0, 16);
}
