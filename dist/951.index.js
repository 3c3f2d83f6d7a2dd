export const id = 951;
export const ids = [951];
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
                    remedy: this.#next,
                    cause: error,
                });
            }
            throw error;
        }
    }
}


/***/ }),

/***/ 951:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rotateKeySet: () => (/* binding */ rotateKeySet)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/graph/key-sets.ts
var key_sets = __webpack_require__(8893);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/rotation/due.ts
var due = __webpack_require__(1220);
// EXTERNAL MODULE: ./src/rotation/journal.ts
var rotation_journal = __webpack_require__(1905);
;// CONCATENATED MODULE: ./src/rotation/key-set-report.ts

function keySetResult(parts) {
    const { operation, keySetId, standing, outcome, retired, dueInDays } = parts;
    const rotated = outcome.kind === "rotated";
    const key = rotated ? outcome.added : (standing.staged ?? standing.expectedActive ?? standing.endsLast);
    return {
        operation,
        headline: headline(parts),
        changed: rotated || retired.length > 0,
        key: key === undefined ? { keySetId } : keyFacts(keySetId, key),
        rotation: {
            rotated,
            deliveredTo: [],
            previousKeyId: rotated ? (standing.expectedActive ?? standing.endsLast)?.kid : undefined,
            retireAfter: undefined,
            retiredKeyIds: retired,
            dueInDays,
        },
        sections: [
            {
                kind: "table",
                title: "Keys of the set",
                head: ["Key id", "What it is", "Active from", "Expires on"],
                rows: [
                    ...standing.all.map((one) => row(one, retired.includes(one.kid) ? "disabled now" : role(one, standing))),
                    ...(rotated ? [row(outcome.added, "new")] : []),
                ],
            },
        ],
    };
}
function headline({ keySetId, standing, outcome, retired, dueInDays }) {
    switch (outcome.kind) {
        case "rotated":
            return `Rotated key set ${keySetId}: key ${outcome.added.kid} is active from ${time(outcome.added.nbf)} until ${time(outcome.added.exp)}.`;
        case "not-due":
            return standing.staged === undefined
                ? `Not due: key set ${keySetId}${dueInDays === undefined ? " has no key that ends" : `, ${String(dueInDays)} days until it is rotated`}.`
                : `Not due: key set ${keySetId} has key ${standing.staged.kid} staged for ${time(standing.staged.nbf)}.`;
        case "retired":
            return retired.length === 0
                ? `Nothing to retire in key set ${keySetId}.`
                : `Disabled ${String(retired.length)} key(s) of key set ${keySetId}.`;
        case "already-gone":
            return `The leaked key is not an enabled key of ${keySetId} any more.`;
        case "dry-run":
            return outcome.why === undefined
                ? `Would not rotate key set ${keySetId}.`
                : `Would rotate key set ${keySetId} (${outcome.why}).`;
    }
}
function keyFacts(keySetId, key) {
    return {
        keySetId,
        kid: key.kid,
        keyId: key.kid,
        keyType: key.kty,
        keyUse: key.use,
        notBefore: key.nbf,
        expiresOn: key.exp,
    };
}
function role(key, { staged, expectedActive }) {
    if (key.status === "disabled")
        return "disabled";
    if (key === staged)
        return "staged";
    if (key === expectedActive)
        return "active";
    return key.nbf === undefined ? "undated" : "";
}
function row(key, what) {
    return [key.kid, what, time(key.nbf), time(key.exp)];
}
function time(seconds) {
    return seconds === undefined ? "no date" : (0,iso_time/* isoSeconds */.n)(seconds);
}

;// CONCATENATED MODULE: ./src/rotation/key-set-standing.ts

function sortKeySet(all, threshold, lifetimeSeconds, nowSeconds) {
    const enabled = all.filter((key) => key.status !== "disabled");
    const [endsLast] = enabled
        .filter((key) => key.exp !== undefined)
        .sort((left, right) => (right.exp ?? 0) - (left.exp ?? 0));
    const dated = enabled
        .filter((key) => key.nbf !== undefined)
        .sort((left, right) => (right.nbf ?? 0) - (left.nbf ?? 0));
    return {
        all,
        enabled,
        endsLast,
        staged: dated.find((key) => (key.nbf ?? 0) > nowSeconds),
        undated: enabled.filter((key) => key.nbf === undefined),
        expectedActive: dated.find((key) => (key.nbf ?? 0) <= nowSeconds && (key.exp ?? Infinity) > nowSeconds),
        dueFrom: endsLast === undefined ? dueByAge(dated[0], threshold) : dueByEnd(endsLast, threshold, lifetimeSeconds),
    };
}
/** A key that does not say when it began is taken to live as long as those that are made here. */
function dueByEnd({ nbf, exp }, threshold, lifetimeSeconds) {
    return (0,due/* dueFrom */.ds)(threshold, nbf ?? (exp === undefined ? undefined : exp - lifetimeSeconds), exp);
}
/** A key without an end is due by its age, where the threshold is a time and not a share of a lifetime. */
function dueByAge(newest, threshold) {
    if (newest?.nbf === undefined || threshold.kind === "share")
        return undefined;
    return newest.nbf + threshold.seconds;
}

;// CONCATENATED MODULE: ./src/rotation/rotate-key-set.ts







/** A key whose time came a moment ago may not be active everywhere. */
const ACTIVATION_GRACE_SECONDS = 60;
const READ_BACK_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000];
/**
 * Rolls a key set: stages a key whose time begins `lead` from now, so that every cache knows
 * it before it signs. Nothing is removed: a key set's keys can only be disabled, and only the
 * ones that `retire-key-ids` names are.
 */
async function rotateKeySet(rotation, context) {
    const journal = new rotation_journal/* Journal */.C();
    return journal.follow(() => new KeySetRun(rotation, context, journal).run());
}
class KeySetRun {
    #rotation;
    #context;
    #journal;
    constructor(rotation, context, journal) {
        this.#rotation = rotation;
        this.#context = context;
        this.#journal = journal;
    }
    async run() {
        const { target, createKeySet: mayCreate, dryRun, operation, rules } = this.#rotation;
        const { graph, urls, log } = this.#context;
        const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, target.keySetId);
        if (set === undefined && !mayCreate)
            throw (0,key_sets/* keySetMissing */.GQ)(target.keySetId, operation === "rotate");
        const keySetId = set?.id ?? target.keySetId;
        const standing = sortKeySet(set?.keys ?? [], rules.threshold, rules.validitySeconds, this.#now);
        const active = set === undefined ? undefined : await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId);
        this.#checkActive(standing, active);
        const emergency = this.#emergency(standing, active);
        if (emergency === "gone")
            return this.#report(keySetId, standing, { kind: "already-gone" }, []);
        const why = operation === "rotate" ? this.#reasonToRotate(standing, emergency) : undefined;
        const leaked = emergency === "disable" ? [this.#rotation.emergencyKeyId ?? ""] : [];
        const retire = [...new Set([...this.#toRetire(standing, active), ...leaked])];
        const key = this.#newKey(keySetId, standing, why);
        if (dryRun)
            return this.#dryRun(keySetId, standing, set === undefined, key, why, retire);
        const retired = await this.#disable(keySetId, retire);
        if (operation === "retire" || emergency === "disable")
            return this.#report(keySetId, standing, { kind: "retired" }, retired);
        if (why === undefined || key === undefined)
            return this.#report(keySetId, standing, { kind: "not-due" }, retired);
        log.step(`Rotating: ${why}.`);
        this.#nameUndated(standing);
        return this.#rotate(keySetId, set === undefined, standing, key, retired);
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
    /** The first run after a staged key's time sees whether it took over. */
    #checkActive({ expectedActive }, active) {
        if (expectedActive?.nbf === undefined || this.#rotation.emergencyKeyId !== undefined)
            return;
        if (active?.kid === expectedActive.kid || expectedActive.nbf > this.#now - ACTIVATION_GRACE_SECONDS)
            return;
        throw new errors/* ActionError */.l({
            code: "wrong-key-active",
            blame: "service",
            what: `Key ${expectedActive.kid} should be active since ${(0,iso_time/* isoSeconds */.n)(expectedActive.nbf)}, and the service uses ${active === undefined ? "none" : `key ${active.kid}`}.`,
            remedy: "Look at the key set in the portal: a key without dates may win, or a key may be disabled. Disable the wrong one with disable-key.",
        });
    }
    /** `disable`: a younger key is the active one already, of an emergency that was interrupted perhaps. */
    #emergency(standing, active) {
        const { emergencyKeyId } = this.#rotation;
        if (emergencyKeyId === undefined)
            return "none";
        const leaked = standing.enabled.find(({ kid }) => kid === emergencyKeyId);
        if (leaked === undefined)
            return "gone";
        const isReplaced = active !== undefined && (active.nbf ?? 0) > (leaked.nbf ?? 0);
        return isReplaced && active.kid !== leaked.kid ? "disable" : "rotate";
    }
    #reasonToRotate(standing, emergency) {
        const { rules, emergencyKeyId } = this.#rotation;
        if (emergency === "disable")
            return undefined;
        if (emergency === "rotate")
            return `key ${emergencyKeyId ?? ""} is said to have leaked`;
        if (rules.force)
            return "`force` is set";
        if (standing.staged !== undefined)
            return undefined;
        if (standing.all.length === 0)
            return "the key set is empty";
        if (standing.enabled.length === 0)
            return "no key of the set is enabled";
        return standing.dueFrom !== undefined && standing.dueFrom <= this.#now
            ? "the key that ends last is due"
            : undefined;
    }
    /** What the user names, but never the key that signs now. */
    #toRetire(standing, active) {
        const { rules, operation } = this.#rotation;
        if (!rules.retireDue && operation === "rotate")
            return [];
        const { log } = this.#context;
        return rules.retirement.retireKeyIds.filter((kid) => {
            const key = standing.enabled.find((candidate) => candidate.kid === kid);
            if (key === undefined) {
                log.notice(`Key ${kid} is not an enabled key of the set: nothing to retire.`);
                return false;
            }
            if (kid !== active?.kid)
                return true;
            log.warning(`Key ${kid} is the active key, and stays.`);
            return false;
        });
    }
    #newKey(keySetId, standing, why) {
        if (why === undefined)
            return undefined;
        const { rules, source, keyUse, emergencyKeyId } = this.#rotation;
        const kty = source.kind === "generate" && source.keyType === "RSA" ? "RSA" : "oct";
        refuseOtherType(standing, kty);
        const first = standing.enabled.length === 0;
        // Nobody can have cached the keys of an empty set, and a leaked key cannot wait.
        const lead = first || emergencyKeyId !== undefined ? 0 : this.#rotation.leadSeconds;
        const nbf = this.#now + lead;
        refuseGap(standing, nbf, lead, this.#now);
        const exp = nbf + rules.validitySeconds;
        const body = source.kind === "generate"
            ? { use: keyUse, kty: source.keyType, nbf, exp }
            : { use: keyUse, k: source.secret, nbf, exp };
        return {
            keySetId,
            action: source.kind === "generate" ? "generateKey" : "uploadSecret",
            body,
            fingerprint: { use: keyUse, kty, nbf, exp, ofThisRun: true },
            before: standing.all.map(({ kid }) => kid),
            createdAt: undefined,
        };
    }
    /** Keys without dates compete with dated ones by rules that are documented twice, differently. */
    #nameUndated({ undated }) {
        if (undated.length === 0)
            return;
        const kids = undated.map(({ kid }) => kid).join(", ");
        this.#context.log.notice(`Keys without an activation date stand behind the new one, and are used when no dated key is valid: ${kids}. The run after the new key's time checks which one is active.`);
    }
    async #rotate(keySetId, missing, standing, key, retired) {
        const { graph, urls, log } = this.#context;
        let id = keySetId;
        let createdAt;
        if (missing) {
            id = await (0,key_sets/* createKeySet */.Ap)(graph, urls, keySetId);
            createdAt = graph.network.clock.now();
            log.step(`Created key set ${id}.`);
        }
        this.#journal.reached("A key may have been added; the next run finds it staged and leaves it at that.");
        const added = await (0,key_sets/* addKeyToSet */._v)(graph, urls, { ...key, keySetId: id, createdAt });
        log.step(`Added key ${added.kid}, active from ${(0,iso_time/* isoSeconds */.n)(key.fingerprint.nbf ?? this.#now)}.`);
        await this.#readBack(id, added.kid);
        const gone = await this.#disableLeaked(id, added);
        const { nbf, exp } = key.fingerprint;
        return this.#report(id, standing, { kind: "rotated", added: { ...added, nbf: added.nbf ?? nbf, exp: added.exp ?? exp } }, [...retired, ...gone]);
    }
    async #readBack(keySetId, kid) {
        const { graph, urls, log } = this.#context;
        for (const pause of READ_BACK_PAUSES_MS) {
            if (pause > 0)
                await graph.network.limits.wait(pause);
            const set = await (0,key_sets/* readKeySetIfAny */.Vp)(graph, urls, keySetId);
            const key = set?.keys.find((candidate) => candidate.kid === kid);
            if (key === undefined)
                continue;
            // The documentation says of uploaded keys that they are off until somebody switches them on.
            if (key.status === "disabled")
                await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid, status: "enabled" });
            return;
        }
        log.warning(`The key set does not show key ${kid} yet: look again in some minutes.`);
    }
    /** Only once its successor is the active one. */
    async #disableLeaked(keySetId, added) {
        const { emergencyKeyId } = this.#rotation;
        if (emergencyKeyId === undefined)
            return [];
        const { graph, urls, log } = this.#context;
        this.#journal.reached(`The new key ${added.kid} is there; the leaked key ${emergencyKeyId} may still be enabled: run the emergency again.`);
        for (const pause of READ_BACK_PAUSES_MS) {
            if (pause > 0)
                await graph.network.limits.wait(pause);
            const active = await (0,key_sets/* readActiveKey */.Wt)(graph, urls, keySetId);
            if (active?.kid !== added.kid)
                continue;
            await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid: emergencyKeyId, status: "disabled" });
            log.step(`Disabled the leaked key ${emergencyKeyId}.`);
            return [emergencyKeyId];
        }
        throw new errors/* ActionError */.l({
            code: "wrong-key-active",
            blame: "service",
            what: `The new key ${added.kid} was added, and did not become active: the leaked key ${emergencyKeyId} is still enabled.`,
            remedy: "Look which key is active (get-active-key), and disable the leaked one with disable-key as soon as the new one is.",
        });
    }
    async #disable(keySetId, kids) {
        const { graph, urls, log } = this.#context;
        for (const kid of kids) {
            await (0,key_sets/* setKeyStatus */.wj)(graph, urls, { keySetId, kid, status: "disabled" });
            log.step(`Disabled key ${kid}.`);
        }
        return kids;
    }
    #dryRun(keySetId, standing, missing, key, why, retire) {
        const { urls } = this.#context;
        const planned = retire.map((kid) => ({
            method: "PATCH",
            url: urls.keySet(keySetId, "keys_v2", kid),
            body: { status: "disabled" },
        }));
        if (key !== undefined) {
            if (missing)
                planned.push({ method: "POST", url: urls.keySets(), body: { id: keySetId.replace(/^B2C_1A_/, "") } });
            planned.push({ method: "POST", url: urls.keySet(keySetId, key.action), body: key.body });
        }
        return { ...this.#report(keySetId, standing, { kind: "dry-run", why }, []), planned };
    }
    #report(keySetId, standing, outcome, retired) {
        const { threshold, validitySeconds } = this.#rotation.rules;
        // After a rotation the new key is the one that ends last.
        const { dueFrom } = outcome.kind === "rotated"
            ? sortKeySet([...standing.all, outcome.added], threshold, validitySeconds, this.#now)
            : standing;
        return keySetResult({
            operation: this.#rotation.operation,
            keySetId,
            standing,
            outcome,
            retired,
            dueInDays: dueFrom === undefined ? undefined : (0,due/* daysUntil */.AQ)(dueFrom, this.#now),
        });
    }
}
function refuseOtherType({ all }, kty) {
    const other = all.find((key) => key.kty !== undefined && key.kty !== kty);
    if (other === undefined)
        return;
    throw (0,errors/* inputError */.X)("key-type", `the key set holds ${other.kty ?? ""} keys, and one of type ${kty} does not go with them.`, "A key set holds keys of one type: use another key set.");
}
/** Between the old key's end and the new one's beginning a policy would have no key at all. */
function refuseGap({ endsLast, undated }, nbf, lead, now) {
    if (lead === 0 || endsLast?.exp === undefined || nbf <= endsLast.exp)
        return;
    const ended = endsLast.exp <= now;
    // A key without dates bridges what the dated ones leave open; but an outage is not prolonged.
    if (undated.length > 0 && !ended)
        return;
    throw (0,errors/* inputError */.X)("lead", ended
        ? `the last dated key ended ${(0,iso_time/* isoSeconds */.n)(endsLast.exp)}, and a new one would begin only ${(0,iso_time/* isoSeconds */.n)(nbf)}.`
        : `the last dated key ends ${(0,iso_time/* isoSeconds */.n)(endsLast.exp)}, before the new one would begin (${(0,iso_time/* isoSeconds */.n)(nbf)}): a gap without a key.`, "Use `lead: 0d`, or rotate earlier (rotate-before).");
}


/***/ })

};
