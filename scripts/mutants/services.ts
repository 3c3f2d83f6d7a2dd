import { mutants, type Mutant } from "./mutant.ts";

/** What the services' answers mean: sinks, GitHub's times, Graph's writes. */
export const SERVICE_MUTANTS: readonly Mutant[] = [
  ...mutants(
    "sinks/run-start.ts",
    ["contract/sinks-github", "rotation/fence", "rotation/odd-worlds"],
    [
      ["a job on another runner gives the job's start", `job["runner_name"] === run.runnerName && `, ""],
      [
        "an ended job of a runner of that name gives the job's start",
        ` && job["status"] === "in_progress"`,
        "",
      ],
      [
        "one of several jobs on runners of that name gives the job's start",
        "ours.length === 1 &&",
        "ours.length >= 1 &&",
      ],
    ],
  ),
  ...mutants(
    "sinks/github-secret.ts",
    ["contract/sinks-github"],
    [
      [
        "an old replica's time confirms the delivery",
        "changedAt === undefined || changedAt < earliest",
        "changedAt === undefined",
      ],
      ["GitHub's clock may not be behind", "CLOCK_TOLERANCE_SECONDS = 60", "CLOCK_TOLERANCE_SECONDS = 0"],
      [
        "the delivery is looked at once",
        "LOOK_AGAIN_MS = [0, 1_000, 2_000, 4_000, 8_000]",
        "LOOK_AGAIN_MS = [0]",
      ],
      ["any success is GitHub's", "status === 201 || status === 204", "status >= 200 && status < 300"],
    ],
  ),
  ...mutants(
    "sinks/key-vault-secret.ts",
    ["contract/sinks-key-vault"],
    [
      ["a disabled vault version counts", `if (version["attributes"]["enabled"] !== true) return [];`, ""],
      [
        "a vault's list ends with its first page",
        `next = this.#nextPage(answer?.["nextLink"]);`,
        "next = undefined;",
      ],
      [
        "the vault's token goes to another host",
        "if (next?.origin === this.#address.origin) return next;",
        "if (next !== undefined) return next;",
      ],
      [
        "of versions of one second the first is the current",
        "holds: agree ? first : undefined",
        "holds: first",
      ],
      ["any version is the newest", "Math.max(newest, created), 0)", "newest || created, 0)"],
      [
        "any answer of a vault is a receipt",
        `status === 200 ? parseObject(body) : undefined;\n  if (answer === undefined || typeof answer["id"] !== "string") return undefined;`,
        `status === 200 ? parseObject(body) : undefined;\n  if (answer === undefined) return undefined;\n  if (typeof answer["id"] !== "string") return { deliveredAt: undefined, detail: "" };`,
      ],
    ],
  ),
  ...mutants(
    "sinks/key-vault-tags.ts",
    ["contract/sinks-key-vault"],
    [
      [
        "anybody's tags are ours",
        `typeof line !== "string" || !/^[A-Za-z0-9-]{1,24}$/.test(line)`,
        `typeof line !== "string"`,
      ],
    ],
  ),
  ...mutants(
    "sinks/writing.ts",
    ["contract/sinks-github", "contract/sinks-key-vault", "rotation/odd-worlds", "rotation/sinks"],
    [
      [
        "a refusal after a lost answer means that nothing was written",
        `if (progress.unclear === 0) throw new DeliveryFailed("refused", error);`,
        `throw new DeliveryFailed("refused", error);`,
      ],
      ["a write is repeated unasked", "if (sends > 0) await write.mayRepeat?.();", ""],
      [
        "a 503 means that nothing was written",
        "status >= 400 && status < 500 && !isTransient(status)",
        "status >= 400",
      ],
      ["an unclear answer is never sent again", "UNCLEAR_SENDS = 5", "UNCLEAR_SENDS = 1"],
    ],
  ),
  ...mutants(
    "sinks/reading.ts",
    ["contract/sinks-github", "contract/sinks-key-vault"],
    [
      ["a proxy's page is an answer", " || isForeign(response);", ";"],
      ["a read that failed once has failed", "ATTEMPTS = 5", "ATTEMPTS = 1"],
    ],
  ),
  ...mutants(
    "graph/write.ts",
    ["contract/lost-writes", "contract/retries", "contract/contention"],
    [
      [
        "after a success that nobody can read it is sent again",
        `verdict.kind === "done-unread" || how.onAbsent`,
        "how.onAbsent",
      ],
      ["a certificate is added twice", `how.onAbsent === "give-up" || `, ""],
      [
        "a refusal after a lost answer is believed",
        `if (this.#unknown > 0 && how !== "idempotent")`,
        "if (1 > 2)",
      ],
      ["a lost write is sent a third time", "UNKNOWN_SENDS = 2", "UNKNOWN_SENDS = 3"],
      ["contention ends the run", "CONTENDED_SENDS = 8", "CONTENDED_SENDS = 1"],
    ],
  ),
  ...mutants(
    "graph/verdict.ts",
    [
      "contract/lost-writes",
      "contract/retries",
      "contract/contention",
      "contract/key-sets",
      "contract/remove-key",
    ],
    [
      ["a success that nobody can read says nothing", "  unreadSuccess,\n", ""],
      ["another write under way is a refusal", "  contended,\n", ""],
      [
        "a 503 of Graph is a refusal",
        "refused.isRedirect || isTransient(refused.status)",
        "refused.isRedirect",
      ],
      [
        "a redirect is a refusal",
        "refused.isRedirect || isTransient(refused.status)",
        "isTransient(refused.status)",
      ],
      ["a fresh key set that a replica does not know is missing", "  laggingReplica,\n", ""],
      ["that there is nothing to remove is believed", "  doubtedRefusal,\n", ""],
      ["a new token is tried again and again", "status === 401 && !seen.renewed", "status === 401"],
    ],
  ),
  ...mutants(
    "graph/look-up.ts",
    ["contract/lost-writes", "contract/passwords"],
    [
      ["absent is believed after ten seconds", "PATIENCE_MS = 90_000", "PATIENCE_MS = 10_000"],
      [
        "looks that failed have shown that it is absent",
        `return failure === undefined ? { kind: "absent" } : { kind: "unseen", why: failure };`,
        `return { kind: "absent" };`,
      ],
      ["an unsettled look is the last one", "failure === undefined && !isUnsettled", "failure === undefined"],
    ],
  ),
  ...mutants(
    "graph/objects.ts",
    [
      "contract/lost-writes",
      "contract/remove-key",
      "contract/passwords",
      "contract/clocks",
      "rotation/clocks",
      "rotation/passwords",
      "rotation/odd-worlds",
    ],
    [
      ["removal believed after one look", "absentLooks >= 2", "absentLooks >= 1"],
      ["a fresh key that no look has shown was removed", "ofThisRun ? Infinity : 0", "0"],
      ["more secrets than were asked for are ours", "keyIds.length <= sends", "keyIds.length > 0"],
      ["a secret of another second is ours", "credential.notBefore === notBefore &&", ""],
      ["a secret that was there before is ours", "!known.includes(credential.keyId) &&", ""],
      [
        "a key is removed though the time is in doubt",
        "ofThisRun === true ? performWrite : performRemoval",
        "performWrite",
      ],
      ["any success removes a key", `response.status === 204 || response.body === ""`, "response.status > 0"],
      [
        "where nothing may be read, no such key is a doubt",
        "removal.deniedIsGone === true && !removal.readable",
        "removal.deniedIsGone === true && removal.readable",
      ],
    ],
  ),
];
