export const id = 766;
export const ids = [766];
export const modules = {

/***/ 4766:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PasswordCredentials: () => (/* binding */ PasswordCredentials)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8614);
/* harmony import */ var _certificate_standing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8766);
/* harmony import */ var _delivery_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(310);
/* harmony import */ var _due_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1220);
/* harmony import */ var _mark_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8985);
/* harmony import */ var _password_standing_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(630);
/* harmony import */ var _prove_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3660);
/* harmony import */ var _target_client_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(825);










/** Reads lag some 20 s behind a write; a minute is patient. */
const LOOK_AGAIN_PAUSES_MS = [0, 2_000, 5_000, 10_000, 20_000, 20_000];
/** As long as verification waits for a new one, about. */
const YOUNG_PAUSES_MS = [10_000, 20_000, 30_000, 60_000];
const STILL_THERE_PAUSES_MS = [0, 5_000, 10_000, 15_000];
/**
 * Client secrets. Their text carries no state, so the directory has to be readable, and which
 * password is the current one is told by its hint.
 */
class PasswordCredentials {
    word = "password";
    noun = "password";
    contentType = undefined;
    undelivered = "nobody has its value";
    #rotation;
    #context;
    constructor(rotation, context) {
        this.#rotation = rotation;
        this.#context = context;
    }
    async look() {
        const { graph, masker, log } = this.#context;
        const { currentSecret } = this.#rotation;
        const object = await (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .readPasswords */ .xQ)(this.#rotation, this.#context);
        const clientId = (0,_target_client_js__WEBPACK_IMPORTED_MODULE_7__/* .targetClientId */ .A_)(this.#rotation, object.appId);
        const proving = (0,_target_client_js__WEBPACK_IMPORTED_MODULE_7__/* .provingAs */ .U0)(clientId, this.#rotation);
        const current = { kind: "password", secret: currentSecret };
        let accepted = await (0,_prove_js__WEBPACK_IMPORTED_MODULE_6__/* .opensToken */ .H4)(current, proving, graph.network, masker);
        for (const pause of (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .isYoung */ .Pi)(object, currentSecret, this.#now) ? YOUNG_PAUSES_MS : []) {
            if (accepted)
                break;
            log.step("The current secret opens no token, and it is less than an hour old: waiting for Entra's replicas.");
            await graph.network.limits.wait(pause);
            accepted = await (0,_prove_js__WEBPACK_IMPORTED_MODULE_6__/* .opensToken */ .H4)(current, proving, graph.network, masker);
        }
        const standing = (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .sortPasswords */ .V0)(object, this.#rotation, accepted, this.#now);
        const { line, all } = standing;
        if (standing.current === "ambiguous") {
            log.warning("current-secret opens a token, but which password it is cannot be told: nothing is removed but what `retire-key-ids` names.");
        }
        const entry = object.passwordCredentials.find(({ keyId }) => keyId === line.current.keyId);
        return {
            line,
            all,
            others: (0,_certificate_standing_js__WEBPACK_IMPORTED_MODULE_3__/* .candidatesOf */ .kW)(object),
            readable: true,
            leftovers: line.newer,
            knowsLeftovers: standing.current !== "ambiguous",
            currentKey: { keyId: entry?.keyId, notBefore: entry?.notBefore, expiresOn: entry?.expiresOn },
            carriedDeliveredAt: undefined,
            dueFrom: this.#dueFrom(standing),
            mustGo: standing.current === "refused" ? "the current secret opens no token" : undefined,
            clientId,
        };
    }
    /** One that opens no token is given to nobody. */
    again({ mustGo }) {
        return Promise.resolve(mustGo === undefined ? this.#rotation.currentSecret : undefined);
    }
    async add(look, mark, attempted) {
        const { graph, urls } = this.#context;
        const asked = this.#newPassword(look, mark);
        attempted(undefined);
        const made = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .addPassword */ .nR)(graph, urls, asked);
        const { keyId, notBefore, expiresOn, secret } = made;
        return {
            keyId,
            name: keyId,
            shortId: (0,_mark_js__WEBPACK_IMPORTED_MODULE_8__/* .shortId */ .m_)(keyId),
            mark,
            key: { keyId, notBefore, expiresOn },
            credential: { kind: "password", secret },
            uncertain: false,
            wasShown: false,
            made,
            asked,
        };
    }
    async lookAgain(_look, made) {
        for (const pause of LOOK_AGAIN_PAUSES_MS) {
            if (pause > 0)
                await this.#context.graph.network.limits.wait(pause);
            const all = (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .passwordCandidates */ .ES)(await this.#readOrNothing());
            if (all.some(({ keyId }) => keyId === made.keyId))
                return all;
        }
        this.#context.log.warning("The directory does not show the new password after a minute; the token service decides.");
        return undefined;
    }
    async isStillThere(look, { keyId, wasShown, credential }) {
        for (const pause of STILL_THERE_PAUSES_MS) {
            if (pause > 0)
                await this.#context.graph.network.limits.wait(pause);
            const { passwordCredentials } = await this.#readOrNothing();
            if (passwordCredentials.some((one) => one.keyId === keyId))
                return true;
        }
        return wasShown
            ? false
            : (0,_prove_js__WEBPACK_IMPORTED_MODULE_6__/* .opensTokenStill */ .t7)(credential, (0,_target_client_js__WEBPACK_IMPORTED_MODULE_7__/* .provingAs */ .U0)(look.clientId, this.#rotation), this.#context);
    }
    deliverable(_look, { made }) {
        return Promise.resolve(made.secret);
    }
    async delivered({ made, asked }) {
        const { graph, urls } = this.#context;
        if (made.answersWereLost)
            await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .removeStrayPasswords */ .qS)(graph, urls, asked, made);
    }
    async remove(_look, keyId) {
        const { graph, urls } = this.#context;
        const { target } = this.#rotation;
        const doing = `remove password ${keyId} from ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(target)}`;
        await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .removePassword */ .ER)(graph, urls, { target, keyId, doing, readable: true });
        return "removed";
    }
    removeLeaked(look, keyId) {
        return this.remove(look, keyId);
    }
    async takeBack(_look, { keyId }) {
        const { graph, urls } = this.#context;
        try {
            await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .discardPassword */ .e)(graph, urls, this.#rotation.target, keyId, "it was not delivered");
            return `The new password ${keyId} was removed again.`;
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l))
                throw error;
            return `${error.what} It stays on the object, undelivered.`;
        }
    }
    planned(look, mark, { first, adds, last }) {
        const { urls } = this.#context;
        const { target } = this.#rotation;
        const removal = (keyId) => ({
            method: "POST",
            url: urls.object(target, "removePassword"),
            body: { keyId },
        });
        const addition = {
            method: "POST",
            url: urls.object(target, "addPassword"),
            body: (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .passwordBody */ .m4)(this.#newPassword(look, mark)),
        };
        return [...first.map(removal), ...(adds ? [addition] : []), ...last.map(removal)];
    }
    /** Of several that may be the current one, the soonest counts. */
    #dueFrom({ matching, object }) {
        const { threshold } = this.#rotation.rules;
        const candidates = matching.length > 0 ? matching : object.passwordCredentials;
        const times = candidates
            .map(({ notBefore, expiresOn }) => (0,_due_js__WEBPACK_IMPORTED_MODULE_9__/* .dueFrom */ .ds)(threshold, notBefore, expiresOn))
            .filter((time) => time !== undefined);
        return times.length === 0 ? undefined : Math.min(...times);
    }
    #newPassword({ all }, mark) {
        const { target, displayName, rules } = this.#rotation;
        return {
            target,
            doing: `add a password to ${(0,_operations_object_access_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTarget */ .ff)(target)}`,
            displayName: (0,_mark_js__WEBPACK_IMPORTED_MODULE_8__/* .markedDisplayName */ .On)(mark, displayName),
            notBefore: this.#now - _password_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .PASSWORD_BACKDATE_SECONDS */ .Ed,
            expiresOn: this.#now + rules.validitySeconds,
            known: all.map(({ keyId }) => keyId),
            masker: this.#context.masker,
        };
    }
    /** A look that does not come off is one that shows nothing: whether the password works is proved anyway. */
    async #readOrNothing() {
        try {
            return await (0,_password_standing_js__WEBPACK_IMPORTED_MODULE_5__/* .readPasswords */ .xQ)(this.#rotation, this.#context);
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l) || (0,_delivery_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .isStop */ .jX)(error))
                throw error;
            return { passwordCredentials: [] };
        }
    }
    get #now() {
        return Math.floor(this.#context.graph.network.serviceClock.now() / 1000);
    }
}


/***/ })

};
