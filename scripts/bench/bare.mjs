// The least that can be done: the same two exchanges with the same signatures as dist/index.js, by
// Node's own modules, and nothing else. No checks, no masks, no retries, no outputs.

import { Buffer } from "node:buffer";
import { createHash, createPrivateKey, constants, randomUUID, sign, X509Certificate } from "node:crypto";
import { request } from "node:https";
import process from "node:process";
import { URLSearchParams } from "node:url";

const { AUTHORITY, GRAPH, TENANT_ID, CLIENT_ID, OBJECT_ID, KEY_SET_ID, CERTIFICATE, NEW_CERTIFICATE } =
  process.env;

const key = createPrivateKey(CERTIFICATE);
const certificate = new X509Certificate(CERTIFICATE.slice(CERTIFICATE.indexOf("-----BEGIN CERTIFICATE")));
const notBefore = Math.floor(Date.now() / 1000) - 120;
const times = { nbf: notBefore, exp: notBefore + 600 };

const { access_token: token } = await post(
  `${AUTHORITY}/${TENANT_ID}/oauth2/v2.0/token`,
  { "content-type": "application/x-www-form-urlencoded" },
  new URLSearchParams({
    grant_type: "client_credentials",
    client_id: CLIENT_ID,
    scope: `${GRAPH}/.default`,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: jwt(
      { alg: "PS256", typ: "JWT", "x5t#S256": thumbprint("sha256") },
      {
        aud: `${AUTHORITY}/${TENANT_ID}/oauth2/v2.0/token`,
        iss: CLIENT_ID,
        sub: CLIENT_ID,
        jti: randomUUID(),
        ...times,
      },
      { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
    ),
  }).toString(),
);

const [path, body] =
  process.argv[2] === "generateKey"
    ? [`/beta/trustFramework/keySets/${KEY_SET_ID}/generateKey`, { use: "sig", kty: "OCT" }]
    : [
        `/v1.0/applications/${OBJECT_ID}/addKey`,
        {
          keyCredential: {
            type: "AsymmetricX509Cert",
            usage: "Verify",
            key: new X509Certificate(NEW_CERTIFICATE).raw.toString("base64"),
            displayName: "bench",
          },
          passwordCredential: null,
          proof: jwt(
            { alg: "RS256", typ: "JWT", x5t: thumbprint("sha1") },
            { aud: "00000002-0000-0000-c000-000000000000", iss: OBJECT_ID, ...times },
            key,
          ),
        },
      ];
await post(
  GRAPH + path,
  { authorization: `Bearer ${token}`, "content-type": "application/json" },
  JSON.stringify(body),
);

function thumbprint(algorithm) {
  return createHash(algorithm).update(certificate.raw).digest("base64url");
}

function jwt(header, claims, signer) {
  const input = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${input}.${sign("sha256", Buffer.from(input), signer).toString("base64url")}`;
}

function post(url, headers, text) {
  return new Promise((resolve, reject) => {
    // A connection each: the token service and Graph are two hosts.
    const outgoing = request(url, { method: "POST", headers, agent: false }, (incoming) => {
      let answer = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (piece) => (answer += piece));
      incoming.on("end", () => {
        if (incoming.statusCode === 200) resolve(JSON.parse(answer));
        else reject(new Error(`${url} answered ${incoming.statusCode}: ${answer}`));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(text);
  });
}
