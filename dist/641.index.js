export const id = 641;
export const ids = [641];
export const modules = {

/***/ 21:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ parseValidity)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(3916);
// EXTERNAL MODULE: ./src/iso-time.ts
var iso_time = __webpack_require__(154);
// EXTERNAL MODULE: ./src/config/duration.ts
var config_duration = __webpack_require__(7840);
;// CONCATENATED MODULE: ./src/config/instant.ts


/** 2100-01-01: a larger number of seconds is one of milliseconds. */
const LATEST_SECONDS = 4_102_444_800;
/** 2001-09-09: a smaller number is not a date that anybody means. */
const EARLIEST_SECONDS = 1_000_000_000;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
/**
 * ISO 8601 with a zone, a date alone (00:00Z), epoch **seconds**, or a duration from now.
 *
 * An own parser, because `Date.parse` turns `2026-02-30` into 2 March, reads a time without
 * zone as the runner's local time, and takes `90` for the year 1990.
 */
function parseInstant(input, text, nowMs) {
    const duration = (0,config_duration/* parseDuration */.E9)(text);
    if (duration !== undefined) {
        return { epochSeconds: Math.floor(nowMs / 1000) + duration, relative: true };
    }
    if (/^\d+$/.test(text) && text.length !== 8)
        return { epochSeconds: epochSeconds(input, text), relative: false };
    const match = DATE_TIME.exec(text);
    if (match === null)
        throw (0,errors/* inputError */.X)(input, "is not a date that can be read without guessing.", remedyFor(text));
    return { epochSeconds: dateSeconds(input, match), relative: false };
}
function epochSeconds(input, text) {
    const value = Number(text);
    if (value > LATEST_SECONDS) {
        const seconds = Math.floor(value / 1000);
        const meant = seconds >= EARLIEST_SECONDS && seconds <= LATEST_SECONDS
            ? ` Did you mean ${String(seconds)} (${new Date(seconds * 1000).toISOString().slice(0, 16)}Z)?`
            : "";
        throw (0,errors/* inputError */.X)(input, `${text.slice(0, 20)} looks like milliseconds.`, `Epoch times are in seconds.${meant}`);
    }
    if (value < EARLIEST_SECONDS) {
        throw (0,errors/* inputError */.X)(input, `${text} is not a plausible time in epoch seconds.`, "Use ISO 8601, or a duration such as 90d or P90D.");
    }
    return value;
}
function dateSeconds(input, match) {
    const [year, month, day, hour, minute, second] = match
        .slice(1, 7)
        .map((part) => Number(part ?? 0));
    const zone = match[7];
    if (month < 1 || month > 12)
        throw (0,errors/* inputError */.X)(input, `there is no month ${String(month)}.`, "Use ISO 8601: year-month-day.");
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (day < 1 || day > days) {
        const name = new Date(Date.UTC(year, month - 1)).toLocaleString("en", { month: "long", timeZone: "UTC" });
        throw (0,errors/* inputError */.X)(input, `${name} ${String(year)} has ${String(days)} days.`, "Correct the day.");
    }
    if (hour > 23 || minute > 59 || second > 59) {
        throw (0,errors/* inputError */.X)(input, "the time of day is out of range.", "Use 00:00:00 to 23:59:59.");
    }
    if (match[4] !== undefined && zone === undefined) {
        const withZone = `${match[0].replace(" ", "T")}Z`;
        throw (0,errors/* inputError */.X)(input, "has a time and no time zone.", `Add one, such as ${withZone}.`);
    }
    const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - zoneSeconds(input, zone);
    // A year below 100 is taken as one of the last century by Date.UTC.
    if (year < 2000 || seconds < EARLIEST_SECONDS) {
        throw (0,errors/* inputError */.X)(input, "lies too far in the past to be meant.", "Use a later date.");
    }
    if (seconds > LATEST_SECONDS)
        throw (0,errors/* inputError */.X)(input, "lies after the year 2100.", "Use an earlier date.");
    return seconds;
}
function zoneSeconds(input, zone) {
    if (zone === undefined || zone.toUpperCase() === "Z")
        return 0;
    const sign = zone.startsWith("-") ? -1 : 1;
    const digits = zone.replace(/\D/g, "");
    const [hours, minutes] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
    if (hours > 14 || minutes > 59) {
        throw (0,errors/* inputError */.X)(input, "the time zone is out of range.", "Use Z, or an offset of -14:00 to +14:00.");
    }
    return sign * (hours * 3_600 + minutes * 60);
}
function remedyFor(text) {
    if (/^[-P]/i.test(text) || /^\d+\s*[a-z]+$/i.test(text))
        return (0,config_duration/* durationRemedy */.Lx)(text);
    return "Use ISO 8601 with a zone (2027-01-31T00:00:00Z), a date (2027-01-31), epoch seconds, or a duration such as 90d or P90D.";
}

;// CONCATENATED MODULE: ./src/config/validity.ts



const SHORTEST_SECONDS = 3_600;
/** `not-before` and `expires-on`, and that they make sense together and now. */
function parseValidity(inputs, nowMs) {
    const notBeforeText = inputs.text("not-before");
    const expiresOnText = inputs.text("expires-on");
    const notBefore = notBeforeText === undefined ? undefined : parseInstant("not-before", notBeforeText, nowMs);
    const expiresOn = expiresOnText === undefined ? undefined : parseInstant("expires-on", expiresOnText, nowMs);
    const nowSeconds = Math.floor(nowMs / 1000);
    if (expiresOn !== undefined) {
        if (expiresOn.epochSeconds <= nowSeconds) {
            throw (0,errors/* inputError */.X)("expires-on", `lies in the past (${(0,iso_time/* isoSeconds */.n)(expiresOn.epochSeconds)}).`, "Give a later date, or a duration such as 90d.");
        }
        const start = notBefore?.epochSeconds ?? nowSeconds;
        if (expiresOn.epochSeconds <= start) {
            throw (0,errors/* inputError */.X)("expires-on", `${(0,iso_time/* isoSeconds */.n)(expiresOn.epochSeconds)} is not after not-before (${(0,iso_time/* isoSeconds */.n)(start)}).`, "Let the key expire after it becomes active.");
        }
        if (expiresOn.epochSeconds < start + SHORTEST_SECONDS) {
            throw (0,errors/* inputError */.X)("expires-on", "is less than an hour after the key becomes active.", "Give it an hour or more.");
        }
    }
    return {
        notBefore: notBefore?.epochSeconds,
        expiresOn: expiresOn?.epochSeconds,
        relative: notBefore?.relative === true || expiresOn?.relative === true,
    };
}


/***/ }),

/***/ 3641:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   generateKey: () => (/* binding */ generateKey)
/* harmony export */ });
/* harmony import */ var _config_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2071);
/* harmony import */ var _config_values_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3750);
/* harmony import */ var _config_validity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21);
/* harmony import */ var _permissions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(331);
/* harmony import */ var _add_to_key_set_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1680);
/* harmony import */ var _key_set_support_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4462);






/** Lets the service make a key in a key set: `POST /beta/trustFramework/keySets/{id}/generateKey`. */
const generateKey = {
    name: "generate-key",
    needs: _permissions_js__WEBPACK_IMPORTED_MODULE_3__/* .WRITE_KEY_SETS */ .cz,
    inputs: ["key-set-id", "key-type", "key-use", "not-before", "expires-on", "create-key-set", "dry-run"],
    configure({ inputs, endpoints, nowMs, log }) {
        (0,_key_set_support_js__WEBPACK_IMPORTED_MODULE_5__/* .requireKeySets */ .K1)(endpoints);
        return Promise.resolve({
            operation: "generate-key",
            target: (0,_config_target_js__WEBPACK_IMPORTED_MODULE_0__/* .parseKeySetTarget */ .CS)(inputs, log),
            keyType: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .requireOneOf */ .h_)(inputs, "key-type", ["RSA", "OCT"]),
            keyUse: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .requireOneOf */ .h_)(inputs, "key-use", ["sig", "enc"]),
            validity: (0,_config_validity_js__WEBPACK_IMPORTED_MODULE_2__/* .parseValidity */ .k)(inputs, nowMs),
            createKeySet: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "create-key-set"),
            dryRun: (0,_config_values_js__WEBPACK_IMPORTED_MODULE_1__/* .flag */ .Jt)(inputs, "dry-run"),
        });
    },
    run(config, context) {
        const { notBefore: nbf, expiresOn: exp } = config.validity;
        const what = `${config.keyType === "RSA" ? "an RSA" : "a symmetric"} key for ${config.keyUse}`;
        return (0,_add_to_key_set_js__WEBPACK_IMPORTED_MODULE_4__/* .addToKeySet */ .O)({
            ...config,
            done: `Generated ${what}`,
            would: `generate ${what}`,
            action: "generateKey",
            body: { use: config.keyUse, kty: config.keyType, nbf, exp },
            fingerprint: {
                use: config.keyUse,
                kty: config.keyType === "OCT" ? "oct" : "RSA",
                nbf,
                exp,
                ofThisRun: config.validity.relative,
            },
        }, context);
    },
};


/***/ })

};
