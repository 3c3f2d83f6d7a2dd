export const id = 856;
export const ids = [856];
export const modules = {

/***/ 6856:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTunnel: () => (/* binding */ openTunnel)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_https__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _address_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(452);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1517);




/**
 * A tunnel through an HTTP or HTTPS proxy (CONNECT, RFC 9110 section 9.3.6).
 *
 * By Node's own client, which bounds the answer's head and can be stopped at any time.
 */
function openTunnel(proxy, target, signal) {
    const authority = `${target.hostname}:${String((0,_address_js__WEBPACK_IMPORTED_MODULE_3__/* .portOf */ .H)(target))}`;
    const credentials = proxyAuthorization(proxy);
    return new Promise((resolve, reject) => {
        const outgoing = (proxy.protocol === "https:" ? (node_https__WEBPACK_IMPORTED_MODULE_1___default()) : (node_http__WEBPACK_IMPORTED_MODULE_0___default())).request({
            method: "CONNECT",
            host: (0,_address_js__WEBPACK_IMPORTED_MODULE_3__/* .bareHost */ .n)(proxy),
            port: (0,_address_js__WEBPACK_IMPORTED_MODULE_3__/* .portOf */ .H)(proxy),
            path: authority,
            headers: { host: authority, ...(credentials && { "proxy-authorization": credentials }) },
            agent: false,
            maxHeaderSize: _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .LARGEST_HEAD_BYTES */ .m1,
        });
        let settled = false;
        const settle = () => {
            if (settled)
                return false;
            settled = true;
            signal.removeEventListener("abort", abort);
            return true;
        };
        const fail = (error) => {
            // Afterwards the socket is the tunnel's.
            if (!settle())
                return;
            reject(error);
            outgoing.destroy();
        };
        const abort = () => {
            fail(new _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .wX("not-sent", "TIMEOUT"));
        };
        outgoing.on("error", fail);
        outgoing.on("close", () => {
            fail(new _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .wX("not-sent", "ECONNRESET"));
        });
        // Whatever a proxy answers to CONNECT comes as this event, refusals too.
        outgoing.on("connect", (answer, socket, head) => {
            const status = answer.statusCode ?? 0;
            if (status < 200 || status > 299) {
                socket.destroy();
                fail(new _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .wX("refused-connection", `PROXY_${String(status)}`));
            }
            else if (head.length > 0) {
                // In a tunnel to a TLS server nobody speaks before us.
                socket.destroy();
                fail(new _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .wX("not-sent", "PROXY_SPEAKS_FIRST"));
            }
            else if (settle()) {
                socket.on("error", () => {
                    socket.destroy();
                });
                resolve(socket);
            }
            else
                socket.destroy();
        });
        if (signal.aborted) {
            abort();
            return;
        }
        signal.addEventListener("abort", abort, { once: true });
        outgoing.end();
    });
}
function proxyAuthorization(proxy) {
    if (proxy.username === "" && proxy.password === "")
        return undefined;
    try {
        const plain = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
        return `Basic ${Buffer.from(plain).toString("base64")}`;
    }
    catch (error) {
        // Its text may hold the password.
        throw new _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .wX("refused-connection", "PROXY_URL_INVALID", error);
    }
}


/***/ })

};
