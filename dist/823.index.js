export const id = 823;
export const ids = [823];
export const modules = {

/***/ 1905:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ Journal)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);

/** Where a rotation stands: tells an interrupted run's reader what the next run will do. */
class Journal {
    #next = "Nothing was written: the next run starts afresh.";
    /** @param next what the next run will do if this one stops here */
    reached(next) {
        this.#next = next;
    }
    /** Runs the steps; an interrupt or a spent budget says what comes next. */
    async follow(steps) {
        try {
            return await steps();
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l && (error.code === "interrupted" || error.code === "timeout")) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
                    code: error.code,
                    blame: error.blame,
                    what: error.what,
                    ...(error.why === undefined ? {} : { why: error.why }),
                    remedy: this.#next,
                    cause: error,
                });
            }
            throw error;
        }
    }
}


/***/ }),

/***/ 8823:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateObject: () => (/* binding */ rotateObject)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/rotation/delivery-errors.ts
var delivery_errors = __webpack_require__(310);
;// CONCATENATED MODULE: ./src/rotation/after-delivery.ts


const OTHER_WRITER = "Another tool writes the object's whole list of credentials (Terraform, a script with PATCH): let it ignore them, or let it add and remove single ones.";
/**
 * Right after the last delivery: is the delivered credential still on the object? A tool that
 * writes back the whole list which it has read before takes it away, and every consumer with it.
 *
 * A certificate is added again, with a proof by the one before it; its new id is delivered too.
 *
 * @returns what stands there now
 * @throws ActionError `credential-lost`: the sinks hold what nobody accepts, or hold the old one again
 */
async function assureStillThere(delivered) {
    const { look, made, credentials, log } = delivered;
    if (await credentials.isStillThere(look, made))
        return made;
    const { noun } = credentials;
    log.step(`The new ${noun} ${made.name} was delivered, and is not on the object any more.`);
    await delivered.refuseOvertaken();
    if (credentials.addAgain === undefined)
        throw await lost(delivered, "A password's value cannot be added again.");
    try {
        const again = await credentials.addAgain(look, made);
        const proved = await delivered.prove(again.credential);
        if (proved.kind !== "proved")
            throw await lost(delivered, proved.kind === "refused" ? proved.error.what : proved.reason);
        if (delivered.hasSinks)
            await delivered.deliver(again);
        log.warning(`The new ${noun} ${made.name} was taken off the object right after its delivery, and was added again. ${OTHER_WRITER}`);
        return again;
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error) || error.code === "credential-lost")
            throw error;
        throw await lost(delivered, error.what);
    }
}
async function lost({ made, credentials, restore, hasSinks }, why) {
    const restored = hasSinks && (await restoredOrNot(restore));
    return new errors/* ActionError */.l({
        code: "credential-lost",
        blame: "service",
        what: `The new ${credentials.noun} ${made.name} was delivered, and was then taken off the object by somebody else; it could not be added again.`,
        why: `${why} ${restored ? `The sinks hold the ${credentials.noun} of before again.` : "The sinks hold a credential that nobody accepts."}`,
        remedy: `${OTHER_WRITER} ${restored ? "Then run it again." : 'Then add a credential by hand and store it in the sinks (docs/rotation.md, "The way in").'}`,
    });
}
async function restoredOrNot(restore) {
    try {
        return await restore();
    }
    catch (error) {
        if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error))
            throw error;
        return false;
    }
}

// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/sinks/sink.ts
var sink = __webpack_require__(9525);
;// CONCATENATED MODULE: ./src/rotation/fence.ts

/** More undelivered keys than this mean that something goes wrong every time. */
const MOST_LEFTOVERS = 3;
/**
 * Adding yet another key that nobody may ever receive helps nobody.
 *
 * @param handedOver it goes to files only, for a later step to deliver
 */
function tooManyLeftovers(leftovers, handedOver) {
    if (leftovers.length < MOST_LEFTOVERS)
        return undefined;
    return new errors/* ActionError */.l({
        code: "too-many-leftovers",
        blame: "input",
        what: `${String(leftovers.length)} newer keys of this line stand on the object, and none is known to be delivered: ${leftovers.map(({ keyId }) => keyId).join(", ")}.`,
        why: handedOver
            ? "`deliver-to` names files only, which a later step has to deliver; this run's input is still the old credential."
            : "Runs before this one were interrupted after adding a key.",
        remedy: "Find out why the new credential does not become this workflow's input; then remove the keys named above with remove-key.",
    });
}
/** This run's input is not the credential that was delivered last: another run was here. */
function staleInput(why) {
    return new errors/* ActionError */.l({
        code: "stale-input",
        blame: "input",
        what: "This run's input is not the credential that was delivered last.",
        why,
        remedy: "Run it again as a new run, not as a re-run: a new one reads the new secret. If it says the same again, the workflow reads its input from elsewhere than the first line of `deliver-to`: name first the sink that it reads.",
    });
}

;// CONCATENATED MODULE: ./src/rotation/input-freshness.ts

/** The delivery's time is written into the text right before the text goes out. */
const DELIVERY_TAKES_SECONDS = 120;
/**
 * The strongest evidence first: what the sink itself says that it holds; then the times, which are
 * the sink's own and GitHub's; then the input's own words.
 */
function judgeFreshness(first, input, readTime) {
    if (first === undefined)
        return { kind: "current", by: "no-sink" };
    const { changedAt, holds, sink } = first;
    if (changedAt === undefined)
        return { kind: "current", by: "empty" };
    const same = isSameCredential(holds, input);
    if (same === true)
        return { kind: "current", by: "what it says" };
    if (same === false) {
        return {
            kind: "stale",
            why: `${sink.name} says that it holds another credential (number ${String(holds?.number)}${holds?.keyId === undefined ? "" : `, key id ${holds.keyId}`}).`,
        };
    }
    if (readTime !== undefined) {
        if (changedAt <= readTime.at)
            return { kind: "current", by: "times" };
        const reader = readTime.isRerun ? "this run's first attempt" : `this ${sink.readBy}`;
        return {
            kind: "stale",
            why: `${sink.name} was changed at ${(0,iso_time/* isoSeconds */.n)(changedAt)}, after ${reader} had read its secrets (${(0,iso_time/* isoSeconds */.n)(readTime.at)}).`,
        };
    }
    const { deliveredAt } = input;
    if (deliveredAt !== undefined && Math.abs(changedAt - deliveredAt) <= DELIVERY_TAKES_SECONDS)
        return { kind: "current", by: "its text" };
    return { kind: "unknown" };
}
/** `undefined` where one of the two says too little. */
function isSameCredential(holds, input) {
    if (holds === undefined)
        return undefined;
    if (holds.keyId !== undefined && input.keyId !== undefined)
        return holds.keyId === input.keyId;
    if (input.line === undefined || input.line !== holds.line)
        return undefined;
    return holds.number === input.number;
}

;// CONCATENATED MODULE: ./src/rotation/deliveries.ts





/** Reaches every sink before anything is written anywhere. */
async function inspectSinks(sinks) {
    const inspected = [];
    for (const sink of sinks)
        inspected.push({ sink, ...(await sink.inspect()) });
    return inspected;
}
/** Those that consumers read: a file handed to a later step says nothing about them. */
function deliverySinks(sinks) {
    return sinks.filter(({ sink }) => sink.kind === "delivery");
}
/** The one that the workflow reads its input from: the first that somebody reads at all. */
function firstSink(sinks) {
    return deliverySinks(sinks)[0];
}
/**
 * Looks at the first sink again. An older time than the known one is an old replica's.
 *
 * @returns when it was changed (seconds since 1970), where that is later than this run knows
 */
async function changedSince(sinks) {
    const first = firstSink(sinks);
    if (first === undefined)
        return undefined;
    const { changedAt } = await first.sink.inspect();
    return changedAt !== undefined && changedAt > (first.changedAt ?? 0) ? changedAt : undefined;
}
/**
 * Sinks that do not hold the current credential, whatever line it is of: empty ones, those that
 * were changed last before it was born or before the first sink was (nothing goes to a later one
 * before the first), and those that say themselves that they hold another.
 */
function sinksBehind(sinks, current) {
    const first = firstSink(sinks);
    const firstAt = first?.changedAt ?? 0;
    // The first one is where the input comes from: what is not ours was there at the latest then.
    const bornAt = current.isOurs ? current.bornAt : Math.min(current.bornAt ?? firstAt, firstAt);
    return deliverySinks(sinks).filter((one) => {
        if (one.changedAt === undefined)
            return true;
        if (bornAt !== undefined && one.changedAt < bornAt)
            return true;
        if (one === first)
            return false;
        return isSameCredential(one.holds, current) === false || one.changedAt < firstAt;
    });
}
/**
 * When the current credential was delivered, as far as anybody can tell. Seconds since 1970.
 *
 * A sink's clock may be behind, and may not shorten the overlap: nothing is delivered before it
 * is born, nor before its own text was written.
 */
function deliveredAtOf(sinks, bornAt, carriedDeliveredAt) {
    const times = deliverySinks(sinks).flatMap(({ changedAt }) => changedAt ?? []);
    if (times.length === 0)
        return carriedDeliveredAt;
    return Math.max(...times, bornAt ?? 0, carriedDeliveredAt ?? 0);
}
/**
 * Puts the credential into every sink, in the order of `deliver-to`.
 *
 * Nothing goes to the second sink before the first has accepted: the first is the one that
 * this workflow reads its input from. And nothing goes anywhere when the first one was changed
 * by somebody else: a run that was suspended would put an older credential over a newer one.
 */
async function deliverAll(delivery) {
    const { to, credential, facts, log, nowSeconds } = delivery;
    const accepted = [];
    const failed = [];
    let reason;
    let latest;
    for (const [index, inspected] of to.entries()) {
        const { sink } = inspected;
        try {
            await refuseOverwriting(delivery);
            const receipt = await sink.deliver(credential, facts, repeats(delivery, inspected));
            inspected.changedAt = receipt.deliveredAt ?? nowSeconds();
            if (sink.kind === "delivery")
                latest = Math.max(latest ?? 0, inspected.changedAt);
            accepted.push(sink.name);
            log.step(`Delivered to ${sink.name} (${receipt.detail}).`);
        }
        catch (error) {
            const failure = asFailure(error);
            const stopped = whatStopped(failure.reason);
            if (stopped !== undefined)
                throw stopped;
            if (accepted.length === 0 && failed.length === 0 && failure.outcome === "refused") {
                return { kind: "refused", reason: failure.reason };
            }
            reason ??= failure.reason;
            failed.push(sink.name);
            // The first one may or may not hold it, or holds another: nobody else gets it before that is known.
            if (accepted.length > 0 && failure.reason.code !== "stale-input")
                continue;
            failed.push(...to.slice(index + 1).map((other) => other.sink.name));
            break;
        }
    }
    if (reason !== undefined)
        return { kind: "incomplete", to: accepted, failed, reason };
    return { kind: "delivered", to: accepted, deliveredAt: latest };
}
/** A service's clock, an exchange and its time limit. */
const OWN_PUT_SECONDS = 120;
/**
 * Before the same is sent to a sink again: a run that slept meanwhile must not overwrite what
 * another one has delivered. A change about the time of its own last send is its own.
 */
function repeats(delivery, target) {
    const { sinks, nowSeconds } = delivery;
    let lastSentAt = nowSeconds();
    return async () => {
        const changedAt = await changedSince(sinks);
        const isOwn = target === firstSink(sinks) && Math.abs((changedAt ?? 0) - lastSentAt) <= OWN_PUT_SECONDS;
        if (changedAt !== undefined && !isOwn)
            throw overtaken(sinks, changedAt);
        lastSentAt = nowSeconds();
    };
}
async function refuseOverwriting({ sinks }) {
    const changedAt = await changedSince(sinks);
    if (changedAt !== undefined)
        throw new sink/* DeliveryFailed */._("refused", overtaken(sinks, changedAt));
}
/** The first sink was changed since this run has looked at it: whatever this run knows is old. */
function overtaken(sinks, changedAt) {
    const name = firstSink(sinks)?.sink.name ?? "";
    return staleInput(`${name} was changed at ${(0,iso_time/* isoSeconds */.n)(changedAt)}, while this run was under way.`);
}
/**
 * An interrupt or the end of the run's time, whatever the sink made of it: nothing more is
 * begun then, nor taken back, and the journal says what the next run will do.
 */
function whatStopped(reason) {
    return [reason, reason.cause].find((error) => error instanceof errors/* ActionError */.l && (error.code === "interrupted" || error.code === "timeout"));
}
/** An interrupt or a spent budget in the middle of a delivery leaves its outcome unknown. */
function asFailure(error) {
    if (error instanceof sink/* DeliveryFailed */._)
        return error;
    if (error instanceof errors/* ActionError */.l)
        return new sink/* DeliveryFailed */._("unknown", error);
    throw error;
}

// EXTERNAL MODULE: ./src/rotation/line.ts
var line = __webpack_require__(4758);
;// CONCATENATED MODULE: ./src/rotation/decision.ts




/**
 * The decision of a run, as one ordered table: the first check that has something to say decides.
 * Pure, so that the model can run it beside its own.
 */
const CHECKS = [
    ["stale input", isStale],
    ["a newer key is delivered, and no time tells", isOvertaken],
    ["the leaked key is nowhere, or is another input's", leakIsElsewhere],
    ["the leaked key is gone", leakIsGone],
    ["a sink is behind, and nothing may be delivered", isBehindForGood],
    ["only to retire", retiresOnly],
    ["the leaked key has a successor", leakIsReplaced],
    ["too many leftovers", hasTooManyLeftovers],
    ["leaked", (seen, wishes) => rotateFor(leaked(seen, wishes))],
    ["forced", (seen, wishes) => rotateFor(forced(seen, wishes))],
    ["must go", (seen) => rotateFor(mustGo(seen))],
    ["a sink is behind, and the current one must not go there", (seen) => rotateFor(behindForGood(seen))],
    ["due", (seen, wishes) => rotateFor(due(seen, wishes))],
    ["nothing", () => ({ kind: "nothing", reason: "it is not due" })],
];
function decide(seen, wishes) {
    for (const [, check] of CHECKS) {
        const decision = check(seen, wishes);
        if (decision !== undefined)
            return decision;
    }
    throw new TypeError("the last check always decides");
}
function isStale({ freshness }) {
    return freshness.kind === "stale" ? { kind: "stop", error: staleInput(freshness.why) } : undefined;
}
/** Without times, a key that was there before the first sink changed looks as if it was delivered then. */
function isOvertaken({ freshness, look, sinks }) {
    if (freshness.kind !== "unknown" || !look.knowsLeftovers)
        return undefined;
    const delivered = look.leftovers.find(({ bornAt }) => looksDelivered(bornAt, sinks));
    if (delivered === undefined)
        return undefined;
    const why = `Key ${delivered.keyId} is newer than this run's input, and ${firstSink(sinks)?.sink.name ?? ""} was changed after it was made; when this run's secrets were read is not known.`;
    return { kind: "stop", error: staleInput(why) };
}
/** The first sink was changed after a key was made. */
function looksDelivered(bornAt, sinks) {
    const changedAt = firstSink(sinks)?.changedAt;
    return changedAt !== undefined && bornAt !== undefined && bornAt < changedAt;
}
function leakIsElsewhere({ leak }) {
    return leak?.kind === "elsewhere" || leak?.kind === "nowhere"
        ? { kind: "stop", error: leak.error }
        : undefined;
}
function leakIsGone({ leak }) {
    return leak?.kind === "removed-earlier" ? { kind: "already-gone", reason: leak.why } : undefined;
}
/** Never green while a sink holds less than it should: `retire` cannot deliver. */
function isBehindForGood({ behind }, { operation, noun }) {
    if (operation !== "retire" || behind.length === 0)
        return undefined;
    return {
        kind: "stop",
        error: new errors/* ActionError */.l({
            code: "delivery-incomplete",
            blame: "input",
            what: `${behind.map(({ sink }) => sink.name).join(", ")}: does not hold the current ${noun}.`,
            why: "Whoever reads it there would be locked out by a retirement; nothing was removed.",
            remedy: "Run `rotate` first: it brings every sink up to date.",
        }),
    };
}
function retiresOnly(_, { operation }) {
    return operation === "retire" ? { kind: "nothing", reason: "this operation only retires" } : undefined;
}
/** The short way, without another new key: only where every sink can have the current one first. */
function leakIsReplaced(seen, { word }) {
    const { leak, look, behind } = seen;
    const keyId = leak?.keyId;
    if (keyId === undefined || !(0,line/* wasReplaced */.wo)(look.line, keyId))
        return undefined;
    if (behind.length > 0 && !mayCatchUp(seen))
        return undefined;
    return {
        kind: "remove-leaked",
        reason: `${word} ${keyId} has leaked, and an earlier run has replaced it`,
    };
}
/** Asked only where one more key would be added. */
function hasTooManyLeftovers(seen, wishes) {
    const adds = [leaked, forced, mustGo, behindForGood, due].some((why) => why(seen, wishes) !== undefined);
    if (!adds || !seen.look.knowsLeftovers)
        return undefined;
    const handedOver = seen.sinks.length > 0 && firstSink(seen.sinks) === undefined;
    const error = tooManyLeftovers(seen.look.leftovers, handedOver);
    return error === undefined ? undefined : { kind: "stop", error };
}
function rotateFor(reason) {
    return reason === undefined ? undefined : { kind: "rotate", reason };
}
function leaked({ leak }, { word }) {
    return leak === undefined ? undefined : `${word} ${leak.keyId} is said to have leaked`;
}
function forced(_, { rules }) {
    return rules.force ? "`force` is set" : undefined;
}
function mustGo({ look }) {
    return look.mustGo;
}
function behindForGood(seen) {
    if (seen.behind.length === 0 || mayCatchUp(seen))
        return undefined;
    return seen.look.leftovers.length > 0
        ? "a sink is behind, and an interrupted run left a newer key"
        : "a sink is behind, and when this run's secrets were read is not known";
}
/**
 * Whether sinks may get the current credential once more. Not while a newer key stands on the
 * object, which would look delivered then to whoever knows no times; and not by a run that does not
 * know that its input is current: it could put an older key where the newer one is. A new one goes
 * to the first sink first, and is above all doubt.
 */
function mayCatchUp({ look, freshness }) {
    return look.leftovers.length === 0 && freshness.kind === "current";
}
function due({ look, nowSeconds }, { noun }) {
    return look.dueFrom !== undefined && look.dueFrom <= nowSeconds ? `the ${noun} is due` : undefined;
}
/** Sinks that get the current credential once more, before anything else is done. */
function toCatchUp(seen, decision) {
    if (decision.kind === "stop" || decision.kind === "already-gone")
        return [];
    return mayCatchUp(seen) ? seen.behind : [];
}

// EXTERNAL MODULE: ./src/rotation/due.ts
var rotation_due = __webpack_require__(1220);
// EXTERNAL MODULE: ./src/rotation/journal.ts
var rotation_journal = __webpack_require__(1905);
;// CONCATENATED MODULE: ./src/sinks/open.ts
/** One more sink is one more file and one line here. Each is loaded only where it is named. */
const SINKS = {
    "github-secret": async (...of) => (await __webpack_require__.e(/* import() */ 31).then(__webpack_require__.bind(__webpack_require__, 9031))).openGitHubSecret(...of),
    "github-environment-secret": async (...of) => (await __webpack_require__.e(/* import() */ 31).then(__webpack_require__.bind(__webpack_require__, 9031))).openGitHubSecret(...of),
    "key-vault-secret": async (...of) => (await __webpack_require__.e(/* import() */ 225).then(__webpack_require__.bind(__webpack_require__, 1225))).openKeyVaultSecret(...of),
    file: async (target) => (await __webpack_require__.e(/* import() */ 924).then(__webpack_require__.bind(__webpack_require__, 924))).openFile(target),
};
/** In the order of `deliver-to`. Reaches nothing yet. */
function openSinks(context) {
    return Promise.all(context.settings.targets.map((target) => openSink(target, context)));
}
function openSink(target, context) {
    const open = SINKS[target.kind];
    return open(target, context);
}

// EXTERNAL MODULE: ./src/sinks/github-client.ts + 1 modules
var github_client = __webpack_require__(1926);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/foreign-time.ts
var foreign_time = __webpack_require__(4173);
// EXTERNAL MODULE: ./src/graph/json.ts
var json = __webpack_require__(6276);
;// CONCATENATED MODULE: ./src/sinks/run-start.ts




const NAME = "the start of this run";
/**
 * When this attempt of the run began (seconds since 1970): repository secrets are read no
 * earlier. `undefined` where the token may not read it (Actions: read).
 */
async function runStart(github, run) {
    return (0,foreign_time/* foreignDateTime */.Eo)((await readAttempt(github, run, ""))?.["run_started_at"]);
}
/**
 * When this job began: secrets of environments are read no earlier. The job is known by its
 * runner; `undefined` where the token may not read it, or where several jobs say that name.
 */
async function jobStart(github, run) {
    const jobs = (await readAttempt(github, run, "/jobs?per_page=100"))?.["jobs"];
    if (!Array.isArray(jobs) || run.runnerName === undefined)
        return undefined;
    const ours = jobs.filter((job) => (0,json/* isObject */.Gv)(job) && job["runner_name"] === run.runnerName && job["status"] === "in_progress");
    return ours.length === 1 && (0,json/* isObject */.Gv)(ours[0]) ? (0,foreign_time/* foreignDateTime */.Eo)(ours[0]["started_at"]) : undefined;
}
/**
 * The start of the job's first step, by the runner's clock: an upper bound of the job's start
 * that needs no token.
 *
 * The time of the event file itself says nothing, because the runner writes it anew before
 * every step. Its folder is emptied with RUNNER_TEMP at the start of the job, and nothing is
 * added to it after the first step has put the file there.
 */
function firstStepStart(eventPath) {
    if (eventPath === undefined)
        return undefined;
    const folder = (0,external_node_fs_.statSync)((0,external_node_path_.dirname)(eventPath), { throwIfNoEntry: false });
    return folder?.isDirectory() === true ? Math.floor(folder.mtimeMs / 1000) : undefined;
}
async function readAttempt(github, { repository, runId, runAttempt }, tail) {
    const [owner, repo] = repository?.split("/") ?? [];
    if (owner === undefined || repo === undefined || runId === undefined)
        return undefined;
    const response = await github.read(NAME, `GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}${tail}`, { owner, repo, run_id: runId, attempt_number: runAttempt ?? "1" });
    return response.status === 200 ? (0,json/* parseObject */.lj)(response.body) : undefined;
}

;// CONCATENATED MODULE: ./src/rotation/input-age.ts


/**
 * When this run's secrets were read, as far as GitHub or the runner tell.
 *
 * Of a run that was started again, the first attempt's start counts: whether a new attempt reads
 * secrets anew is not documented, and too early a time is safe.
 *
 * @param readBy what reads them: the run when it is queued, or the job when it starts
 */
async function inputReadAt(readBy, sinks, environment, network) {
    const isRerun = Number(environment.runAttempt ?? "1") > 1;
    const github = sinks.github === undefined ? undefined : new github_client/* GitHubClient */.j(sinks.github, network);
    if (isRerun || readBy === "run") {
        // The job's folder tells nothing of when the run was queued.
        const at = github && (await runStart(github, { ...environment, runAttempt: "1" }));
        return at === undefined ? undefined : { at, isRerun };
    }
    const at = (github && (await jobStart(github, environment))) ?? firstStep(environment, network);
    return at === undefined ? undefined : { at, isRerun };
}
/** By the runner's clock, which is put right: the sink's time of change is a service's. */
function firstStep({ eventPath }, { serviceClock }) {
    const start = firstStepStart(eventPath);
    return start === undefined ? undefined : start + Math.round(serviceClock.skewMs / 1000);
}

// EXTERNAL MODULE: ./src/graph/objects.ts
var objects = __webpack_require__(1828);
// EXTERNAL MODULE: ./src/graph/refused.ts
var refused = __webpack_require__(4332);
// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __webpack_require__(8614);
// EXTERNAL MODULE: ./src/rotation/certificate-standing.ts
var certificate_standing = __webpack_require__(8766);
// EXTERNAL MODULE: ./src/rotation/mark.ts
var rotation_mark = __webpack_require__(8985);
// EXTERNAL MODULE: ./src/rotation/password-standing.ts
var password_standing = __webpack_require__(630);
;// CONCATENATED MODULE: ./src/rotation/leak.ts








/** A key that was added a moment ago may not be on this replica yet. */
const LOOK_AGAIN_PAUSES_MS = [5_000, 10_000, 15_000];
/**
 * Looks for the leaked key among certificates and passwords, on the object and on its
 * counterpart, several times: "it is not there any more" would be the worst of all errors.
 */
async function locateLeak(rotation, look, context) {
    const keyId = rotation.emergencyKeyId;
    if (keyId === undefined)
        return undefined;
    if (!look.readable)
        return { kind: "unseen", keyId };
    const { graph, log } = context;
    let { all, others } = look;
    for (const pause of [0, ...LOOK_AGAIN_PAUSES_MS]) {
        if (pause > 0) {
            log.step(`Key ${keyId} is not shown: looking again.`);
            await graph.network.limits.wait(pause);
            const object = await readQuietly(rotation.target, context);
            if (object !== undefined)
                ({ all, others } = sorted(rotation, object));
        }
        const here = all.find((candidate) => candidate.keyId === keyId);
        if (here !== undefined)
            return { kind: "here", keyId, also: sameCertificate(here, all) };
        if (others.some((candidate) => candidate.keyId === keyId))
            return { kind: "elsewhere", keyId, error: ofTheOtherKind(rotation, keyId, rotation.target) };
        const why = pause === 0 ? undefined : replacedEarlier(rotation, all, keyId);
        if (why !== undefined)
            return { kind: "removed-earlier", keyId, why };
    }
    const counterpart = counterpartOf(rotation.target, look.clientId);
    const other = await readQuietly(counterpart, context);
    const found = other && onCounterpart(rotation, other, counterpart, keyId);
    if (found !== undefined)
        return { kind: "elsewhere", keyId, error: found };
    return { kind: "nowhere", keyId, error: notFound(rotation, keyId, [...all, ...others]) };
}
function sorted({ kind }, object) {
    const certificates = (0,certificate_standing/* candidatesOf */.kW)(object);
    const passwords = (0,password_standing/* passwordCandidates */.ES)(object);
    return kind === "certificate"
        ? { all: certificates, others: passwords }
        : { all: passwords, others: certificates };
}
/** One certificate may stand on the object twice, and each entry accepts its signatures. */
function sameCertificate(leaked, all) {
    return all.flatMap(({ keyId, shortId: own }) => own === leaked.shortId && keyId !== leaked.keyId ? [keyId] : []);
}
/** What we rolled says in its mark or in its text what it succeeded. */
function replacedEarlier(rotation, all, keyId) {
    const said = rotation.kind === "certificate" && rotation.carried?.previousKeyId === keyId;
    const marked = all.some(({ mark }) => mark?.predecessor === (0,rotation_mark/* shortId */.m_)(keyId));
    return said || marked ? "an earlier run of this action replaced it, and it is gone" : undefined;
}
/** The application's service principal, or the reverse: both have credentials of their own. */
function counterpartOf({ kind }, clientId) {
    const other = kind === "application" ? "servicePrincipal" : "application";
    return { kind: other, objectId: undefined, appId: clientId };
}
/** Only to say more: a caller that may not read it is told what is known. */
async function readQuietly(target, { graph, urls }) {
    try {
        return await (0,objects/* readObject */.Ag)(graph, urls, target);
    }
    catch (error) {
        if (error instanceof refused/* GraphRefused */.p || (error instanceof errors/* ActionError */.l && !(0,delivery_errors/* isStop */.jX)(error)))
            return undefined;
        throw error;
    }
}
function onCounterpart(rotation, object, target, keyId) {
    const { all, others } = sorted(rotation, object);
    if (others.some((candidate) => candidate.keyId === keyId))
        return ofTheOtherKind(rotation, keyId, target);
    if (!all.some((candidate) => candidate.keyId === keyId))
        return undefined;
    return elsewhere(keyId, `${rotation.kind} on ${(0,object_access/* describeTarget */.ff)(target)}`, addressing(target));
}
function ofTheOtherKind({ kind, target }, keyId, where) {
    const other = kind === "certificate" ? "password" : "certificate";
    const address = where === target ? "" : ` and ${addressing(where)}`;
    const needs = other === "password"
        ? "`credential: password`, and the leaked secret's successor as `current-secret` (or the leaked one itself while it is delivered)"
        : "`credential: certificate`";
    const noun = other === "password" ? "client secret" : "certificate";
    return elsewhere(keyId, `${noun} on ${(0,object_access/* describeTarget */.ff)(where)}`, `${needs}${address}`);
}
function addressing({ kind, appId }) {
    const input = kind === "application" ? "app-id" : "service-principal-app-id";
    return `\`${input}: ${appId ?? ""}\``;
}
function elsewhere(keyId, what, inputs) {
    return new errors/* ActionError */.l({
        code: "input-conflict",
        blame: "input",
        what: `emergency-key-id: ${keyId} is a ${what}, and this run rolls another credential.`,
        why: "It is still valid; nothing was written.",
        remedy: `Run the emergency with ${inputs}. To remove it without a successor: operation remove-key or remove-password.`,
    });
}
function notFound({ target }, keyId, there) {
    return new errors/* ActionError */.l({
        code: "key-not-found",
        blame: "input",
        what: `emergency-key-id: ${keyId} was not found on ${(0,object_access/* describeTarget */.ff)(target)}, among certificates and client secrets, in several looks.`,
        why: `There stand: ${there.map((candidate) => candidate.keyId).join(", ") || "none"}. Nothing was written.`,
        remedy: "Compare the id with the portal (Certificates & secrets) or with operation list-keys. If an earlier run has removed it, there is nothing left to do.",
    });
}

;// CONCATENATED MODULE: ./src/rotation/observe.ts





/** Looks at everything that a decision needs: the sinks, the object, the times, the leaked key. Writes nothing. */
async function observe(rotation, credentials, context) {
    const { graph, masker } = context;
    const { contentType } = credentials;
    const sinks = await inspectSinks(await openSinks({ settings: rotation.sinks, network: graph.network, masker, contentType }));
    const look = await credentials.look();
    const input = identityOf(look);
    const freshness = await freshnessOf(sinks, input, rotation, context);
    return {
        look,
        sinks,
        freshness,
        behind: sinksBehind(sinks, currentOf(look)),
        // Whoever has to run again anyway need not wait for a key that may not be there.
        leak: freshness.kind === "stale" ? undefined : await locateLeak(rotation, look, context),
        nowSeconds: Math.floor(graph.network.serviceClock.now() / 1000),
    };
}
function identityOf({ line: { current }, carriedDeliveredAt }) {
    const { mark, keyId } = current;
    return {
        ...(mark === undefined ? {} : { line: mark.line, number: mark.number }),
        keyId: keyId || undefined,
        deliveredAt: carriedDeliveredAt,
    };
}
function currentOf(look) {
    const { bornAt, mark } = look.line.current;
    return { ...identityOf(look), bornAt, isOurs: mark !== undefined };
}
/** Asks for times only where the sink itself does not say what it holds. */
async function freshnessOf(sinks, input, { sinks: settings, environment }, { graph }) {
    const first = firstSink(sinks);
    const withoutTimes = judgeFreshness(first, input, undefined);
    const isSettled = withoutTimes.kind !== "unknown" && !(withoutTimes.kind === "current" && withoutTimes.by === "its text");
    if (first === undefined || isSettled)
        return withoutTimes;
    const readTime = await inputReadAt(first.sink.readBy, settings, environment, graph.network);
    return judgeFreshness(first, input, readTime);
}

;// CONCATENATED MODULE: ./src/rotation/overtaken.ts


/**
 * Looks at a reading that shows this run's own new key for one that the first reading did not
 * show: of another run, with a number as large, or delivered meanwhile. Needed only where no time
 * tells whether the input is current: then going on could put an older key over a newer one.
 *
 * @param own {@link shortId} of the new key
 * @param shown all that the second reading shows
 */
function overtakenBy({ look, sinks }, own, shown) {
    const { line } = look;
    const number = shown.find((candidate) => candidate.shortId === own)?.mark?.number ?? line.nextNumber;
    const hidden = shown.filter((candidate) => candidate.shortId !== own &&
        candidate.mark?.line === line.name &&
        candidate.mark.number > line.currentNumber &&
        // One that has ended is no longer among the newer ones, and was shown nevertheless.
        !look.all.some(({ keyId }) => keyId === candidate.keyId));
    const other = hidden.find(({ mark, bornAt }) => (mark?.number ?? 0) >= number || looksDelivered(bornAt, sinks));
    return other === undefined
        ? undefined
        : staleInput(`Key ${other.keyId} of another run was there before, and the first reading of the object did not show it.`);
}

// EXTERNAL MODULE: ./src/rotation/prove.ts
var rotation_prove = __webpack_require__(3660);
;// CONCATENATED MODULE: ./src/rotation/key-tables.ts

/** What stands on the object, what each is, and when it goes. */
function keyTables(parts, retireAfter) {
    const { outcome, rotation } = parts;
    const rows = inOrder(parts)
        .map((candidate) => keyRow(candidate, parts, retireAfter))
        .filter(({ name }) => name !== "");
    if (outcome.kind === "rotated")
        rows.unshift(newRow(outcome.key));
    if (rows.length === 0)
        return [];
    const ofCertificates = rotation.kind === "certificate";
    const name = ofCertificates ? "Thumbprint" : "Key id";
    return [
        {
            kind: "table",
            title: ofCertificates ? "Certificates on the object" : "Passwords on the object",
            head: ["What it is", name, "Expires on", "What becomes of it"],
            rows: rows.map((row) => [row.what, row.name, timeOf(row.expiresOn), row.fate]),
        },
        ...(ofCertificates
            ? [
                {
                    kind: "table",
                    title: "Their key ids",
                    head: [name, "Key id"],
                    rows: rows.map((row) => [row.name, row.keyId]),
                    folded: true,
                },
            ]
            : []),
    ];
}
function newRow({ thumbprint, keyId, expiresOn }) {
    const id = keyId ?? "(the service did not say)";
    return { what: "new", name: thumbprint ?? id, keyId: id, expiresOn, fate: "in use from now on" };
}
function keyRow(candidate, parts, retireAfter) {
    const { keyId, thumbprint, expiresOn } = candidate;
    const fate = parts.retired.includes(keyId) ? "removed now" : fateOf(candidate, parts, retireAfter);
    return { what: roleOf(candidate, parts), name: thumbprint ?? keyId, keyId, expiresOn, fate };
}
/** The current one, what an interrupted run left, then what goes, then what is none of ours. */
function inOrder({ all, line }) {
    const rank = (candidate) => [
        candidate.keyId === line.current.keyId,
        line.newer.includes(candidate),
        line.older.includes(candidate),
        candidate === line.initial,
    ].indexOf(true);
    return [...all].sort((left, right) => ((rank(left) + 5) % 5) - ((rank(right) + 5) % 5));
}
function roleOf(candidate, { line, outcome }) {
    if (candidate.keyId === line.current.keyId)
        return outcome.kind === "rotated" ? "old" : "current";
    if (candidate === line.initial)
        return "replaced, not ours";
    if (line.older.includes(candidate))
        return "older";
    if (line.newer.includes(candidate))
        return "left by an interrupted run, undelivered";
    return candidate.mark?.line === line.name ? "of this rotation, ended" : "not of this rotation";
}
function fateOf(candidate, parts, retireAfter) {
    const { line, outcome, retirement, rotation, dueInDays } = parts;
    const isCurrent = candidate.keyId === line.current.keyId;
    if (isCurrent && outcome.kind === "dry-run" && outcome.why !== undefined)
        return "would be replaced now";
    if (isCurrent && outcome.kind !== "rotated") {
        if (rotation.operation === "retire" || dueInDays === undefined)
            return "in use";
        return dueInDays > 0 ? `in use; rotated in ${days(dueInDays)}` : "in use; due";
    }
    if (line.newer.includes(candidate))
        return "goes after the next rotation";
    if (retirement.remove.includes(candidate)) {
        return outcome.kind === "dry-run" ? "would be removed now" : "stays: it could not be removed";
    }
    if (!mayGo(candidate, parts))
        return isReplaced(candidate, line) ? "stays without retire-initial" : "stays";
    return retireAfter === undefined
        ? "stays for now"
        : `goes with the first run after ${(0,iso_time/* isoSeconds */.n)(retireAfter)}`;
}
/** By the rules of `retirement.ts`, once its time has come. */
function mayGo(candidate, { line, rotation }) {
    const { retireInitial, retireKeyIds } = rotation.rules.retirement;
    if (retireKeyIds.includes(candidate.keyId) || line.older.includes(candidate))
        return true;
    const isOurs = candidate.keyId === line.current.keyId && line.currentNumber > 0;
    return isOurs || (retireInitial && isReplaced(candidate, line));
}
/** By the first key of this line, or by the one that this run has made. */
function isReplaced(candidate, { initial, current }) {
    return candidate === initial || candidate.keyId === current.keyId;
}
function timeOf(seconds) {
    return seconds === undefined ? "" : (0,iso_time/* isoSeconds */.n)(seconds);
}
function days(count) {
    return count === 1 ? "1 day" : `${String(count)} days`;
}

;// CONCATENATED MODULE: ./src/rotation/report.ts



function rotationResult(parts) {
    const { rotation, outcome, retired, dueInDays } = parts;
    const rotated = outcome.kind === "rotated";
    const retireAfter = rotated ? outcome.retireAfter : parts.retirement.retireAfter;
    return {
        operation: rotation.operation,
        headline: headline(parts),
        changed: rotated || retired.length > 0,
        key: rotated ? outcome.key : parts.currentKey,
        keyTitle: `The ${rotated ? "new" : "current"} ${rotation.kind}`,
        rotation: {
            rotated,
            deliveredTo: rotated ? outcome.deliveredTo : [],
            previousKeyId: rotated ? outcome.previousKeyId : undefined,
            retireAfter,
            retiredKeyIds: retired,
            dueInDays,
        },
        sections: sections(parts, retireAfter),
    };
}
function headline({ rotation, outcome, retired, dueInDays }) {
    const what = `the ${rotation.kind} of ${(0,object_access/* describeTarget */.ff)(rotation.target)}`;
    const gone = retired.length === 0 ? "" : ` Retired ${String(retired.length)} older key(s).`;
    const left = dueInDays === undefined ? "it has no end" : `${String(dueInDays)} days until it is rotated`;
    switch (outcome.kind) {
        case "rotated": {
            const to = outcome.deliveredTo.length === 0 ? "" : ` and delivered to ${outcome.deliveredTo.join(", ")}`;
            return `Rotated ${what}: ${outcome.key.thumbprint ?? outcome.key.keyId ?? "the new one"} is proved${to}.${gone}`;
        }
        case "not-due":
            return `Not due: ${what}, ${left}.${gone}`;
        case "retired":
            return retired.length === 0
                ? `Nothing to retire on ${(0,object_access/* describeTarget */.ff)(rotation.target)}.`
                : `Retired ${String(retired.length)} key(s) of ${(0,object_access/* describeTarget */.ff)(rotation.target)}.`;
        case "already-gone":
            return `Key ${rotation.emergencyKeyId ?? ""} is not on ${(0,object_access/* describeTarget */.ff)(rotation.target)} any more: ${outcome.why}.`;
        case "dry-run":
            return outcome.why === undefined
                ? `Would not rotate ${what}: ${left}.`
                : `Would rotate ${what} (${outcome.why}) and deliver it to ${outcome.deliverTo.join(", ") || "nobody"}.`;
    }
}
function sections(parts, retireAfter) {
    const { rotation, sinks, readable } = parts;
    const list = [];
    if (sinks.length > 0) {
        const rows = sinks.map(({ sink, changedAt }) => [
            sink.name,
            changedAt === undefined ? neverChanged(sink.kind) : (0,iso_time/* isoSeconds */.n)(changedAt),
        ]);
        list.push({ kind: "table", title: "Where it is delivered", head: ["Sink", "Last change"], rows });
    }
    list.push(...keyTables(parts, retireAfter));
    if (!readable) {
        list.push({
            kind: "text",
            text: "The caller may not read the object: what else stands on it is not known here, and stays.",
        });
    }
    if (rotation.emergencyKeyId !== undefined && readable)
        list.push(...leakSection(parts, rotation.emergencyKeyId));
    return list;
}
function neverChanged(kind) {
    return kind === "hand-over" ? "handed to later steps" : "empty";
}
/** With a leaked key somebody may have added others: everything younger is a question. */
function leakSection({ all, others, outcome, rotation }, leakedId) {
    const bornAt = all.find((candidate) => candidate.keyId === leakedId)?.bornAt;
    if (bornAt === undefined)
        return [];
    const newerOf = (list, what) => list
        .filter((candidate) => candidate.keyId !== leakedId && (candidate.bornAt ?? Infinity) > bornAt)
        .map((candidate) => [
        candidate.thumbprint === undefined ? what : `${what} ${candidate.thumbprint}`,
        candidate.keyId,
        candidate.bornAt === undefined ? "unknown" : (0,iso_time/* isoSeconds */.n)(candidate.bornAt),
        candidate.expiresOn === undefined ? "" : (0,iso_time/* isoSeconds */.n)(candidate.expiresOn),
    ]);
    const other = rotation.kind === "certificate" ? "password" : "certificate";
    const rows = [...newerOf(all, rotation.kind), ...newerOf(others, other)];
    if (rows.length === 0)
        return [{ kind: "text", text: "No other credential on the object is newer than the leaked key." }];
    const advice = "Whoever had the leaked key could add credentials with it: remove what you do not know.";
    return [
        {
            kind: "table",
            title: "Newer than the leaked key: did you add this?",
            head: ["What it is", "Key id", "Since", "Expires on"],
            rows,
        },
        ...(outcome.kind === "already-gone" ? [] : [{ kind: "text", text: advice }]),
    ];
}

;// CONCATENATED MODULE: ./src/rotation/retirement.ts

/**
 * Only what is older than the current credential, only while that one is what the first sink holds,
 * and only when everybody had `overlap` to fetch it. Newer keys stay whatever they are: a run that was queued with an
 * old secret would remove the one just delivered (docs/design.md, "Rotation").
 */
function planRetirement(line, all, deliveries, rules, nowSeconds) {
    const named = all.filter((candidate) => rules.retireKeyIds.includes(candidate.keyId) &&
        candidate.keyId !== line.current.keyId &&
        !line.newer.includes(candidate) &&
        !line.older.includes(candidate));
    const initial = line.initial;
    const claimed = initial === undefined ? undefined : otherHeir(line, initial, all);
    const initialMayGo = initial !== undefined && ((rules.retireInitial && claimed === undefined) || named.includes(initial));
    const due = [...line.older, ...(initialMayGo && !named.includes(initial) ? [initial] : []), ...named];
    const notices = [];
    if (initial !== undefined && !initialMayGo) {
        const why = rules.retireInitial && claimed !== undefined
            ? `stays: line ${claimed.mark?.line ?? ""} succeeded it too, and somebody may still sign in with it; \`retire-key-ids\` lets it be retired`
            : "is not ours and stays; `retire-initial: true` lets it be retired";
        notices.push(`Key ${initial.keyId}, which the first key of this line succeeded, ${why}.`);
    }
    if (due.length === 0)
        return { remove: [], retireAfter: undefined, notices };
    if (deliveries.deliveredAt === undefined) {
        notices.push("It is not known when the current credential was delivered: nothing is retired. A delivery by this action to a GitHub or Key Vault secret makes it known.");
        return { remove: [], retireAfter: undefined, notices };
    }
    if (!deliveries.inputIsDelivered) {
        notices.push("It is not known whether this run's input is what the first sink holds: nothing is retired. The token's permission Actions: read makes known when this run's secrets were read.");
        return { remove: [], retireAfter: undefined, notices };
    }
    if (!deliveries.allHoldCurrent) {
        notices.push("Not every sink holds the current credential yet: nothing is retired.");
        return { remove: [], retireAfter: undefined, notices };
    }
    const retireAfter = deliveries.deliveredAt + rules.overlapSeconds;
    if (nowSeconds < retireAfter)
        return { remove: [], retireAfter, notices };
    return { remove: due, retireAfter: undefined, dueSince: retireAfter, notices };
}
/** Keys that the user names, and that no reading shows because none is allowed. */
function namedElsewhere(all, { retireKeyIds }) {
    return retireKeyIds
        .filter((keyId) => !all.some((candidate) => candidate.keyId === keyId))
        .map((keyId) => ({
        keyId,
        shortId: (0,rotation_mark/* shortId */.m_)(keyId),
        mark: undefined,
        bornAt: undefined,
        expiresOn: undefined,
    }));
}
/** A key of another line that succeeded the same one: that line's consumers may still have it. */
function otherHeir(line, initial, all) {
    return all.find(({ mark }) => mark !== undefined && mark.line !== line.name && mark.predecessor === initial.shortId);
}

// EXTERNAL MODULE: ./src/rotation/target-client.ts
var target_client = __webpack_require__(825);
;// CONCATENATED MODULE: ./src/rotation/object-run.ts













/**
 * Rolls a credential of an application or service principal: make, add, prove, deliver; the
 * old one stays until a later run, at least `overlap` after the delivery.
 *
 * The order is the protocol: at every instant some credential that a consumer can have is
 * registered, so the run may be killed anywhere. What stands in the directory and in the
 * sinks is the only state; there is no file to lose.
 */
async function rotateObject(rotation, credentials, context) {
    const journal = new rotation_journal/* Journal */.C();
    return journal.follow(async () => {
        const seen = await observe(rotation, credentials, context);
        return new ObjectRun({ rotation, credentials, context, journal, seen }).run();
    });
}
/** Two nights: the one that retires, and the next. */
const FIRST_NIGHTS_SECONDS = 2 * 86_400;
/** Carries out what `decide` says of an observation. */
class ObjectRun {
    #rotation;
    #credentials;
    #context;
    #journal;
    #seen;
    #look;
    #sinks;
    constructor({ rotation, credentials, context, journal, seen }) {
        this.#rotation = rotation;
        this.#credentials = credentials;
        this.#context = context;
        this.#journal = journal;
        this.#seen = seen;
        this.#look = seen.look;
        this.#sinks = seen.sinks;
    }
    async run() {
        const { operation, dryRun } = this.#rotation;
        const decision = decide(this.#seen, this.#wishes);
        if (decision.kind === "stop")
            throw decision.error;
        if (decision.kind === "already-gone")
            return this.#report({ kind: "already-gone", why: decision.reason }, noRetirement, []);
        this.#warnOfLeftovers();
        const retirement = this.#planRetirement();
        for (const notice of retirement.notices)
            this.#context.log.notice(notice);
        if (dryRun)
            return this.#dryRun(retirement, decision);
        if (operation === "rotate")
            await this.#catchUp(toCatchUp(this.#seen, decision));
        const retired = await this.#retire(retirement);
        if (operation === "retire")
            return this.#report({ kind: "retired" }, retirement, retired);
        if (decision.kind === "rotate")
            return this.#rotate(decision.reason, retired);
        if (decision.kind === "nothing")
            return this.#report({ kind: "not-due" }, this.#planRetirement(), retired);
        // An earlier run has replaced the leaked one: nobody needs another new one.
        const gone = await this.#removeLeaked(undefined, retired);
        return this.#report({ kind: "retired" }, noRetirement, [...retired, ...gone]);
    }
    get #wishes() {
        const { operation, rules } = this.#rotation;
        const { word, noun } = this.#credentials;
        return { operation, rules, word, noun };
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
    #warnOfLeftovers() {
        const { leftovers, knowsLeftovers } = this.#look;
        if (!knowsLeftovers || leftovers.length === 0)
            return;
        this.#context.log.warning(`Key ${leftovers.map(({ keyId }) => keyId).join(", ")} is newer than this run's input, and is not what the first sink holds: an interrupted run left it, or it was overtaken. It stays for now; a later run retires it.`);
    }
    #planRetirement() {
        const { rules, operation } = this.#rotation;
        const { line, all, readable, carriedDeliveredAt } = this.#look;
        if (!rules.retireDue && operation === "rotate")
            return noRetirement;
        const deliveries = {
            deliveredAt: deliveredAtOf(this.#sinks, line.current.bornAt, carriedDeliveredAt),
            allHoldCurrent: sinksBehind(this.#sinks, currentOf(this.#look)).length === 0,
            inputIsDelivered: this.#seen.freshness.kind === "current",
        };
        const named = readable ? [] : namedElsewhere(all, rules.retirement);
        // Nobody can tell whether a named key is the run's own one, where that one's id is unknown.
        if (named.length > 0 && line.current.keyId === "") {
            const notice = "The current certificate's key id is not known, and the object may not be read: `retire-key-ids` was left alone.";
            return { ...noRetirement, notices: [notice] };
        }
        return planRetirement(line, [...all, ...named], deliveries, rules.retirement, this.#now);
    }
    /** Brings sinks up to date that hold nothing, or something older than the current credential. */
    async #catchUp(behind) {
        const text = behind.length === 0 ? undefined : await this.#credentials.again(this.#look);
        if (text === undefined)
            return;
        this.#journal.reached("Some sinks may have been brought up to date already; the next run goes on with the rest.");
        const { currentNumber } = this.#look.line;
        const outcome = await this.#put(behind, text, this.#facts(currentNumber, this.#look.currentKey));
        if (outcome.kind === "delivered")
            return;
        if (outcome.reason.code === "stale-input")
            throw outcome.reason;
        const failed = outcome.kind === "incomplete" ? outcome.failed : behind.map(({ sink }) => sink.name);
        throw (0,delivery_errors/* incompleteDelivery */.$F)(failed, outcome.reason);
    }
    #put(to, credential, facts) {
        const { log } = this.#context;
        return deliverAll({ to, sinks: this.#sinks, credential, facts, log, nowSeconds: () => this.#now });
    }
    #facts(number, { keyId, notBefore, expiresOn }) {
        return { line: this.#look.line.name, number, keyId, notBefore, expiresOn, deliveredAt: this.#now };
    }
    async #retire(retirement) {
        const { word } = this.#credentials;
        const { log } = this.#context;
        const retired = [];
        for (const { keyId } of retirement.remove) {
            await this.#refuseOvertaken();
            this.#journal.reached(`Some older ${word}s may be retired already; the next run goes on with the rest.`);
            try {
                const outcome = await this.#credentials.remove(this.#look, keyId);
                if (outcome === "not-found") {
                    this.#sayRetiredBefore(keyId, retirement);
                    continue;
                }
                retired.push(keyId);
                log.step(`Retired ${word} ${keyId}.`);
            }
            catch (error) {
                // An old one that stays is untidy; it is no reason to let the current one expire.
                if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error))
                    throw error;
                log.warning(`${capital(word)} ${keyId} could not be retired, and stays: ${error.message}`);
            }
        }
        return retired;
    }
    /** A notice in the night after the retirement; later ones ask again, because a denial may be false, and say less. */
    #sayRetiredBefore(keyId, { dueSince = 0 }) {
        const { log } = this.#context;
        const text = `${capital(this.#credentials.word)} ${keyId} is not there (any more), the service says: an earlier run has retired it.`;
        if (this.#now < dueSince + FIRST_NIGHTS_SECONDS)
            log.notice(text);
        else
            log.step(text);
    }
    /** Looked at before each removal: a run that was suspended must not go on with what it knew. */
    async #refuseOvertaken() {
        const changedAt = await changedSince(this.#sinks);
        if (changedAt !== undefined)
            throw overtaken(this.#sinks, changedAt);
    }
    async #rotate(why, retired) {
        const { log } = this.#context;
        const { word } = this.#credentials;
        log.step(`Rotating: ${why}.`);
        const made = await this.#add();
        const proved = await this.#prove(made);
        if (proved.kind !== "proved")
            throw await this.#notProved(made, proved);
        log.step(`The token service accepts it (${String(proved.attempts)} requests).`);
        await this.#settle(made);
        this.#journal.reached(`${capital(word)} ${made.keyId ?? made.name} was added and is accepted; it may or may not have been delivered. Both ${word}s work. The next run reads from the sinks how far this one came.`);
        const delivered = await this.#deliver(made);
        const kept = await this.#assureStillThere(made);
        await this.#credentials.delivered(kept);
        const gone = this.#seen.leak === undefined ? [] : await this.#removeLeaked(kept, retired);
        const { overlapSeconds } = this.#rotation.rules;
        const outcome = {
            kind: "rotated",
            key: kept.key,
            previousKeyId: this.#look.line.current.keyId || undefined,
            deliveredTo: delivered.to,
            retireAfter: delivered.deliveredAt === undefined ? undefined : delivered.deliveredAt + overlapSeconds,
        };
        return this.#report(outcome, noRetirement, [...retired, ...gone]);
    }
    /**
     * Adds, and reads the object once more when it shows the new credential: the first look may
     * have been at an old replica, and have hidden what another run has added since.
     */
    async #add() {
        const { noun, word } = this.#credentials;
        const made = await this.#credentials.add(this.#look, this.#nextMark(), (name) => {
            this.#journal.reached(`${capital(noun)}${name === undefined ? "" : ` ${name}`} may have been added, but was not delivered: ${this.#credentials.undelivered}. The next run makes another one, and a later one retires this.`);
        });
        const shown = await this.#credentials.lookAgain(this.#look, made);
        const keyId = made.keyId ?? shown?.find((candidate) => candidate.shortId === made.shortId)?.keyId;
        const known = { ...made, keyId, key: { ...made.key, keyId }, wasShown: shown !== undefined };
        if (shown !== undefined && this.#seen.freshness.kind === "unknown") {
            const overtaken = overtakenBy(this.#seen, made.shortId, shown);
            if (overtaken !== undefined)
                throw await this.#takeBack(known, "stale-input", overtaken);
        }
        const id = keyId === undefined || keyId === known.name ? "" : ` (${word} ${keyId})`;
        this.#context.log.step(`Added ${noun} ${known.name}${id}; proving it.`);
        return known;
    }
    #nextMark() {
        const { name, nextNumber, current } = this.#look.line;
        return { line: name, number: nextNumber, predecessor: current.shortId };
    }
    #prove({ credential }) {
        const proving = (0,target_client/* provingAs */.U0)(this.#look.clientId, this.#rotation);
        return (0,rotation_prove/* proveCredential */.I1)(credential, proving, this.#context.graph.network, this.#context.masker);
    }
    /** What the token service accepts here it may not accept in another region yet. */
    async #settle(made) {
        const seconds = this.#rotation.rules.settleSeconds;
        if (seconds === 0 || this.#sinks.length === 0)
            return;
        const { limits } = this.#context.graph.network;
        if (seconds * 1000 >= limits.remainingMs) {
            const error = await this.#takeBack(made, "timeout", limits.tooLong(seconds * 1000));
            this.#journal.reached("Give the run a longer `timeout`, or a shorter `settle`.");
            throw error;
        }
        this.#context.log.step(`Waiting ${String(seconds)} s for the other regions (settle) before delivering it.`);
        await limits.wait(seconds * 1000);
    }
    async #deliver(made) {
        const text = await this.#credentials.deliverable(this.#look, made);
        const facts = this.#facts(made.mark.number, made.key);
        const outcome = await this.#put(this.#sinks, text, facts);
        if (outcome.kind === "refused") {
            const code = outcome.reason.code === "stale-input" ? "stale-input" : "delivery-refused";
            throw await this.#takeBack(made, code, outcome.reason);
        }
        if (outcome.kind === "incomplete")
            throw (0,delivery_errors/* incompleteDelivery */.$F)(outcome.failed, outcome.reason);
        return outcome;
    }
    #assureStillThere(made) {
        const { graph, masker, log } = this.#context;
        const proving = (0,target_client/* provingAs */.U0)(this.#look.clientId, this.#rotation);
        const prove = (credential) => (0,rotation_prove/* proveCredential */.I1)(credential, proving, graph.network, masker);
        return assureStillThere({
            look: this.#look,
            made,
            credentials: this.#credentials,
            hasSinks: this.#sinks.length > 0,
            prove,
            deliver: async (again) => {
                await this.#deliver(again);
            },
            refuseOvertaken: () => this.#refuseOvertaken(),
            restore: () => this.#restore(),
            log,
        });
    }
    /** The sinks hold what nobody accepts: they get back what they held before. @returns whether all have it */
    async #restore() {
        const text = await this.#credentials.again(this.#look);
        if (text === undefined)
            return false;
        const facts = this.#facts(this.#look.line.currentNumber, this.#look.currentKey);
        return (await this.#put(this.#sinks, text, facts)).kind === "delivered";
    }
    async #notProved(made, proved) {
        if (!made.uncertain && proved.kind === "refused")
            return this.#takeBack(made, "not-proved", proved.error);
        const reason = proved.kind === "refused" ? proved.error.what : proved.reason;
        return (0,delivery_errors/* leftBehind */.aU)(this.#credentials, made, this.#rotation.target, reason);
    }
    /** Nobody was given the new credential, certainly: it goes again. */
    async #takeBack(made, code, reason) {
        return (0,delivery_errors/* takenBack */.lv)(code, reason, await this.#credentials.takeBack(this.#look, made), this.#credentials.noun);
    }
    /** @param retired what this run has removed already, as being due */
    async #removeLeaked(made, retired) {
        const { leak, look } = this.#seen;
        if (leak === undefined)
            return [];
        const { word } = this.#credentials;
        const successor = made?.keyId ?? made?.name ?? look.line.current.keyId;
        const gone = [];
        for (const keyId of leakedIds(leak)) {
            if (retired.includes(keyId))
                continue;
            this.#journal.reached(`${capital(word)} ${successor} is delivered, and the leaked ${word} ${keyId} may still be there: run the emergency again.`);
            try {
                await this.#refuseOvertaken();
                const outcome = await this.#credentials.removeLeaked(look, keyId, made);
                if (outcome === "not-found" &&
                    !look.line.older.concat(look.line.initial ?? []).some((one) => one.keyId === keyId))
                    throw staysUnseen(keyId, successor);
            }
            catch (error) {
                if (!(error instanceof errors/* ActionError */.l) || (0,delivery_errors/* isStop */.jX)(error) || error.code === "key-not-found")
                    throw error;
                throw (0,delivery_errors/* leakedStays */.vy)(keyId, successor, error);
            }
            gone.push(keyId);
            this.#context.log.step(`Removed the leaked ${word} ${keyId}.`);
        }
        return gone;
    }
    #dryRun(retirement, decision) {
        const why = decision.kind === "rotate" ? decision.reason : undefined;
        const deliverTo = this.#sinks.map(({ sink }) => sink.name);
        const first = retirement.remove.map(({ keyId }) => keyId);
        const last = leakedIds(this.#seen.leak).filter((keyId) => !first.includes(keyId));
        const steps = { first, adds: why !== undefined, last };
        return {
            ...this.#report({ kind: "dry-run", why, deliverTo }, retirement, []),
            planned: this.#credentials.planned(this.#look, this.#nextMark(), steps),
        };
    }
    #report(outcome, retirement, retired) {
        const { rules } = this.#rotation;
        const due = outcome.kind === "rotated"
            ? (0,rotation_due/* dueFrom */.ds)(rules.threshold, outcome.key.notBefore, outcome.key.expiresOn)
            : this.#look.dueFrom;
        const dueInDays = due === undefined ? undefined : (0,rotation_due/* daysUntil */.AQ)(due, this.#now);
        return rotationResult({
            ...this.#look,
            rotation: this.#rotation,
            outcome,
            sinks: this.#sinks,
            retirement,
            retired,
            dueInDays,
        });
    }
}
const noRetirement = { remove: [], retireAfter: undefined, notices: [] };
/** The leaked key and further entries of the same certificate. */
function leakedIds(leak) {
    if (leak === undefined)
        return [];
    return leak.kind === "here" ? [leak.keyId, ...leak.also] : [leak.keyId];
}
function staysUnseen(keyId, successor) {
    return new errors/* ActionError */.l({
        code: "key-not-found",
        blame: "input",
        what: `The service knows no key ${keyId} here, and the object may not be read.`,
        why: `Nothing was removed. ${successor} is proved and delivered, and stays.`,
        remedy: "Compare the id with the portal: Certificates & secrets.",
    });
}
function capital(word) {
    return word.charAt(0).toUpperCase() + word.slice(1);
}


/***/ }),

/***/ 1926:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j: () => (/* binding */ GitHubClient)
});

// EXTERNAL MODULE: ./src/secrets/secret.ts
var secret = __webpack_require__(793);
// EXTERNAL MODULE: ./src/http/exchange.ts
var exchange = __webpack_require__(1823);
;// CONCATENATED MODULE: ./src/sinks/fetch-adapter.ts


/**
 * Octokit's `fetch` for one request, over the run's transport: so the time limits, the proxy
 * and the rule that no redirect is followed hold here as everywhere.
 *
 * It remembers what came back. Octokit's own errors repeat the answer and the request, and
 * tell a lost answer from a refusal by nothing but a text; so nobody reads them.
 */
class FetchAdapter {
    outcome;
    #network;
    #signal;
    constructor(network, signal) {
        this.#network = network;
        this.#signal = signal;
    }
    fetch = async (url, options) => {
        const method = options.method;
        const outcome = await (0,exchange/* sendOnce */.E4)(this.#network, {
            method,
            url: new URL(url),
            headers: wrapAuthorization(options.headers),
            ...(options.body === undefined ? {} : { body: options.body }),
            connection: method === "GET" ? "shared" : "fresh",
            signal: this.#signal,
        });
        this.outcome = outcome;
        if (outcome.kind !== "answered")
            throw outcome.error;
        // Without headers and body: octokit would parse them once more, with no limit to what that costs.
        return new Response(null, { status: outcome.response.status });
    };
}
function wrapAuthorization(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [
        name.toLowerCase(),
        name.toLowerCase() === "authorization" ? new secret/* Secret */.zh(value, "github-token") : value,
    ]));
}

// EXTERNAL MODULE: ./src/sinks/reading.ts
var reading = __webpack_require__(2512);
;// CONCATENATED MODULE: ./src/sinks/github-client.ts



/** Supported until March 2028 at least; newer ones are not known to every GitHub Enterprise Server. */
const API_VERSION = "2022-11-28";
/** GitHub's REST API by the toolkit: it builds the addresses and signs the requests. */
class GitHubClient {
    /** For messages. */
    host;
    network;
    #settings;
    #octokit;
    constructor(settings, network) {
        this.#settings = settings;
        this.network = network;
        this.host = new URL(settings.apiUrl).host;
    }
    /**
     * One exchange. `route` is a template as octokit knows them; it escapes what is filled in.
     * Whatever of `parameters` the template does not name becomes the body, or the query of a GET.
     */
    async send(route, parameters, signal) {
        this.#octokit ??= this.#load();
        const octokit = await this.#octokit;
        const adapter = new FetchAdapter(this.network, signal);
        try {
            await octokit.request(route, {
                ...parameters,
                headers: { "x-github-api-version": API_VERSION },
                request: { fetch: adapter.fetch, log: this.#log() },
            });
        }
        catch (error) {
            // With an outcome it is octokit's way to say what the outcome says; without one it is a defect.
            if (adapter.outcome === undefined)
                throw error;
        }
        if (adapter.outcome === undefined)
            throw new TypeError("octokit asked for nothing");
        return adapter.outcome;
    }
    /** A GET, repeated while that may help; refusals are answers too. */
    read(name, route, parameters) {
        return (0,reading/* readRepeatedly */.s)(this.network, {
            name,
            host: this.host,
            send: () => this.send(route, parameters, this.network.limits.forRead()),
            renew: () => false,
        });
    }
    async #load() {
        // Heavy (it brings undici), and needed only by those who deliver to GitHub.
        const toolkit = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
        return toolkit.getOctokit((0,secret/* reveal */._c)(this.#settings.token), {
            baseUrl: this.#settings.apiUrl,
            userAgent: "graph-keyroll",
            log: this.#log(),
        });
    }
    /** Octokit writes deprecations to the console otherwise. */
    #log() {
        const { log } = this.network;
        const silent = () => undefined;
        const debug = (message) => {
            log.debug(message);
        };
        return { debug: silent, info: silent, warn: debug, error: debug };
    }
}


/***/ }),

/***/ 2512:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ unreachable),
/* harmony export */   s: () => (/* binding */ readRepeatedly)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6276);
/* harmony import */ var _http_exchange_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1823);
/* harmony import */ var _http_network_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(137);
/* harmony import */ var _throttling_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7237);





const ATTEMPTS = 5;
/** A read, repeated while that may help. Gives any definite answer, refusals too; every success is JSON. */
async function readRepeatedly(network, read) {
    let renewed = false;
    for (let attempt = 0;; attempt++) {
        network.limits.checkpoint();
        const outcome = await read.send();
        const last = attempt + 1 >= ATTEMPTS;
        if (outcome.kind === "answered") {
            const { response } = outcome;
            if (response.status === 401 && !renewed && read.renew()) {
                renewed = true;
                continue;
            }
            const isUnclear = (0,_http_exchange_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(response.status) || (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .isThrottled */ .B)(response) || isForeign(response);
            if (!isUnclear)
                return response;
            if (last)
                throw noUsefulAnswer(read, response);
            await (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForNextAttempt */ .L)(network, read.name, attempt, response);
        }
        else {
            if (last || outcome.error.reach === "refused-connection") {
                throw unreachable(read, outcome.error);
            }
            await (0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForNextAttempt */ .L)(network, read.name, attempt, undefined);
        }
    }
}
/** A success that is no JSON: a proxy's own page, or a cut answer. */
function isForeign({ status, body }) {
    return status >= 200 && status < 300 && (0,_graph_json_js__WEBPACK_IMPORTED_MODULE_1__/* .parseObject */ .lj)(body) === undefined;
}
function unreachable({ name, host, explainNetwork }, error) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "unreachable",
        blame: "service",
        what: `${name}: ${host} did not answer.`,
        ...(explainNetwork?.(error) ?? (0,_http_network_error_js__WEBPACK_IMPORTED_MODULE_3__/* .describeNetworkError */ .g)(error, host)),
        cause: error,
    });
}
function noUsefulAnswer({ name, host }, response) {
    if ((0,_throttling_js__WEBPACK_IMPORTED_MODULE_4__/* .isThrottled */ .B)(response)) {
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "throttled",
            blame: "service",
            what: `${name}: ${host} asked to come back later, ${String(ATTEMPTS)} times.`,
            remedy: "Run it again later.",
        });
    }
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: isForeign(response) ? "answer-unreadable" : "unreachable",
        blame: "service",
        what: isForeign(response)
            ? `${name}: ${host} answered with something that is not JSON.`
            : `${name}: ${host} answered ${String(response.status)}, ${String(ATTEMPTS)} times.`,
        remedy: isForeign(response)
            ? "A proxy's own page looks like this: check the proxy, and the host's address among the inputs."
            : "Run it again; if it stays, look at the service's status page.",
    });
}


/***/ }),

/***/ 9525:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ DeliveryFailed)
/* harmony export */ });
class DeliveryFailed extends Error {
    /** `refused`: it certainly holds what it held before. `unknown`: it may hold either. */
    outcome;
    reason;
    constructor(outcome, reason) {
        super(reason.message, { cause: reason });
        this.name = "DeliveryFailed";
        this.outcome = outcome;
        this.reason = reason;
    }
}


/***/ }),

/***/ 7237:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ isThrottled),
/* harmony export */   L: () => (/* binding */ waitForNextAttempt)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _http_backoff_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1012);
/* harmony import */ var _http_retry_after_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7821);



/** GitHub's advice for a secondary limit that does not say how long it lasts. */
const SECONDARY_LIMIT_MS = 60_000;
/** "Later": 429, or GitHub's 403 for its rate limits. Certainly not carried out. */
function isThrottled({ status, headers, body }) {
    if (status === 429)
        return true;
    if (status !== 403)
        return false;
    return (headers["retry-after"] !== undefined ||
        headers["x-ratelimit-remaining"] === "0" ||
        /secondary rate limit|API rate limit exceeded/i.test(body));
}
/** Waits as long as the answer asks for; says so at once where the run has not that much time left. */
async function waitForNextAttempt(network, name, attempt, response) {
    const asked = response === undefined ? undefined : askedMs(response, network.serviceClock.now());
    const wait = (0,_http_backoff_js__WEBPACK_IMPORTED_MODULE_1__/* .backoffMs */ .j)(attempt, network.random, asked);
    if (asked !== undefined && wait >= network.limits.remainingMs) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "throttled",
            blame: "service",
            what: `${name}: the service asks to wait ${String(Math.ceil(asked / 1000))} s, which is more than this run has left.`,
            remedy: "Run it again later, or give it a longer `timeout`.",
        });
    }
    network.log.debug(`waiting ${String(wait)} ms before the next attempt`);
    await network.limits.wait(wait);
}
function askedMs(response, nowMs) {
    const { headers } = response;
    const asked = (0,_http_retry_after_js__WEBPACK_IMPORTED_MODULE_2__/* .retryAfterMs */ .V)(headers, nowMs);
    if (asked !== undefined)
        return asked;
    const reset = headers["x-ratelimit-reset"];
    if (headers["x-ratelimit-remaining"] === "0" && reset !== undefined && /^\d{1,12}$/.test(reset)) {
        return Math.max(0, Number(reset) * 1000 - nowMs);
    }
    return response.status === 403 && isThrottled(response) ? SECONDARY_LIMIT_MS : undefined;
}


/***/ })

};
