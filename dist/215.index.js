export const id = 215;
export const ids = [215];
export const modules = {

/***/ 4215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  report: () => (/* binding */ report)
});

// EXTERNAL MODULE: ./src/config/duration.ts
var duration = __webpack_require__(7840);
// EXTERNAL MODULE: ./src/config/target.ts + 1 modules
var config_target = __webpack_require__(2071);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/permissions.ts
var permissions = __webpack_require__(331);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/operations/report/credential.ts
var report_credential = __webpack_require__(3696);
;// CONCATENATED MODULE: ./src/operations/report/attention.ts



/** Named in the one error; the others stand in the report. */
const MOST_NAMED = 5;
/**
 * What ends within the two spans. What has ended counts as long as its owner has nothing
 * else that works: otherwise it is a leftover, and a report that was red the day before
 * would be green on the day of the outage.
 */
function attentionTo(credentials, spans, now) {
    const dead = lastOfDeadOwners(credentials);
    const within = (credential, seconds) => credential.state !== "disabled" &&
        ((0,report_credential/* endsWithin */._c)(credential.expiresOn, now, seconds) || dead.has(credential));
    const { warnBefore, failBefore } = spans;
    const failing = failBefore === undefined ? [] : credentials.filter((credential) => within(credential, failBefore));
    const warning = credentials.filter((credential) => within(credential, warnBefore) && !failing.includes(credential));
    return { failing, warning };
}
/** Of each owner without any credential that works now or later: the one that ended last. */
function lastOfDeadOwners(credentials) {
    const last = new Map();
    for (const credential of credentials) {
        const { id } = credential.owner;
        if (credential.state === "disabled")
            continue;
        if (credential.state !== "expired")
            last.set(id, undefined);
        else if (!last.has(id))
            last.set(id, credential);
        else {
            const other = last.get(id);
            if (other !== undefined && (credential.expiresOn ?? 0) > (other.expiresOn ?? 0))
                last.set(id, credential);
        }
    }
    return new Set([...last.values()].filter((credential) => credential !== undefined));
}
/** One line: "client secret 3f25… of application Contoso ends on 2027-01-31T00:00:00Z (12 days left)". */
function describeEnd(credential, now) {
    const { owner, kind, keyId, expiresOn, state } = credential;
    const which = `${kind} ${keyId ?? "(without id)"} of ${owner.kind} ${owner.name}`;
    const named = owner.name === owner.id ? which : `${which} (${owner.id})`;
    if (expiresOn === undefined)
        return `${named} has no end`;
    const date = (0,iso_time/* isoSeconds */.n)(expiresOn);
    if (state === "expired")
        return `${named} ended on ${date}, and nothing else there is valid`;
    return `${named} ends on ${date} (${days((0,report_credential/* daysLeft */.H_)(expiresOn, now))} left)`;
}
function expiryFailure(failing, failBefore, now) {
    if (failing.length === 0)
        return undefined;
    const named = failing.slice(0, MOST_NAMED).map((credential) => describeEnd(credential, now));
    const more = failing.length - named.length;
    return new errors/* ActionError */.l({
        code: "credentials-expiring",
        blame: "input",
        what: `${failing.length === 1 ? "1 credential ends" : `${String(failing.length)} credentials end`} within fail-before (${failBefore}): ${named.join("; ")}${more > 0 ? `; and ${String(more)} more` : ""}.`,
        remedy: "Replace each before it ends; the job summary lists them all.",
    });
}
function days(count) {
    return count === 1 ? "1 day" : `${String(count)} days`;
}

// EXTERNAL MODULE: ./src/graph/collections.ts
var collections = __webpack_require__(1685);
// EXTERNAL MODULE: ./src/graph/key-sets.ts
var key_sets = __webpack_require__(8893);
// EXTERNAL MODULE: ./src/graph/refused.ts
var refused = __webpack_require__(4332);
;// CONCATENATED MODULE: ./src/graph/read-pace.ts
const WINDOW_MS = 60_000;
/** Graph documents 150 for the whole tenant (docs/service-facts.md, "Credentials"): ten are left to others and to retries. */
const READS_A_MINUTE = 140;
/** Holds back reads of `keyCredentials` to what a tenant is allowed within a minute. */
class ReadPace {
    #network;
    /** When the reads of the last minute began, oldest first. */
    #reads = [];
    constructor(network) {
        this.#network = network;
    }
    /** Resolves when one more read is within the limit, and counts it. */
    async next() {
        const { clock, limits, log } = this.#network;
        this.#forget(clock.now());
        const oldest = this.#reads[0];
        if (oldest !== undefined && this.#reads.length >= READS_A_MINUTE) {
            const wait = oldest + WINDOW_MS - clock.now();
            log.step(`Waiting ${String(Math.ceil(wait / 1000))} s: Graph allows 150 reads of certificates a minute in a tenant.`);
            await limits.wait(wait);
            this.#forget(clock.now());
        }
        this.#reads.push(clock.now());
    }
    #forget(now) {
        while (this.#reads[0] !== undefined && this.#reads[0] <= now - WINDOW_MS)
            this.#reads.shift();
    }
}

// EXTERNAL MODULE: ./src/operations/object-access.ts
var object_access = __webpack_require__(8614);
;// CONCATENATED MODULE: ./src/operations/report/gather.ts







/** What is kept of each is some hundred bytes; the largest tenants have some ten thousand. */
const MOST_CREDENTIALS = 100_000;
/** Long reads say how far they are, once in so many pages. */
const PAGES_PER_LINE = 10;
async function gather(scope, context) {
    if (scope.kind === "key-set")
        return gatherKeySet(scope.target.keySetId, context);
    if (scope.kind === "object") {
        const { graph, urls } = context;
        const doing = `read ${(0,object_access/* describeTarget */.ff)(scope.target)}`;
        const holder = await explaining(doing, permissions/* READ_OBJECTS */.Yc, () => (0,collections/* readOneHolder */.fT)(graph, urls, scope.target));
        if (holder === undefined) {
            throw new errors/* ActionError */.l({
                code: "answer-unreadable",
                blame: "service",
                what: `Graph's answer to "${doing}" has not the shape of an object.`,
                remedy: "Check graph-url and the proxy, and run it again.",
            });
        }
        return { keySets: [], holders: [holder], gaps: [] };
    }
    return gatherLists(scope.collections, scope.everything, context);
}
async function gatherKeySet(keySetId, context) {
    const { graph, urls } = context;
    const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
    if (set === undefined) {
        throw new errors/* ActionError */.l({
            code: "not-found",
            blame: "service",
            what: `There is no key set ${keySetId} in this tenant.`,
            remedy: "Check key-set-id and tenant-id.",
        });
    }
    return { keySets: [set], active: await askForActiveKey(keySetId, context), holders: [], gaps: [] };
}
/** The rest is worth having without it. */
async function askForActiveKey(keySetId, { graph, urls, log }) {
    try {
        return { kind: "said", kid: (await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId))?.kid };
    }
    catch (error) {
        // A spent budget or an interrupt ends the run; a refusal does not.
        if (!(error instanceof errors/* ActionError */.l) || error.code === "timeout" || error.code === "interrupted")
            throw error;
        log.notice(`Which key is active is not known, and taken from the keys' dates. ${error.what}`);
        return { kind: "unknown" };
    }
}
async function gatherLists(collections, everything, context) {
    const keySets = [];
    const holders = [];
    const gaps = [];
    const pace = new ReadPace(context.graph.network);
    const total = new Total();
    let firstRefusal;
    for (const collection of collections) {
        try {
            if (collection === "key-sets")
                await collectKeySets(keySets, total, context);
            else
                await collectHolders(collection, holders, { pace, total }, context);
        }
        catch (error) {
            if (!(error instanceof refused/* GraphRefused */.p))
                throw error;
            const needs = collection === "key-sets" ? permissions/* READ_KEY_SETS */.Dy : permissions/* READ_OBJECTS */.Yc;
            const explained = (0,refused/* explainRefusal */.G)(error, `list ${inWords(collection)}`, needs);
            if (!everything || !isGap(collection, error))
                throw explained;
            firstRefusal ??= explained;
            gaps.push({ collection, why: explained.message });
            context.log.warning(`Not in this report: ${inWords(collection)}. ${explained.message}`);
        }
    }
    // A report of nothing but gaps is none.
    if (firstRefusal !== undefined && gaps.length === collections.length)
        throw firstRefusal;
    return { keySets, holders, gaps };
}
/** A tenant that is no B2C tenant refuses its key sets with codes that nobody documents. */
function isGap(collection, refused) {
    return refused.isForbidden || (collection === "key-sets" && [400, 404].includes(refused.status));
}
async function collectKeySets(into, total, { graph, urls, log }) {
    const progress = new Progress("key sets", "keys", total, log);
    for await (const page of (0,collections/* listKeySets */.Zi)(graph, urls)) {
        into.push(...page);
        progress.page(page.length, page.reduce((sum, set) => sum + set.keys.length, 0));
    }
    progress.end();
}
async function collectHolders(collection, into, { pace, total }, { graph, urls, log }) {
    const kind = collection === "applications" ? "application" : "servicePrincipal";
    const progress = new Progress(inWords(collection), "credentials", total, log);
    for await (const page of (0,collections/* listHolders */.KE)(graph, urls, kind, pace)) {
        const count = (one) => one.keyCredentials.length + one.passwordCredentials.length;
        // Most service principals of a tenant are Microsoft's, and hold nothing.
        into.push(...page.filter((holder) => count(holder) > 0));
        progress.page(page.length, page.reduce((sum, holder) => sum + count(holder), 0));
    }
    progress.end();
}
/** Of all collections: an answer that goes on for ever must not fill the memory. */
class Total {
    #count = 0;
    add(count) {
        this.#count += count;
        if (this.#count <= MOST_CREDENTIALS)
            return;
        throw new errors/* ActionError */.l({
            code: "answer-unreadable",
            blame: "service",
            what: `Microsoft Graph lists more than ${MOST_CREDENTIALS.toLocaleString("en")} credentials.`,
            remedy: "Check graph-url and the proxy. If the tenant is as large as that, report one collection at a time (`report-scope`), or single objects.",
        });
    }
}
class Progress {
    #of;
    #inside;
    #total;
    #log;
    #pages = 0;
    #items = 0;
    #found = 0;
    constructor(of, inside, total, log) {
        this.#of = of;
        this.#inside = inside;
        this.#total = total;
        this.#log = log;
    }
    page(items, found) {
        this.#pages++;
        this.#items += items;
        this.#found += found;
        this.#total.add(found);
        if (this.#pages % PAGES_PER_LINE === 0)
            this.#say(`Reading ${this.#of}: page ${String(this.#pages)},`);
    }
    end() {
        this.#say(`Read all ${this.#of}:`);
    }
    #say(start) {
        this.#log.step(`${start} ${this.#items.toLocaleString("en")} with ${this.#found.toLocaleString("en")} ${this.#inside}.`);
    }
}
function inWords(collection) {
    return collection.replace("-", " ");
}
async function explaining(doing, needs, read) {
    try {
        return await read();
    }
    catch (error) {
        throw error instanceof refused/* GraphRefused */.p ? (0,refused/* explainRefusal */.G)(error, doing, needs) : error;
    }
}

;// CONCATENATED MODULE: ./src/operations/report/key-set-future.ts


/**
 * The key that B2C uses at that moment (docs/service-facts.md, "The active key"): enabled and within its time; of
 * several the one whose time began last; a key without `nbf` only where no other is left.
 */
function activeKeyAt(set, at) {
    let active;
    for (const key of set.keys) {
        if ((0,report_credential/* isDisabled */.d6)(key) || (key.nbf ?? 0) > at || (key.exp ?? Infinity) <= at)
            continue;
        if (active === undefined || (key.nbf ?? -1) > (active.nbf ?? -1))
            active = key;
    }
    return active;
}
function futureOf(set, now) {
    const moments = set.keys
        .flatMap(({ nbf, exp }) => [nbf, exp])
        .filter((at) => at !== undefined)
        .filter((at) => at > now)
        .sort((a, b) => a - b);
    const active = activeKeyAt(set, now)?.kid;
    const changes = [];
    let current = active;
    for (const at of moments) {
        const kid = activeKeyAt(set, at)?.kid;
        if (kid !== current)
            changes.push({ at, kid });
        current = kid;
    }
    // A gap between two keys is a failure too, whatever comes after it.
    const failsAt = active === undefined ? now : changes.find(({ kid }) => kid === undefined)?.at;
    return { active, changes, failsAt };
}
/** One sentence or two for the table. */
function describeFuture(set, future, now) {
    const [next] = future.changes;
    if (future.active === undefined) {
        const begins = next === undefined ? "nothing follows" : `the next key begins on ${(0,iso_time/* isoSeconds */.n)(next.at)}`;
        return `No key is active: the policy fails now; ${begins}.`;
    }
    const activeKey = set.keys.find(({ kid }) => kid === future.active);
    if (next === undefined) {
        return activeKey?.exp === undefined
            ? "Nothing changes: the active key has no end, and nothing follows it."
            : "Nothing changes.";
    }
    const net = netOf(set, future, now);
    const fails = future.failsAt === undefined ? net : failure(future, future.failsAt);
    if (next.kid === undefined)
        return fails;
    return `On ${(0,iso_time/* isoSeconds */.n)(next.at)} key ${next.kid} becomes active. ${fails}`.trim();
}
function failure(future, failsAt) {
    const after = future.changes.find(({ at, kid }) => at > failsAt && kid !== undefined);
    return after === undefined
        ? `The policy fails on ${(0,iso_time/* isoSeconds */.n)(failsAt)}: nothing follows.`
        : `The policy fails on ${(0,iso_time/* isoSeconds */.n)(failsAt)}: the next key begins only on ${(0,iso_time/* isoSeconds */.n)(after.at)}.`;
}
/** Why it never fails: the last key has no end. One without any date is the documentation's safety net. */
function netOf(set, future, now) {
    const last = set.keys.find(({ kid }) => kid === (future.changes.at(-1)?.kid ?? activeKeyAt(set, now)?.kid));
    if (last === undefined || last.exp !== undefined)
        return "";
    return last.nbf === undefined
        ? `Key ${last.kid}, which has no dates, is the safety net.`
        : `Key ${last.kid} has no end.`;
}

;// CONCATENATED MODULE: ./src/operations/report/key-sets.ts


/** @param active what the service said, where it was asked */
function reportKeySet(set, now, active) {
    const future = futureOf(set, now);
    const said = describeFuture(set, future, now);
    const { id } = set;
    if (active === undefined)
        return { id, future, activeBy: "dates", said };
    if (active.kind === "unknown") {
        const doubt = `The service did not say which key is active. By the dates: ${said}`;
        return { id, future, activeBy: "dates", said: doubt };
    }
    if (active.kid === future.active)
        return { id, future, activeBy: "service", said };
    // The service decides. How it ranks a key without dates is worded ambiguously (docs/service-facts.md, "The active key").
    const doubt = `The service says so, although by the dates it would be ${future.active === undefined ? "none" : `key ${future.active}`}. By the dates: ${said}`;
    return { id, future: { ...future, active: active.kid }, activeBy: "service", said: doubt };
}
/** Those that fail first come first. */
function bySoonestFailure(sets) {
    const at = (set) => set.future.failsAt ?? set.future.changes[0]?.at ?? Infinity;
    const order = (set) => (set.future.failsAt === undefined ? 1 : 0);
    return [...sets].sort((a, b) => order(a) - order(b) || (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}
function keySetData({ id, future, activeBy }) {
    return {
        "key-set-id": id,
        "active-kid": future.active ?? null,
        "active-by": activeBy,
        changes: future.changes.map(({ at, kid }) => ({ at: (0,iso_time/* isoSeconds */.n)(at), "active-kid": kid ?? null })),
        "fails-on": future.failsAt === undefined ? null : (0,iso_time/* isoSeconds */.n)(future.failsAt),
    };
}

;// CONCATENATED MODULE: ./src/operations/report/headline.ts

function countStates(credentials) {
    const count = (state) => credentials.filter((credential) => credential.state === state).length;
    return {
        total: credentials.length,
        owners: new Set(credentials.map(({ owner }) => owner.id)).size,
        expired: count("expired"),
        expiring: count("expiring"),
        active: count("active"),
        "not yet valid": count("not yet valid"),
        disabled: count("disabled"),
    };
}
/**
 * The counts in one sentence: what needs somebody first. States that do not occur are left
 * out; what was not read is not counted, and said.
 */
function headline(credentials, counts, warnBefore, gaps) {
    const missing = gaps.length === 0 ? "" : ` Not read: ${gaps.map(({ collection }) => inWords(collection)).join(", ")}.`;
    return `${sentence(credentials, counts, warnBefore)}${missing}`;
}
function sentence(credentials, counts, warnBefore) {
    const [only] = credentials;
    if (only === undefined)
        return "There are no credentials.";
    const parts = [
        [counts.expiring, `ending within ${warnBefore}`],
        [counts.active, "active"],
        [counts["not yet valid"], "not yet valid"],
        [counts.disabled, "disabled"],
        [counts.expired, "ended"],
    ];
    const said = parts
        .filter(([count]) => count > 0)
        .map(([count, words]) => `${count.toLocaleString("en")} ${words}`);
    const total = counts.total === 1
        ? `1 credential of ${only.owner.kind} ${only.owner.name}`
        : counts.owners === 1
            ? `${String(counts.total)} credentials of ${only.owner.kind} ${only.owner.name}`
            : `${counts.total.toLocaleString("en")} credentials of ${counts.owners.toLocaleString("en")} owners`;
    return `${total}: ${said.join(", ")}.`;
}

// EXTERNAL MODULE: ./src/config/values.ts
var values = __webpack_require__(3750);
;// CONCATENATED MODULE: ./src/operations/report/scope.ts




const ALL = ["key-sets", "applications", "service-principals"];
/** `report-scope`, and the target where it asks for one. */
function parseScope(inputs, endpoints, signInClientId, log) {
    const scope = (0,values/* oneOf */.yL)(inputs, "report-scope", ["target", ...ALL, "all"]) ?? "target";
    if (scope === "target")
        return parseTarget(inputs, endpoints, signInClientId, log);
    const target = [...config_target/* KEY_SET_INPUTS */.JA, ...config_target/* OBJECT_INPUTS */.uF].find((name) => inputs.has(name));
    if (target !== undefined) {
        throw (0,errors/* inputError */.X)(target, `stands beside report-scope ${scope}, which reads everything of its kind.`, `Remove ${target}, or use report-scope target for this one alone.`, "input-conflict");
    }
    if (scope === "key-sets")
        (0,config_target/* requireKeySets */.K1)(endpoints);
    if (scope !== "all")
        return { kind: "lists", collections: [scope], everything: false };
    // A cloud without key sets has nothing to report of them.
    const collections = endpoints.cloud.hasKeySets || endpoints.overridden ? ALL : ALL.slice(1);
    return { kind: "lists", collections, everything: true };
}
function parseTarget(inputs, endpoints, signInClientId, log) {
    if (config_target/* KEY_SET_INPUTS */.JA.some((name) => inputs.has(name))) {
        return { kind: "key-set", target: (0,config_target/* parseKeySetTarget */.CS)(inputs, endpoints, log) };
    }
    if (config_target/* OBJECT_INPUTS */.uF.some((name) => inputs.has(name))) {
        return { kind: "object", target: (0,config_target/* parseObjectTarget */.MM)(inputs, signInClientId) };
    }
    throw (0,errors/* inputError */.X)("report-scope", "is target, and no target is given.", "Give key-set-id, an application's or a service principal's id, or another report-scope: key-sets, applications, service-principals, all.", "input-missing");
}
function needsOfScope(scope) {
    if (scope.kind === "key-set")
        return [permissions/* READ_KEY_SETS */.Dy];
    if (scope.kind === "object")
        return [permissions/* READ_OBJECTS */.Yc];
    return [
        ...(scope.collections.includes("key-sets") ? [permissions/* READ_KEY_SETS */.Dy] : []),
        ...(scope.collections.some((name) => name !== "key-sets") ? [permissions/* READ_OBJECTS */.Yc] : []),
    ];
}

;// CONCATENATED MODULE: ./src/operations/report/sections.ts


/** Read at a glance; the others are folded. */
const OPEN_ROWS = 25;
/** Of a list, folded rows included: some 350 KB at the very most, of 1 MiB that a summary may have. */
const MOST_ROWS = 500;
const TIMELINE_BARS = 10;
/** Longer names leave no room for the bars. */
const BAR_NAME = 32;
/** What ends later is nobody's task yet, and would press the others into one line. */
const TIMELINE_SECONDS = 26 * 7 * 86_400;
/** Longer names press the other columns of an open table together. */
const ROW_NAME = 32;
const HEAD = ["No", "Ends on", "Days left", "State", "Owner", "Credential"];
/** For who goes and replaces it. Folded: with them no row fits into the page. */
const ID_HEAD = ["Owner's id", "Key id", "Thumbprint", "Not before", "Expires on"];
/** @param sorted by soonest end: ending, endless, ended */
function reportSections(sorted, keySets, gaps, now) {
    const ending = sorted.filter(({ state, expiresOn }) => state !== "expired" && expiresOn !== undefined);
    const endless = sorted.filter(({ expiresOn }) => expiresOn === undefined);
    const ended = sorted.filter(({ state }) => state === "expired");
    return [
        ...gaps.map((gap) => ({ kind: "text", text: `Not in this report: ${gapText(gap)}` })),
        ...list("Credentials, soonest end first", ending, now, OPEN_ROWS),
        ...timeline(ending, now),
        ...keySetTable(keySets),
        ...list("Credentials without an end", endless, now, ending.length === 0 ? OPEN_ROWS : 0),
        ...list("Ended, last first", ended, now, sorted.length === ended.length ? OPEN_ROWS : 0),
    ];
}
function gapText({ collection, why }) {
    return `${collection.replace("-", " ")}. ${why}`;
}
/** The rows at the head of the table, where their ends are near enough to be looked at in weeks. */
function timeline(ending, now) {
    const soon = ending.filter(({ expiresOn = Infinity }) => expiresOn <= now + TIMELINE_SECONDS);
    const bars = soon.slice(0, TIMELINE_BARS).map((credential, index) => bar(credential, index, now));
    // One bar says nothing that the row does not.
    if (bars.length < 2)
        return [];
    const title = bars.length === soon.length
        ? "What ends within 26 weeks"
        : `The first ${String(bars.length)} of ${soon.length.toLocaleString("en")} that end within 26 weeks`;
    return [{ kind: "timeline", title, bars }];
}
/** Bars begin today: how long something has been valid tells nobody when to act. */
function bar(credential, index, now) {
    const { owner, kind, notBefore = 0, expiresOn = now, state } = credential;
    return {
        // The number is the row's in the table.
        name: `${String(index + 1)} ${barName(owner)} - ${kind}`,
        from: Math.max(now, notBefore),
        to: expiresOn,
        look: state === "expiring" ? "urgent" : state === "disabled" ? "faded" : "usual",
    };
}
/** A name with markup in it is somebody's joke or attack: without its signs it would say nothing. */
function barName({ name, id }) {
    const isPlain = !/[<>[\]{}*`~\\|$]|:\/\//.test(name);
    return cut(isPlain ? name : id, BAR_NAME);
}
/** The first rows open, the next ones folded, and the number of those that are left out. */
function list(title, credentials, now, open) {
    if (credentials.length === 0)
        return [];
    const listed = credentials.slice(0, MOST_ROWS);
    const more = credentials.length - listed.length;
    const shown = listed.slice(0, open).map((credential, index) => row(credential, index, now));
    const ids = listed.map(idRow);
    const folded = listed.slice(open).map((credential, index) => {
        const at = open + index;
        return [...row(credential, at, now), ...(ids[at] ?? [])];
    });
    const idRows = shown.map(([number = ""], index) => [number, ...(ids[index] ?? [])]);
    return [
        ...(shown.length === 0
            ? []
            : [
                { kind: "table", title, head: HEAD, rows: shown },
                {
                    kind: "table",
                    title: "Ids and exact times",
                    head: ["No", ...ID_HEAD],
                    rows: idRows,
                    folded: true,
                },
            ]),
        ...(folded.length > 0 ? [foldedTable(title, folded, shown.length)] : []),
        ...(more > 0
            ? [
                {
                    kind: "text",
                    text: `… and ${more.toLocaleString("en")} more, in the output named result as far as it reaches.`,
                },
            ]
            : []),
    ];
}
function foldedTable(title, rows, before) {
    const count = rows.length.toLocaleString("en");
    const label = before > 0 ? `The next ${count}` : `${title} (${count})`;
    return { kind: "table", title: label, head: [...HEAD, ...ID_HEAD], rows, folded: true };
}
function row(credential, index, now) {
    const { owner, kind, name, expiresOn, state } = credential;
    return [
        String(index + 1),
        expiresOn === undefined ? "never" : dayOf(expiresOn),
        expiresOn === undefined ? "" : String((0,report_credential/* daysLeft */.H_)(expiresOn, now)),
        state,
        `${owner.kind} ${cut(owner.name, ROW_NAME)}`,
        name === undefined ? kind : `${kind}: ${cut(name, ROW_NAME)}`,
    ];
}
function idRow({ owner, keyId, thumbprint, notBefore, expiresOn }) {
    return [
        owner.id,
        keyId ?? "",
        thumbprint ?? "",
        notBefore === undefined ? "" : minutes(notBefore),
        expiresOn === undefined ? "" : minutes(expiresOn),
    ];
}
function cut(text, longest) {
    const characters = Array.from(text);
    return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : text;
}
/** Its dashes do not break: three lines for a date make each row as high. */
function dayOf(epochSeconds) {
    return (0,iso_time/* isoSeconds */.n)(epochSeconds).slice(0, 10).replaceAll("-", "\u2011");
}
/** Nobody plans by seconds, and columns are narrow. */
function minutes(epochSeconds) {
    return `${(0,iso_time/* isoSeconds */.n)(epochSeconds).slice(0, 16).replace("T", " ")}Z`;
}
function keySetTable(keySets) {
    if (keySets.length === 0)
        return [];
    const rows = keySets.slice(0, MOST_ROWS).map(({ id, future, said }) => [id, future.active ?? "none", said]);
    const more = keySets.length - rows.length;
    const head = ["Key set", "Active now", "What happens next, if nobody acts"];
    return [
        rows.length > OPEN_ROWS
            ? { kind: "table", title: `Key sets (${rows.length.toLocaleString("en")})`, head, rows, folded: true }
            : { kind: "table", title: "Key sets", head, rows },
        ...(more > 0
            ? [{ kind: "text", text: `… and ${more.toLocaleString("en")} more key sets.` }]
            : []),
    ];
}

;// CONCATENATED MODULE: ./src/operations/report.ts











/** Reads every credential in reach and says when each ends. Writes nothing. */
const report = {
    name: "report",
    needs: permissions/* READ_OBJECTS */.Yc,
    needsOf: ({ scope }) => needsOfScope(scope),
    inputs: [...config_target/* KEY_SET_INPUTS */.JA, ...config_target/* OBJECT_INPUTS */.uF, "report-scope", "warn-before", "fail-before"],
    configure({ inputs, endpoints, signIn, log }) {
        const scope = parseScope(inputs, endpoints, signIn.clientId, log);
        const span = (name) => {
            const text = inputs.text(name);
            return text === undefined ? undefined : { seconds: (0,duration/* requireDuration */.QF)(name, text), text };
        };
        return Promise.resolve({
            operation: "report",
            target: scope.kind === "lists" ? undefined : scope.target,
            scope,
            warnBefore: span("warn-before") ?? { seconds: 30 * 86_400, text: "30d" },
            failBefore: span("fail-before"),
        });
    },
    async run(config, context) {
        const gathered = await gather(config.scope, context);
        const now = Math.floor(context.graph.network.serviceClock.now() / 1000);
        const { texts } = context.graph.network;
        const credentials = sortedCredentials(gathered, { now, warnBefore: config.warnBefore.seconds, texts });
        const spans = { warnBefore: config.warnBefore.seconds, failBefore: config.failBefore?.seconds };
        const { failing, warning } = attentionTo(credentials, spans, now);
        for (const credential of warning)
            context.log.warning(`${describeEnd(credential, now)}.`);
        const failure = expiryFailure(failing, config.failBefore?.text ?? "", now);
        const keySets = bySoonestFailure(gathered.keySets.map((set) => reportKeySet(set, now, gathered.active)));
        const counts = countStates(credentials);
        const next = credentials.find(({ state, expiresOn }) => state !== "expired" && expiresOn !== undefined);
        const result = {
            operation: config.operation,
            headline: headline(credentials, counts, config.warnBefore.text, gathered.gaps),
            changed: false,
            ...(next === undefined ? {} : { key: keyFacts(next), keyInSections: true }),
            sections: reportSections(credentials, keySets, gathered.gaps, now),
            data: {
                counts,
                credentials: credentials.map((credential) => credentialData(credential, now)),
                "key-sets": keySets.map(keySetData),
                gaps: gathered.gaps,
            },
            ...(failure === undefined ? {} : { failure }),
        };
        return result;
    },
};
function sortedCredentials(gathered, horizon) {
    return (0,report_credential/* bySoonestEnd */.y3)([
        ...gathered.keySets.flatMap((set) => (0,report_credential/* credentialsOfKeySet */.$n)(set, horizon)),
        ...gathered.holders.flatMap((holder) => (0,report_credential/* credentialsOfHolder */.ar)(holder, horizon)),
    ]);
}
function keyFacts({ owner, keyId, notBefore, expiresOn, thumbprint }) {
    const ofKeySet = owner.kind === "key set" ? { keySetId: owner.id, kid: keyId } : {};
    return { ...ofKeySet, keyId, notBefore, expiresOn, thumbprint };
}
function credentialData(credential, now) {
    const { owner, kind, name, keyId, thumbprint, notBefore, expiresOn, state } = credential;
    return {
        owner,
        kind,
        name,
        "key-id": keyId,
        thumbprint,
        "not-before": notBefore === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(notBefore),
        "expires-on": expiresOn === undefined ? undefined : (0,iso_time/* isoSeconds */.n)(expiresOn),
        "days-left": expiresOn === undefined ? undefined : (0,report_credential/* daysLeft */.H_)(expiresOn, now),
        state,
    };
}


/***/ })

};
