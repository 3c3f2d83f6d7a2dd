import { mutants, type Mutant } from "./mutant.ts";

/** Certificates and passwords: made, proved, accepted, still there. */
export const CREDENTIAL_MUTANTS: readonly Mutant[] = [
  ...mutants(
    "rotation/certificate-credentials.ts",
    ["rotation/marks", "rotation/odd-worlds", "rotation/unreadable", "rotation/emergency", "rotation/sinks"],
    [
      [
        "no sign-in after the last delivery where nothing may be read",
        "return opensTokenStill(credential, provingAs(look.clientId, this.#rotation), this.#context);\n  }\n\n  async addAgain",
        "return true;\n  }\n\n  async addAgain",
      ],
      [
        "a replica that never showed it says that it is gone",
        "if (shown !== undefined && (shown || wasShown))",
        "if (shown !== undefined)",
      ],
      ["an earlier run's key is taken back", "if (byEarlierRun) return", "if (byEarlierRun && 1 > 2) return"],
      ["the leaked key signs its own removal", "...(made === undefined ? {} : { pair: made.pair })", ""],
      ["the given pair is a leftover", ".filter((candidate) => candidate.shortId !== own)", ""],
      [
        "the given pair is added once more",
        "return all.find((candidate) => candidate.shortId === own);",
        "return all.find((candidate) => candidate.shortId === own && all.length === 0);",
      ],
      [
        "the current pair is a new one",
        "if (given?.thumbprint !== proof.pair.thumbprint) return;",
        "if (given?.thumbprint !== proof.pair.thumbprint || given) return;",
      ],
      [
        "a file starts an overlap",
        "const deliveredAt = delivers ? this.#now : undefined;",
        "const deliveredAt = this.#now;",
      ],
    ],
  ),
  ...mutants(
    "rotation/certificate-writes.ts",
    ["rotation/odd-worlds", "rotation/proving", "rotation/emergency", "rotation/unreadable"],
    [
      [
        "one look without it means that it was taken away",
        "STILL_THERE_PAUSES_MS = [0, 5_000, 10_000, 15_000]",
        "STILL_THERE_PAUSES_MS = [0]",
      ],
      [
        "the new certificate is looked for once",
        "READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000, 20_000]",
        "READ_BACK_PAUSES_MS = [0]",
      ],
      [
        "a replica that does not know the new signer ends the emergency",
        "NEW_SIGNER_PAUSES_MS = [0, 10_000, 20_000, 30_000]",
        "NEW_SIGNER_PAUSES_MS = [0]",
      ],
      [
        "an add of unknown outcome is certain",
        "keyId: undefined, uncertain: true",
        "keyId: undefined, uncertain: false",
      ],
    ],
  ),
  ...mutants(
    "rotation/after-delivery.ts",
    ["rotation/odd-worlds"],
    [
      ["adds again without looking at the sink", "await delivered.refuseOvertaken();", ""],
      [
        "the id of what was added again is not delivered",
        "if (delivered.hasSinks) await delivered.deliver(again);",
        "",
      ],
      [
        "the sinks keep what nobody accepts",
        "hasSinks && (await restoredOrNot(restore))",
        "hasSinks && restore.length === 0",
      ],
      [
        "what was added again is not proved",
        `if (proved.kind !== "proved")`,
        `if (proved.kind === "timed-out" && 1 > 2)`,
      ],
    ],
  ),
  ...mutants(
    "rotation/password-credentials.ts",
    ["rotation/passwords", "rotation/odd-worlds", "rotation/sinks"],
    [
      [
        "a young password that opens no token is refused at once",
        "YOUNG_PAUSES_MS = [10_000, 20_000, 30_000, 60_000]",
        "YOUNG_PAUSES_MS = []",
      ],
      [
        "what opens no token goes to sinks",
        "mustGo === undefined ? this.#rotation.currentSecret : undefined",
        "mustGo === undefined ? this.#rotation.currentSecret : this.#rotation.currentSecret",
      ],
      [
        "one look without the password means that it was taken away",
        "STILL_THERE_PAUSES_MS = [0, 5_000, 10_000, 15_000]",
        "STILL_THERE_PAUSES_MS = [0]",
      ],
      ["of several that may be current the latest end counts", "Math.min(...times)", "Math.max(...times)"],
      [
        "newer ones are known though the current one is not",
        `knowsLeftovers: standing.current !== "ambiguous"`,
        "knowsLeftovers: true",
      ],
      [
        "a lost answer's password stays",
        "if (made.answersWereLost) await",
        "if (made.answersWereLost && 1 > 2) await",
      ],
    ],
  ),
  ...mutants(
    "rotation/prove.ts",
    ["rotation/proving", "rotation/odd-worlds", "rotation/passwords"],
    [
      ["no pause between the three acceptances", "BETWEEN_SUCCESSES_MS = 2_000", "BETWEEN_SUCCESSES_MS = 0"],
      ["one acceptance proves it", "SUCCESSES_IN_A_ROW = 3", "SUCCESSES_IN_A_ROW = 1"],
      ["acceptances need not follow each other", "successes = 0;\n    if (result", "if (result"],
      [
        "the token service is asked at once",
        "let pause = Math.min(FIRST_PAUSE_MS, proving.timeoutMs / 4);",
        "let pause = 0;",
      ],
      [
        "one node that does not know it means that it is gone",
        "STILL_PAUSES_MS = [0, 10_000, 20_000, 30_000]",
        "STILL_PAUSES_MS = [0]",
      ],
      [
        "no answer means that the credential opens no token",
        " && !isTransient(result.response.status)) return false;",
        ") return false;",
      ],
      [
        "a definite refusal is waited out",
        "if (!isWorthWaiting(answer, result.response.status))",
        "if (1 > 2)",
      ],
      ["what is not known yet is refused for good", "NOT_KNOWN_YET.has(code) || ", ""],
    ],
  ),
  ...mutants(
    "proof/proof.ts",
    ["unit/proof"],
    [
      ["a fast clock's proof begins in the future", "BACKDATE_SECONDS = 120", "BACKDATE_SECONDS = 0"],
      ["a proof lives longer than is allowed", "LIFETIME_SECONDS = 600", "LIFETIME_SECONDS = 1_200"],
      ["two proofs of one second are the same", "? this.#lastNotBefore + 1", "? this.#lastNotBefore"],
    ],
  ),
  ...mutants(
    "auth/sign-in.ts",
    ["rotation/odd-worlds"],
    [
      ["an old certificate that is not known is waited for", "if (age > YOUNG_MS) return false;", ""],
      [
        "a young certificate that is not known fails at once",
        "LONGEST_LAG_MS = 600_000",
        "LONGEST_LAG_MS = 0",
      ],
      ["a young certificate is waited for without end", "clock.now() + pause > endsAt || ", ""],
    ],
  ),
];
