export const id = 614;
export const ids = [614];
export const modules = {

/***/ 1828:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ag: () => (/* binding */ readObject),
/* harmony export */   ER: () => (/* binding */ removePassword),
/* harmony export */   Fx: () => (/* binding */ addKey),
/* harmony export */   Yb: () => (/* binding */ lookForCertificate),
/* harmony export */   e: () => (/* binding */ discardPassword),
/* harmony export */   fG: () => (/* binding */ readObjectId),
/* harmony export */   m4: () => (/* binding */ passwordBody),
/* harmony export */   nR: () => (/* binding */ addPassword),
/* harmony export */   qS: () => (/* binding */ removeStrayPasswords),
/* harmony export */   yE: () => (/* binding */ removeKey)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _iso_time_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(154);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(331);
/* harmony import */ var _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(793);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6276);
/* harmony import */ var _look_up_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1687);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7563);
/* harmony import */ var _removal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(928);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6425);









const CERTIFICATE_BY_HAND = "Look at the object's certificates (Entra admin center: Certificates & secrets) for the thumbprint of the certificate that was sent.";
async function readObject(graph, urls, target) {
    const $select = "id,appId,keyCredentials,passwordCredentials";
    const answer = (0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .unwrapValue */ .ZF)(await graph.read(urls.object(target, undefined, { $select })));
    return {
        objectId: idOf(answer, "id"),
        appId: idOf(answer, "appId"),
        keyCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .readKeyCredentials */ .E)(answer),
        passwordCredentials: (0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .readPasswordCredentials */ .cC)(answer),
    };
}
/** The object id alone: does not count against the limit for reads of `keyCredentials`. */
async function readObjectId(graph, urls, target) {
    return idOf((0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .unwrapValue */ .ZF)(await graph.read(urls.object(target, undefined, { $select: "id" }))), "id");
}
/**
 * `addKey`. Adds beside the others and touches none of them, which a PATCH of the
 * collection would not.
 *
 * @returns the credential; its `keyId` is missing where the service answers with a bare
 * `@odata.context`, as its documentation shows
 */
async function addKey(graph, urls, certificate) {
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_7__/* .performWrite */ .R)(graph, {
        doing: certificate.doing,
        method: "POST",
        url: urls.object(certificate.target, "addKey"),
        body: async () => ({ ...certificate.body, ...(await certificate.proof()) }),
        accept: (answer) => (answer === undefined ? undefined : (0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .readKeyCredential */ .NW)((0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .unwrapValue */ .ZF)(answer))),
        lookUp: {
            once: () => lookForCertificate(graph, urls, certificate),
            // The service takes one certificate as often as it is sent, under another key id each time.
            onAbsent: "give-up",
            byHand: CERTIFICATE_BY_HAND,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .ROLL_KEYS */ .lz,
        explain: certificate.explain,
    });
}
/** By thumbprint, never by count: somebody else may add keys too. */
async function lookForCertificate(graph, urls, { target, thumbprint }) {
    const object = await readObject(graph, urls, target);
    const found = object.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
    return found === undefined ? { kind: "absent" } : { kind: "found", value: found };
}
/**
 * `removeKey`. The caller has made sure that the key may go: this function does not ask
 * whether it is the last one.
 *
 * Resolves once the service said so, or once reads do not show the key any more.
 *
 * @returns `not-found` only with `deniedIsGone`
 */
async function removeKey(graph, urls, removal) {
    const acceptsDenial = removal.deniedIsGone === true && !removal.readable;
    return removing(removal)(graph, {
        ...removalOf("keyCredentials", graph, urls, removal),
        ...(acceptsDenial
            ? { acceptRefusal: (refused) => (isNothingToRemove(refused) ? "not-found" : undefined) }
            : {}),
        url: urls.object(removal.target, "removeKey"),
        body: async () => ({ keyId: removal.keyId, ...(await removal.proof()) }),
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .ROLL_KEYS */ .lz,
    });
}
/** `removePassword`: no proof, but always a permission. */
async function removePassword(graph, urls, removal) {
    await removing(removal)(graph, {
        ...removalOf("passwordCredentials", graph, urls, removal),
        url: urls.object(removal.target, "removePassword"),
        body: () => Promise.resolve({ keyId: removal.keyId }),
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_OBJECTS */ .NH,
    });
}
function removing({ ofThisRun }) {
    return ofThisRun === true ? _write_js__WEBPACK_IMPORTED_MODULE_7__/* .performWrite */ .R : _removal_js__WEBPACK_IMPORTED_MODULE_6__/* .performRemoval */ ._;
}
function removalOf(list, graph, urls, { target, keyId, doing, readable, ofThisRun = false, explain }) {
    const { clock } = graph.network;
    // A replica may lag behind the addition of this very key: one look without it is not enough,
    // and of a fresh one that no look has shown yet they have to go on for as long as reads may lag.
    let absentLooks = 0;
    let goneFrom = ofThisRun ? Infinity : 0;
    const look = async () => {
        goneFrom = Math.min(goneFrom, clock.now() + _look_up_js__WEBPACK_IMPORTED_MODULE_4__/* .PATIENCE_MS */ .x);
        const object = await readObject(graph, urls, target);
        if (object[list].some((credential) => credential.keyId === keyId)) {
            absentLooks = goneFrom = 0;
            return { kind: "absent" };
        }
        absentLooks++;
        const isGone = absentLooks >= 2 && clock.now() >= goneFrom;
        return isGone ? { kind: "found", value: "removed" } : { kind: "unsettled" };
    };
    return {
        doing,
        method: "POST",
        // Another success than "no content" is somebody else's answer.
        accept: (_answer, response) => (response.status === 204 || response.body === "" ? "removed" : undefined),
        doubts: isNothingToRemove,
        lookUp: {
            once: readable
                ? look
                : () => Promise.resolve({ kind: "undecided", why: "The caller may not read the object." }),
            onAbsent: "send-again",
            byHand: `Look whether the object still has a credential with key id ${keyId} (operation list-keys, or the Entra admin center: Certificates & secrets).`,
        },
        ...(explain === undefined ? {} : { explain }),
    };
}
/** True for a key that is gone, false for one whose removal still takes effect, or which is not replicated. */
function isNothingToRemove(refused) {
    // Seen with 400; some expect 404. The text tells it from every other bad request.
    return ([400, 404].includes(refused.status) && /No credentials found to be removed/i.test(refused.serviceMessage));
}
function passwordBody({ displayName, notBefore, expiresOn, }) {
    return {
        passwordCredential: {
            displayName,
            startDateTime: (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(notBefore),
            endDateTime: (0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(expiresOn),
        },
    };
}
/** Sends whose answer was lost and whose secret was removed again. */
const LOST_SECRETS = 2;
/**
 * `addPassword`. A secret whose answer was lost is nobody's: it is looked for, removed, and
 * only then asked for once more.
 */
async function addPassword(graph, urls, password) {
    let known = password.known;
    for (let lost = 0; lost < LOST_SECRETS; lost++) {
        const outcome = await sendAddPassword(graph, urls, { ...password, known });
        if (outcome.kind === "made") {
            return { ...outcome.password, answersWereLost: outcome.password.answersWereLost || lost > 0 };
        }
        for (const keyId of outcome.keyIds) {
            graph.network.log.step(`Client secret ${keyId} was made, but its answer was lost: removing it again.`);
            await discardPassword(graph, urls, password.target, keyId, "the answer with its value was lost");
        }
        known = [...known, ...outcome.keyIds];
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "unreachable",
        blame: "service",
        what: `Microsoft Graph's answer was lost twice: ${password.doing}.`,
        why: "The secrets that were seen to come of it were removed again: nobody had their values.",
        remedy: "Check the network between the runner and Graph, and run it again.",
    });
}
function sendAddPassword(graph, urls, password) {
    let sends = 0;
    let looks = 0;
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_7__/* .performWrite */ .R)(graph, {
        doing: password.doing,
        method: "POST",
        url: urls.object(password.target, "addPassword"),
        body: () => {
            sends++;
            return Promise.resolve(passwordBody(password));
        },
        accept: (answer) => {
            const made = answer === undefined ? undefined : readMadePassword((0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .unwrapValue */ .ZF)(answer), password);
            return made && { kind: "made", password: { ...made, answersWereLost: looks > 0 } };
        },
        lookUp: {
            once: async () => {
                looks++;
                const keyIds = await lookForStrays(graph, urls, password);
                if (keyIds.length === 0)
                    return { kind: "absent" };
                if (keyIds.length <= sends)
                    return { kind: "found", value: { kind: "lost", keyIds } };
                return {
                    kind: "undecided",
                    why: "More secrets of that name and those dates are there than were asked for.",
                };
            },
            onAbsent: "send-again",
            byHand: `Look for a client secret named "${password.displayName}" that ends ${(0,_iso_time_js__WEBPACK_IMPORTED_MODULE_8__/* .isoSeconds */ .n)(password.expiresOn)} (operation list-keys, or the Entra admin center: Certificates & secrets), and remove it: nobody has its value.`,
        },
        needs: _permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .WRITE_OBJECTS */ .NH,
        ...(password.explain === undefined ? {} : { explain: password.explain }),
    });
}
function readMadePassword(answer, { masker, notBefore, expiresOn }) {
    const secretText = answer["secretText"];
    if (typeof secretText !== "string" || secretText === "")
        return undefined;
    // First of all: whatever follows may not be the first to print it.
    masker.text(secretText);
    const credential = (0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .readPasswordCredential */ .fz)(answer);
    if (credential?.keyId === undefined)
        return undefined;
    return {
        keyId: credential.keyId,
        secret: new _secrets_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .Secret */ .zh(secretText, "client secret"),
        notBefore: credential.notBefore ?? notBefore,
        expiresOn: credential.expiresOn ?? expiresOn,
    };
}
async function lookForStrays(graph, urls, { target, displayName, notBefore, expiresOn, known }) {
    const { passwordCredentials } = await readObject(graph, urls, target);
    return passwordCredentials.flatMap((credential) => credential.keyId !== undefined &&
        !known.includes(credential.keyId) &&
        credential.displayName === displayName &&
        credential.notBefore === notBefore &&
        credential.expiresOn === expiresOn
        ? [credential.keyId]
        : []);
}
/**
 * After a success that followed a lost answer: what the lost one made may become visible only
 * later. Replicas keep the order of changes, so a read that shows the new secret shows that one
 * too. Best effort; the new secret is good in any case.
 */
async function removeStrayPasswords(graph, urls, password, made) {
    let said = "The directory does not show the new one yet.";
    try {
        const strays = await (0,_look_up_js__WEBPACK_IMPORTED_MODULE_4__/* .lookUp */ .T)(graph.network, async () => {
            const like = await lookForStrays(graph, urls, password);
            const others = like.filter((keyId) => keyId !== made.keyId);
            const isShown = like.length > others.length;
            return isShown || others.length > 0 ? { kind: "found", value: others } : { kind: "absent" };
        });
        if (strays.kind === "found") {
            for (const keyId of strays.value) {
                await discardPassword(graph, urls, password.target, keyId, "the answer with its value was lost");
            }
            return;
        }
        if (strays.kind !== "absent")
            said = strays.why;
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l))
            throw error;
        said = error.message;
    }
    graph.network.log.warning(`An answer was lost before the secret was made: a second one named "${password.displayName}" may be there. ${said}`);
}
/**
 * Removes a secret of our own making that is of no use.
 *
 * @param why it is of no use: "the answer with its value was lost"
 */
async function discardPassword(graph, urls, target, keyId, why) {
    try {
        await removePassword(graph, urls, {
            target,
            keyId,
            doing: `remove client secret ${keyId} again`,
            readable: true,
            ofThisRun: true,
        });
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "secret-orphaned",
            blame: "service",
            what: `Client secret ${keyId} was made, is of no use (${why}), and could not be removed again.`,
            why: error.what,
            remedy: `Remove it with operation remove-password and key-id ${keyId}: nobody has its value.`,
            ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        });
    }
}
function idOf(answer, name) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(answer) ? (0,_wire_js__WEBPACK_IMPORTED_MODULE_5__/* .guidOf */ .dg)(answer[name]) : undefined;
}


/***/ }),

/***/ 8614:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ explainObjectRefusal),
/* harmony export */   EZ: () => (/* binding */ lookForCredential),
/* harmony export */   Ff: () => (/* binding */ readObjectIfPermitted),
/* harmony export */   GT: () => (/* binding */ proofIssuer),
/* harmony export */   bn: () => (/* binding */ objectIdInput),
/* harmony export */   ff: () => (/* binding */ describeTarget)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3916);
/* harmony import */ var _graph_objects_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1828);
/* harmony import */ var _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4332);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);




/** "application 3f25… ", as messages and summaries name the target. */
function describeTarget({ kind, objectId, appId }) {
    const name = kind === "application" ? "application" : "service principal";
    return appId === undefined ? `${name} ${objectId ?? ""}` : `${name} with app id ${appId}`;
}
function objectIdInput({ kind, }) {
    return kind === "application" ? "application-object-id" : "service-principal-object-id";
}
/**
 * The proof's `iss`: the object id of the object addressed. Given, or read from Graph; where
 * reading is refused (an application without permissions that rolls its own key), the user
 * has to say it.
 *
 * Refuses what the token itself shows to be a mix-up: the caller's client id, and the object
 * id of the caller's service principal where an application is addressed.
 */
async function proofIssuer(target, context) {
    const { graph, urls } = context;
    if (target.objectId !== undefined) {
        const { claims } = await graph.tokens.get();
        refuseMixUp(target, target.objectId, claims?.appId, claims?.objectId);
        return target.objectId;
    }
    const input = objectIdInput(target);
    let objectId;
    try {
        objectId = await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .readObjectId */ .fG)(graph, urls, target);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        const doing = `read the object id of ${describeTarget(target)}`;
        const explained = (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, doing, _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_OBJECTS */ .Yc);
        if (!error.isForbidden)
            throw explained;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
            code: "input-missing",
            blame: "input",
            what: `${input}: is needed here, because the caller may not read ${describeTarget(target)}.`,
            why: "The proof of possession names the object id as its issuer.",
            remedy: `Give ${input} beside ${target.kind === "application" ? "app-id" : "service-principal-app-id"} (Entra admin center: "Object ID"), or grant Application.Read.All.`,
            ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        });
    }
    if (objectId !== undefined)
        return objectId;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({
        code: "answer-unreadable",
        blame: "service",
        what: `Graph did not say the object id of ${describeTarget(target)}.`,
        remedy: `Give ${input}.`,
    });
}
function refuseMixUp(target, objectId, callerAppId, callerPrincipalId) {
    const input = objectIdInput(target);
    if (objectId === callerAppId) {
        throw mixUp(input, "is the application (client) id of the application that signed in.", `Give the object id, or use ${target.kind === "application" ? "app-id" : "service-principal-app-id"}.`);
    }
    if (target.kind === "application" && objectId === callerPrincipalId) {
        throw mixUp(input, "is the object id of the caller's service principal (enterprise application), not of the application.", "Give the application's own object id (app registrations, Overview), or use service-principal-object-id to roll the service principal's key.");
    }
}
function mixUp(input, problem, remedy) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l({ code: "input-invalid", blame: "input", what: `${input}: ${problem}`, remedy });
}
/**
 * The object with its credentials; `undefined` where the caller may not read it (403). No
 * other failure counts as that: a check that was skipped by accident would be no check.
 */
async function readObjectIfPermitted(target, context) {
    try {
        return await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .readObject */ .Ag)(context.graph, context.urls, target);
    }
    catch (error) {
        if (!(error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p))
            throw error;
        if (error.isForbidden)
            return undefined;
        const extra = error.isNotFound ? await explainNotFound(target, context) : undefined;
        throw (0,_graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .explainRefusal */ .G)(error, `read ${describeTarget(target)}`, _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .READ_OBJECTS */ .Yc, extra);
    }
}
/** A replica may lag behind the addition of a credential by some 20 s: one look without it is not enough. */
const ABSENCE_PAUSES_MS = [5_000, 5_000];
/**
 * The object as it is when the credential was found, or at the last of several looks.
 *
 * @returns `undefined` where the caller may not read the object
 */
async function lookForCredential(target, isThere, context) {
    let object = await readObjectIfPermitted(target, context);
    for (const pause of ABSENCE_PAUSES_MS) {
        if (object === undefined || isThere(object))
            return object;
        context.log.debug("the credential is not there: looking again");
        await context.graph.network.limits.wait(pause);
        object = await readObjectIfPermitted(target, context);
    }
    return object;
}
/**
 * What a look at the directory adds to a refusal of a credential's call. Best effort: a
 * caller that may not read gets the general words.
 *
 * @param proof `undefined` for the calls without one
 */
async function explainObjectRefusal(refused, target, proof, context) {
    if (refused.isNotFound)
        return explainNotFound(target, context);
    if (proof === undefined)
        return undefined;
    if (refused.code !== "Authentication_MissingOrMalformed" && !refused.isForbidden)
        return undefined;
    const object = await readIfAllowed(target, context);
    if (object === undefined) {
        return {
            why: `The proof was signed with certificate ${proof.pair.thumbprint} and names ${target.objectId ?? "the object id"} as issuer.`,
        };
    }
    return { why: compareProof(object, target, proof, context.graph.network.serviceClock.now()) };
}
function compareProof(object, target, proof, nowMs) {
    const { thumbprint } = proof.pair;
    const registered = object.keyCredentials.find((credential) => credential.thumbprint === thumbprint);
    if (registered === undefined) {
        const others = object.keyCredentials.map((credential) => credential.thumbprint ?? "(unknown)").join(", ");
        return `The certificate that signed the proof (${thumbprint}) is not on ${describeTarget(target)}; there stand: ${others || "none"}.`;
    }
    if (registered.expiresOn !== undefined && registered.expiresOn * 1000 < nowMs) {
        return `The certificate that signed the proof (${thumbprint}) has expired on ${describeTarget(target)}: with no valid certificate left, addKey and removeKey are not possible, and one has to be added by hand (docs/rotation.md, "The way in").`;
    }
    const issuer = proof.issuer ?? target.objectId;
    if (issuer !== undefined && object.objectId !== undefined && issuer !== object.objectId) {
        return `The proof names ${issuer} as issuer, and the object's id is ${object.objectId}.`;
    }
    return `The certificate that signed the proof (${thumbprint}) stands on ${describeTarget(target)} and is valid.`;
}
/** A client id, or the other object's id, given as this object's id. */
async function explainNotFound(target, context) {
    const id = target.objectId;
    if (id === undefined || target.appId !== undefined)
        return undefined;
    const otherKind = target.kind === "application" ? "servicePrincipal" : "application";
    const input = objectIdInput(target);
    const other = await readIfAllowed({ kind: otherKind, objectId: id, appId: undefined }, context);
    if (other !== undefined) {
        const otherTarget = { kind: otherKind, objectId: id, appId: undefined };
        return {
            why: `${id} is the object id of ${otherKind === "application" ? "an application" : "a service principal"}.`,
            remedy: `Use ${objectIdInput(otherTarget)} for it, or give ${input} the ${target.kind === "application" ? "application's" : "service principal's"} own object id.`,
        };
    }
    const byAppId = await readIfAllowed({ kind: target.kind, objectId: undefined, appId: id }, context);
    if (byAppId === undefined)
        return undefined;
    return {
        why: `${id} is an application (client) id.`,
        remedy: `The object id is ${byAppId.objectId ?? "another one"}; or give the id as ${target.kind === "application" ? "app-id" : "service-principal-app-id"}.`,
    };
}
async function readIfAllowed(target, { graph, urls, log }) {
    try {
        return await (0,_graph_objects_js__WEBPACK_IMPORTED_MODULE_1__/* .readObject */ .Ag)(graph, urls, target);
    }
    catch (error) {
        // This read only helps to explain: whatever stops it, the refusal itself is what counts.
        log.debug(`could not look at ${describeTarget(target)}: ${error instanceof _graph_refused_js__WEBPACK_IMPORTED_MODULE_2__/* .GraphRefused */ .p || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l ? error.message : "unexpected"}`);
        return undefined;
    }
}


/***/ })

};
