import { mutants, type Mutant } from "./mutant.ts";

/** Which keys are of a line, and which of them go. */
export const LINE_MUTANTS: readonly Mutant[] = [
  ...mutants(
    "rotation/retirement.ts",
    ["unit/rotation/retirement"],
    [
      [
        "retires though nobody knows whether the input was delivered",
        "if (!deliveries.inputIsDelivered)",
        "if (1 > 2)",
      ],
      ["retires while a sink is behind", "if (!deliveries.allHoldCurrent)", "if (1 > 2)"],
      [
        "retires though nobody knows when it was delivered",
        "if (deliveries.deliveredAt === undefined)",
        "if (1 > 2)",
      ],
      [
        "the overlap is not waited for",
        "if (nowSeconds < retireAfter)",
        "if (nowSeconds < deliveries.deliveredAt)",
      ],
      ["the overlap is a second longer", "if (nowSeconds < retireAfter)", "if (nowSeconds <= retireAfter)"],
      ["a newer key goes where it is named", "!line.newer.includes(candidate) &&", ""],
      ["the current key goes where it is named", "candidate.keyId !== line.current.keyId &&", ""],
      [
        "the initial key goes though another line succeeded it",
        "((rules.retireInitial && claimed === undefined)",
        "((rules.retireInitial)",
      ],
      [
        "the initial key goes unasked",
        "initial !== undefined && ((rules",
        "initial !== undefined || ((rules",
      ],
    ],
  ),
  ...mutants(
    "rotation/line.ts",
    ["unit/rotation/line", "rotation/emergency"],
    [
      [
        "a sibling of the same number is older",
        "mark.number < currentNumber).map",
        "mark.number <= currentNumber).map",
      ],
      ["a leftover that has ended is newer", " && !hasExpired(candidate, nowSeconds)", ""],
      [
        "what a leftover succeeded is the initial key",
        "marks.filter((mark) => mark.number <= currentNumber)",
        "marks",
      ],
      ["another line's key is the initial one", "candidate.mark === undefined && succeeded", "succeeded"],
      [
        "the next number is the current one's and one",
        "Math.max(currentNumber, ...marks.map((mark) => mark.number), 0) + 1",
        "currentNumber + 1",
      ],
      [
        "keys of every line are this line's",
        "mark?.line === name ? [{ candidate, mark }] : []",
        "mark !== undefined ? [{ candidate, mark }] : []",
      ],
      [
        "the display name's mark goes before the certificate's",
        "readMark(commonName) ?? readMark(displayName)",
        "readMark(displayName) ?? readMark(commonName)",
      ],
      ["only the initial key was replaced", " || older.some((candidate) => candidate.keyId === keyId)", ""],
    ],
  ),
  ...mutants(
    "rotation/mark.ts",
    ["unit/rotation/mark"],
    [
      ["a longer hash is a mark too", String.raw`(?=\s|$)/`, "/"],
      ["a name is cut through a character", String.raw`.replace(/[\uD800-\uDBFF]$/, "")`, ""],
    ],
  ),
  ...mutants(
    "rotation/carried-state.ts",
    ["unit/rotation/carried-state", "unit/rotation/delivered-credential"],
    [
      [
        "a key id that is none is one",
        "? text.toLowerCase()\n    : undefined",
        "? text.toLowerCase()\n    : text",
      ],
      ["a text may have the number nought", String.raw`/^[1-9]\d{0,8}$/`, String.raw`/^\d{1,9}$/`],
    ],
  ),
  ...mutants(
    "rotation/certificate-standing.ts",
    ["rotation/unreadable", "rotation/odd-worlds", "rotation/marks", "rotation/retirement"],
    [
      [
        "the current certificate is missed at the first look",
        "LOOK_PAUSES_MS = [10_000, 20_000] as const",
        "LOOK_PAUSES_MS = [] as const",
      ],
      ["any refusal of a read means that nothing may be read", "if (error.isForbidden) return", "return"],
      ["a certificate is born when it begins", "return notBefore + BACKDATE_SECONDS;", "return notBefore;"],
      [
        "unread, the first one's predecessor is older and ours",
        "older: number > 1 ? previous : []",
        "older: previous",
      ],
      [
        "a user's own pair was born after its delivery",
        "deliveredAt - SHORTEST_PROOF_SECONDS",
        "deliveredAt + SHORTEST_PROOF_SECONDS",
      ],
      [
        "another line's text says where this line stands",
        "const state = carried?.line === name ? carried : undefined;\n  const { certificate",
        "const state = carried;\n  const { certificate",
      ],
    ],
  ),
  ...mutants(
    "rotation/password-standing.ts",
    ["rotation/passwords", "rotation/clocks", "rotation/odd-worlds"],
    [
      [
        "the password's hint alone, without opening a token",
        "const known = opensToken && only !== undefined;",
        "const known = only !== undefined;",
      ],
      [
        "an ended password may be the current one",
        "({ expiresOn }) => (expiresOn ?? Infinity) > nowSeconds",
        "({ expiresOn }) => (expiresOn ?? Infinity) > 0",
      ],
      [
        "of two with the same hint the first one is current",
        "matching.length === 1 ?",
        "matching.length >= 1 ?",
      ],
    ],
  ),
];
