export const id = 657;
export const ids = [657];
export const modules = {

/***/ 8657:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rotatePassword: () => (/* binding */ rotatePassword)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8614);
/* harmony import */ var _sinks_open_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7134);
/* harmony import */ var _certificate_standing_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8766);
/* harmony import */ var _deliveries_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7944);
/* harmony import */ var _delivery_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(310);
/* harmony import */ var _due_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1220);
/* harmony import */ var _fence_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9191);
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1905);
/* harmony import */ var _line_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(4758);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(8985);
/* harmony import */ var _report_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4746);
/* harmony import */ var _password_standing_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(630);
/* harmony import */ var _prove_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3660);
/* harmony import */ var _retirement_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(2887);
/* harmony import */ var _target_client_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(825);

















/** The proof before has taken ten seconds and more: a replica that still lags is a slow one. */
const LOOK_AGAIN_PAUSES_MS = [0, 5_000, 10_000, 20_000];
/**
 * Rolls a client secret in the same order as a certificate: add, prove, deliver, and remove
 * the old one in a later run. A secret's text carries no state, so the directory has to be
 * readable, and which password is the current one is told by its hint.
 */
async function rotatePassword(rotation, context) {
    const journal = new _journal_js__WEBPACK_IMPORTED_MODULE_8__/* .Journal */ .C();
    return journal.follow(() => new PasswordRun(rotation, context, journal).run());
}
class PasswordRun {
    #rotation;
    #context;
    #journal;
    constructor(rotation, context, journal) {
        this.#rotation = rotation;
        this.#context = context;
        this.#journal = journal;
    }
    async run() {
        const rotation = this.#rotation;
        const sinks = await (0,_deliveries_js__WEBPACK_IMPORTED_MODULE_5__/* .inspectSinks */ .T5)(await (0,_sinks_open_js__WEBPACK_IMPORTED_MODULE_3__/* .openSinks */ .f)(this.#sinkContext()));
        const object = await (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_10__/* .readPasswords */ .xQ)(rotation, this.#context);
        const proving = this.#proving((0,_target_client_js__WEBPACK_IMPORTED_MODULE_12__/* .targetClientId */ .A)(rotation, object.appId));
        const { graph, masker, log } = this.#context;
        const credential = { kind: "password", secret: rotation.currentSecret };
        const accepted = await (0,_prove_js__WEBPACK_IMPORTED_MODULE_11__/* .opensToken */ .H)(credential, proving, graph.network, masker);
        const standing = (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_10__/* .sortPasswords */ .V0)(object, rotation, accepted, this.#now);
        if (standing.current === "ambiguous") {
            log.warning("current-secret opens a token, but which password it is cannot be told: nothing is removed but what `retire-key-ids` names.");
        }
        else {
            (0,_fence_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseDelivered */ .bA)(standing.line, sinks);
        }
        const { emergencyKeyId } = rotation;
        if (emergencyKeyId !== undefined && !standing.all.some(({ keyId }) => keyId === emergencyKeyId)) {
            return this.#report(standing, { kind: "already-gone" }, sinks, noRetirement, []);
        }
        const retirement = this.#planRetirement(standing, sinks);
        for (const notice of retirement.notices)
            log.notice(notice);
        const why = rotation.operation === "rotate" ? this.#reasonToRotate(standing, sinks) : undefined;
        if (rotation.dryRun)
            return this.#dryRun(standing, sinks, retirement, why);
        const retired = await this.#retire(retirement);
        if (rotation.operation === "retire")
            return this.#report(standing, { kind: "retired" }, sinks, retirement, retired);
        if (why === undefined) {
            if (emergencyKeyId === undefined)
                return this.#report(standing, { kind: "not-due" }, sinks, retirement, retired);
            // An earlier run has replaced it: nobody needs another new one.
            const gone = await this.#removeLeaked(emergencyKeyId, retired, standing.line.current.keyId);
            return this.#report(standing, { kind: "retired" }, sinks, noRetirement, [...retired, ...gone]);
        }
        log.step(`Rotating: ${why}.`);
        (0,_fence_js__WEBPACK_IMPORTED_MODULE_7__/* .refuseLeftovers */ .$A)(standing.current === "known" ? standing.line : { ...standing.line, newer: [] }, sinks);
        return this.#rotate(standing, proving, sinks, retired);
    }
    #sinkContext() {
        const { graph, masker } = this.#context;
        const { sinks } = this.#rotation;
        return { settings: sinks, network: graph.network, masker, contentType: undefined };
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
    #proving(clientId) {
        const { endpoints, tenantId, rules } = this.#rotation;
        return {
            authorityOrigin: endpoints.authorityOrigin,
            tenantId,
            clientId,
            scope: `${endpoints.graphOrigin}/.default`,
            timeoutMs: rules.proveTimeoutMs,
        };
    }
    #planRetirement(standing, sinks) {
        const { rules, operation } = this.#rotation;
        if (!rules.retireDue && operation === "rotate")
            return noRetirement;
        const { line } = standing;
        const bornAt = line.currentNumber === 0 ? "of-no-line" : (line.current.bornAt ?? "unknown");
        return (0,_retirement_js__WEBPACK_IMPORTED_MODULE_13__/* .planRetirement */ .Z)(line, standing.all, (0,_deliveries_js__WEBPACK_IMPORTED_MODULE_5__/* .deliveriesOf */ .K)(sinks, bornAt, undefined), rules.retirement, this.#now);
    }
    async #retire(retirement) {
        const retired = [];
        for (const { keyId } of retirement.remove) {
            this.#journal.reached("Some older passwords may be retired already; the next run goes on with the rest.");
            try {
                await this.#remove(keyId);
                retired.push(keyId);
                this.#context.log.step(`Retired password ${keyId}.`);
            }
            catch (error) {
                if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l) || error.code === "interrupted" || error.code === "timeout")
                    throw error;
                this.#context.log.warning(`Password ${keyId} could not be retired, and stays: ${error.message}`);
            }
        }
        return retired;
    }
    #remove(keyId) {
        const { graph, urls } = this.#context;
        const { target } = this.#rotation;
        return (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .removePassword */ .ER)(graph, urls, {
            target,
            keyId,
            doing: `remove password ${keyId} from ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(target)}`,
            readable: true,
        });
    }
    #reasonToRotate(standing, sinks) {
        const { rules, emergencyKeyId } = this.#rotation;
        if (emergencyKeyId !== undefined && !(0,_line_js__WEBPACK_IMPORTED_MODULE_14__/* .wasReplaced */ .wo)(standing.line, emergencyKeyId))
            return `password ${emergencyKeyId} is said to have leaked`;
        if (rules.force)
            return "`force` is set";
        if (standing.current === "refused")
            return "the current secret opens no token";
        const { current, currentNumber } = standing.line;
        const { bornAt } = current;
        const behind = currentNumber > 0 &&
            bornAt !== undefined &&
            (0,_deliveries_js__WEBPACK_IMPORTED_MODULE_5__/* .deliverySinks */ .NJ)(sinks).some(({ changedAt }) => changedAt === undefined || changedAt < bornAt);
        // A secret's text is not delivered a second time: who knows where the first delivery left it.
        if (behind)
            return "a sink does not hold the current password";
        const due = this.#dueFrom(standing);
        return due !== undefined && due <= this.#now ? "the password is due" : undefined;
    }
    /** Of several that may be the current one, the soonest counts. */
    #dueFrom(standing) {
        const { threshold } = this.#rotation.rules;
        const candidates = standing.matching.length > 0 ? standing.matching : standing.object.passwordCredentials;
        const times = candidates
            .map(({ notBefore, expiresOn }) => (0,_due_js__WEBPACK_IMPORTED_MODULE_15__/* .dueFrom */ .ds)(threshold, notBefore, expiresOn))
            .filter((time) => time !== undefined);
        return times.length === 0 ? undefined : Math.min(...times);
    }
    #newPassword(standing) {
        const { target, line, displayName, rules } = this.#rotation;
        const mark = { line, number: standing.line.nextNumber, predecessor: standing.line.current.shortId };
        const now = this.#now;
        return {
            target,
            doing: `add a password to ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(target)}`,
            displayName: (0,_mark_js__WEBPACK_IMPORTED_MODULE_16__/* .markedDisplayName */ .On)(mark, displayName),
            notBefore: now - _password_standing_js__WEBPACK_IMPORTED_MODULE_10__/* .PASSWORD_BACKDATE_SECONDS */ .Ed,
            expiresOn: now + rules.validitySeconds,
            known: standing.all.map(({ keyId }) => keyId),
            masker: this.#context.masker,
        };
    }
    async #rotate(standing, proving, sinks, retired) {
        const { graph, urls, log, masker } = this.#context;
        const rotation = this.#rotation;
        const asked = this.#newPassword(standing);
        this.#journal.reached("A password may have been added, but was not delivered: nobody has its value. The next run makes another one, and a later one retires this.");
        const made = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .addPassword */ .nR)(graph, urls, asked);
        log.step(`Added password ${made.keyId}; proving it.`);
        const proved = await (0,_prove_js__WEBPACK_IMPORTED_MODULE_11__/* .proveCredential */ .I)({ kind: "password", secret: made.secret }, proving, graph.network, masker);
        if (proved.kind === "refused")
            throw await this.#takeBack("not-proved", proved.error, made);
        if (proved.kind === "timed-out")
            throw leftover(made, proved.reason);
        log.step(`The token service accepts it (${String(proved.attempts)} requests).`);
        const overtaken = await this.#lookAgain(standing, made, sinks);
        if (overtaken !== undefined)
            throw await this.#takeBack("stale-input", overtaken, made);
        this.#journal.reached(`Password ${made.keyId} was added and is accepted; it may or may not have been delivered. Both passwords work. The next run reads from the sinks how far this one came.`);
        const delivered = await (0,_deliveries_js__WEBPACK_IMPORTED_MODULE_5__/* .deliverAll */ .F0)(sinks, made.secret, log, () => this.#now);
        if (delivered.kind === "refused")
            throw await this.#takeBack("delivery-refused", delivered.reason, made);
        if (delivered.kind === "incomplete")
            throw (0,_delivery_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .incompleteDelivery */ .$F)(delivered.failed, delivered.reason);
        if (made.answersWereLost)
            await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .removeStrayPasswords */ .qS)(graph, urls, asked, made);
        const previousKeyId = standing.line.current.keyId || undefined;
        const outcome = {
            kind: "rotated",
            key: { keyId: made.keyId, notBefore: made.notBefore, expiresOn: made.expiresOn },
            previousKeyId,
            deliveredTo: delivered.to,
            retireAfter: delivered.deliveredAt === undefined
                ? undefined
                : delivered.deliveredAt + rotation.rules.overlapSeconds,
        };
        const gone = rotation.emergencyKeyId === undefined
            ? []
            : await this.#removeLeaked(rotation.emergencyKeyId, retired, made.keyId);
        return this.#report(standing, outcome, sinks, noRetirement, [...retired, ...gone]);
    }
    /** @param retired what this run has removed already, as being due */
    async #removeLeaked(keyId, retired, successor) {
        if (retired.includes(keyId))
            return [];
        this.#journal.reached(`Password ${successor} is delivered, and the leaked one ${keyId} may still be there: run the emergency again.`);
        try {
            await this.#remove(keyId);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l) || (0,_delivery_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isStop */ .jX)(error))
                throw error;
            throw (0,_delivery_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .leakedStays */ .vy)(keyId, successor, error);
        }
        this.#context.log.step(`Removed the leaked password ${keyId}.`);
        return [keyId];
    }
    /**
     * Reads the object once more, now that it shows the new password: the first reading may have
     * been an old one, and have hidden what another run has added since.
     */
    async #lookAgain(standing, made, sinks) {
        for (const pause of LOOK_AGAIN_PAUSES_MS) {
            if (pause > 0)
                await this.#context.graph.network.limits.wait(pause);
            const all = (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_10__/* .passwordCandidates */ .ES)(await this.#readOrNothing());
            if (!all.some(({ keyId }) => keyId === made.keyId))
                continue;
            return (0,_fence_js__WEBPACK_IMPORTED_MODULE_7__/* .overtakenBy */ .z2)(this.#rotation.line, (0,_mark_js__WEBPACK_IMPORTED_MODULE_16__/* .shortId */ .m_)(made.keyId), all, standing.line, standing.all, sinks);
        }
        this.#context.log.warning("The directory does not show the new password yet; the token service knows it.");
        return undefined;
    }
    /** A look that does not come off is one that shows nothing: the new password is proved already. */
    async #readOrNothing() {
        try {
            return await (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_10__/* .readPasswords */ .xQ)(this.#rotation, this.#context);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l) || (0,_delivery_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .isStop */ .jX)(error))
                throw error;
            return { passwordCredentials: [] };
        }
    }
    async #takeBack(code, reason, made) {
        const { graph, urls } = this.#context;
        let after = `The new password ${made.keyId} was removed again.`;
        try {
            await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .discardPassword */ .e)(graph, urls, this.#rotation.target, made.keyId, "it was not delivered");
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l))
                throw error;
            after = `${error.what} It stays on the object, undelivered.`;
        }
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code,
            blame: reason.blame,
            what: reason.what,
            why: `${reason.why === undefined ? "" : `${reason.why} `}${after} The current password works as before.`,
            remedy: reason.remedy,
            ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
        });
    }
    #dryRun(standing, sinks, retirement, why) {
        const { urls } = this.#context;
        const { target } = this.#rotation;
        const removals = retirement.remove.map(({ keyId }) => ({
            method: "POST",
            url: urls.object(target, "removePassword"),
            body: { keyId },
        }));
        const { displayName } = this.#newPassword(standing);
        const add = {
            method: "POST",
            url: urls.object(target, "addPassword"),
            body: { passwordCredential: { displayName } },
        };
        return {
            ...this.#report(standing, { kind: "dry-run", why, deliverTo: sinks.map(({ sink }) => sink.name) }, sinks, retirement, []),
            planned: [...removals, ...(why === undefined ? [] : [add])],
        };
    }
    #report(standing, outcome, sinks, retirement, retired) {
        const { threshold } = this.#rotation.rules;
        const { line, all, object } = standing;
        const due = outcome.kind === "rotated"
            ? (0,_due_js__WEBPACK_IMPORTED_MODULE_15__/* .dueFrom */ .ds)(threshold, outcome.key.notBefore, outcome.key.expiresOn)
            : this.#dueFrom(standing);
        const current = object.passwordCredentials.find(({ keyId }) => keyId === line.current.keyId);
        return (0,_report_js__WEBPACK_IMPORTED_MODULE_9__/* .rotationResult */ .s)({
            rotation: this.#rotation,
            outcome,
            line,
            all,
            others: (0,_certificate_standing_js__WEBPACK_IMPORTED_MODULE_4__/* .candidatesOf */ .kW)(object),
            readable: true,
            currentKey: { keyId: current?.keyId, notBefore: current?.notBefore, expiresOn: current?.expiresOn },
            sinks,
            retirement,
            retired,
            dueInDays: due === undefined ? undefined : (0,_due_js__WEBPACK_IMPORTED_MODULE_15__/* .daysUntil */ .AQ)(due, this.#now),
        });
    }
}
const noRetirement = { remove: [], retireAfter: undefined, notices: [] };
function leftover(made, reason) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "not-proved",
        blame: "service",
        what: `The token service did not accept the new password within prove-timeout (${reason}).`,
        remedy: `It stays on the object as a leftover (key ${made.keyId}), undelivered; the current password works as before. Run it again, or give a longer prove-timeout; a later run retires the leftover.`,
    });
}


/***/ })

};
