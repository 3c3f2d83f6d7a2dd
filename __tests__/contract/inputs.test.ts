import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { combinedPem, encryptedPkcs8Pem, pfx, pkcs1Pem, pkcs8Pem } from "../../emulator/keyFiles.ts";
import { certificate } from "../support/certificates.ts";
import { effects, perform, scene, type Scene } from "../support/contract.ts";
import { runInProcess } from "../support/in-process.ts";
import { KEY_SET, operationInputs, PASSWORD, UPLOADED, type Inputs } from "../support/world.ts";

/** A refused input: exactly one error that names it, says what is wrong, and nothing was sent. */
interface Refusal {
  readonly title: string;
  readonly operation?: "generate-key" | "upload-secret" | "add-key";
  readonly inputs: Inputs | ((world: Scene) => Inputs);
  /** The error's text, from its beginning. */
  readonly says: RegExp;
  readonly code?: string;
}

const EMPTY = { "client-secret": "", "access-token": "" };

const TEXTS: readonly Refusal[] = [
  {
    title: "unknown input",
    inputs: { "key-setid": "X" },
    says: /^unknown input `key-setid`\. Did you mean `key-set-id`\?$/,
    code: "input-unknown",
  },
  {
    title: "unknown input like nothing",
    inputs: { zzzzzzzzzzzz: "X" },
    says: /^unknown input `zzzzzzzzzzzz`\. The README/,
    code: "input-unknown",
  },
  {
    title: "missing operation",
    inputs: { operation: "" },
    says: /^operation: is missing or empty\. Use one of generate-key/,
    code: "input-missing",
  },
  {
    title: "unknown operation",
    inputs: { operation: "generate-keys" },
    says: /^operation: `generate-keys` is not known\..*Did you mean generate-key\?$/,
  },
  {
    title: "missing tenant",
    inputs: { "tenant-id": "" },
    says: /^tenant-id: is missing or empty\./,
    code: "input-missing",
  },
  {
    title: "tenant that is none",
    inputs: { "tenant-id": "common" },
    says: /^tenant-id: `common` is no tenant/,
  },
  {
    title: "tenant of 35 characters",
    inputs: { "tenant-id": "3f2504e0-4f89-41d3-9a0c-0305e82c330" },
    says: /^tenant-id: 35 characters, not a GUID/,
  },
  {
    title: "empty GUID",
    inputs: { "client-id": "00000000-0000-0000-0000-000000000000" },
    says: /^client-id: is the empty GUID/,
  },
  {
    title: "full-width digits",
    inputs: { "client-id": "３f2504e0-4f89-41d3-9a0c-0305e82c3301" },
    says: /^client-id: 36 characters, not a GUID/,
  },
  { title: "missing client", inputs: { "client-id": "" }, says: /^client-id: is missing or empty\./ },
  {
    title: "two credentials",
    inputs: { "access-token": "abcdefgh12345678" },
    says: /^access-token: stands beside client-secret/,
    code: "input-conflict",
  },
  {
    title: "secret's id",
    inputs: { "client-secret": "3f2504e0-4f89-41d3-9a0c-0305e82c3301" },
    says: /^client-secret: is a GUID: that is the secret's id/,
  },
  {
    title: "short secret",
    inputs: { "client-secret": "short" },
    says: /^client-secret: has only 5 characters/,
  },
  {
    title: "secret of short lines",
    operation: "upload-secret",
    inputs: { secret: "abc-123\r\ndef-456\n\n  ghi-789  \n" },
    says: /^secret: has several lines, and none of 8 characters or more/,
  },
  {
    title: "password of short lines",
    inputs: {
      "client-secret": "",
      "client-certificate": "x".repeat(40),
      "client-certificate-password": "1234567\n1234567",
    },
    says: /^client-certificate-password: has several lines/,
  },
  {
    title: "masked secret",
    inputs: { "client-secret": "***" },
    says: /^client-secret: is literally `\*\*\*`/,
  },
  {
    title: "unresolved expression",
    inputs: { "client-secret": "${{ secrets.X }}" },
    says: /^client-secret: is an expression that was not evaluated/,
  },
  {
    title: "unresolved variable",
    inputs: { "client-secret": "$(CLIENT_SECRET)" },
    says: /^client-secret: is an expression/,
  },
  {
    title: "token with blanks",
    inputs: { ...EMPTY, "access-token": "abcd efgh 1234 5678" },
    says: /^access-token: holds blanks/,
  },
  {
    title: "unknown cloud",
    inputs: { cloud: "us-gov-dodo" },
    says: /^cloud: `us-gov-dodo` is not known\..*did you mean us-gov-dod\?/,
  },
  {
    title: "cloud without key sets",
    inputs: { cloud: "delos" },
    says: /^cloud: delos has no trust framework key sets/,
  },
  {
    title: "authority over http",
    inputs: { "authority-url": "http://login.example" },
    says: /^authority-url: is not https/,
  },
  {
    title: "authority with a user",
    inputs: { "authority-url": "https://me:pw@login.example" },
    says: /^authority-url: holds a user name/,
  },
  {
    title: "authority with a path",
    inputs: { "authority-url": "https://login.example/tenant" },
    says: /^authority-url: has a path.*https:\/\/login\.example\.$/,
  },
  {
    title: "graph with a query",
    inputs: { "graph-url": "https://graph.example/?x" },
    says: /^graph-url: has a path, a query/,
  },
  {
    title: "graph with a fragment",
    inputs: { "graph-url": "https://graph.example/#" },
    says: /^graph-url: has a path, a query/,
  },
  {
    title: "graph that is no URL",
    inputs: { "graph-url": "graph.example" },
    says: /^graph-url: is not a URL/,
  },
  {
    title: "no OIDC audience",
    inputs: { ...EMPTY, cloud: "govsg", "graph-url": "https://graph.example" },
    says: /^audience: is missing/,
  },
  { title: "missing key set", inputs: { "key-set-id": "" }, says: /^key-set-id: is missing/ },
  {
    title: "key set with a slash",
    inputs: { "key-set-id": "B2C_1A_a/b" },
    says: /^key-set-id: .* position 9 \(U\+002F\)/,
  },
  {
    title: "key set that climbs",
    inputs: { "key-set-id": ".." },
    says: /^key-set-id: .* position 1 \(U\+002E\)/,
  },
  {
    title: "key set with bidi",
    inputs: { "key-set-id": "B2C_1A\u202e_x" },
    says: /^key-set-id: .* position 7 \(U\+202E\)/,
  },
  {
    title: "application beside the key set",
    inputs: { "app-id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301" },
    says: /^app-id: cannot be the target here.*Remove app-id/,
    code: "input-conflict",
  },
  {
    title: "unknown key type",
    inputs: { "key-type": "EC" },
    says: /^key-type: `EC` is not known\. Use one of RSA, OCT/,
  },
  { title: "missing key use", inputs: { "key-use": "" }, says: /^key-use: is missing/ },
  {
    title: "unknown key use",
    inputs: { "key-use": "sign" },
    says: /^key-use: `sign` is not known\..*Did you mean sig\?/,
  },
  {
    title: "flag",
    inputs: { "dry-run": "yes" },
    says: /^dry-run: `yes` is not known\. Use one of true, false/,
  },
  {
    title: "expired",
    inputs: { "expires-on": "2026-01-01" },
    says: /^expires-on: lies in the past \(2026-01-01T00:00:00Z\)/,
  },
  {
    title: "ends before it begins",
    inputs: { "not-before": "90d", "expires-on": "30d" },
    says: /^expires-on: 2026-07-01T12:00:00Z is not after not-before \(2026-08-30T12:00:00Z\)/,
  },
  { title: "half an hour", inputs: { "expires-on": "30m" }, says: /^expires-on: is less than an hour/ },
  {
    title: "milliseconds",
    inputs: { "expires-on": "1798761600000" },
    says: /^expires-on: 1798761600000 looks like milliseconds.*1798761600 \(2027-01-01T00:00Z\)/,
  },
  {
    title: "no such day",
    inputs: { "expires-on": "2027-02-30" },
    says: /^expires-on: February 2027 has 28 days/,
  },
  {
    title: "no zone",
    inputs: { "expires-on": "2027-01-02T00:00:00" },
    says: /^expires-on: has a time and no time zone\..*2027-01-02T00:00:00Z/,
  },
  {
    title: "no such zone",
    inputs: { "expires-on": "2027-01-02T00:00:00+99:00" },
    says: /^expires-on: the time zone is out of range/,
  },
  {
    title: "American date",
    inputs: { "expires-on": "01/02/2027" },
    says: /^expires-on: is not a date .*90d or P90D/,
  },
  { title: "years", inputs: { "expires-on": "2y" }, says: /^expires-on: .*use days, 730d/ },
  { title: "negative", inputs: { "expires-on": "-5d" }, says: /^expires-on: .*not negative/ },
  {
    title: "very old",
    inputs: { "not-before": "0050-01-01" },
    says: /^not-before: lies too far in the past/,
  },
  {
    title: "secret with NUL",
    operation: "upload-secret",
    inputs: { secret: "abc\0defghi" },
    says: /^secret: holds a NUL/,
  },
  {
    title: "secret with half a pair",
    operation: "upload-secret",
    inputs: { secret: "abcdefgh\ud800" },
    says: /^secret: holds bytes that are no text/,
  },
  {
    title: "secret too long",
    operation: "upload-secret",
    inputs: { secret: "x".repeat(16_385) },
    says: /^secret: is 16,385 bytes; the limit is 16,384/,
  },
  {
    title: "secret missing",
    operation: "upload-secret",
    inputs: { secret: "" },
    says: /^secret: is missing or empty\..*forks get no secrets/,
    code: "input-missing",
  },
  {
    title: "secret of a newline",
    operation: "upload-secret",
    inputs: { secret: "\n" },
    says: /^secret: is missing/,
  },
  {
    title: "secret copied from a log",
    operation: "upload-secret",
    inputs: { secret: "***" },
    says: /^secret: is literally/,
  },
];

const IDS: readonly Refusal[] = [
  {
    title: "no target",
    inputs: { "application-object-id": "" },
    says: /^application-object-id: is missing, and so are app-id/,
    code: "input-missing",
  },
  {
    title: "two targets",
    inputs: { "service-principal-app-id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301" },
    says: /^service-principal-app-id: stands beside application-object-id/,
  },
  {
    title: "key set beside it",
    inputs: { "key-set-id": KEY_SET },
    says: /^key-set-id: cannot be the target here/,
  },
  {
    title: "client id as object id",
    inputs: ({ app }) => ({ "application-object-id": app.appId }),
    says: /^application-object-id: is the application \(client\) id, the same as client-id\..*app-id/,
  },
  {
    title: "app id twice",
    inputs: {
      "application-object-id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
      "app-id": "{3F2504E0-4F89-41D3-9A0C-0305E82C3301}",
    },
    says: /^application-object-id: is the application \(client\) id, the same as app-id/,
  },
  {
    title: "client id as principal's object id",
    inputs: ({ app }) => ({ "application-object-id": "", "service-principal-object-id": app.appId }),
    says: /^service-principal-object-id: is the application \(client\) id.*enterprise application/,
  },
  {
    title: "name as object id",
    inputs: { "application-object-id": "Contoso Billing" },
    says: /^application-object-id: 15 characters, not a GUID/,
  },
  {
    title: "long display name",
    inputs: { "display-name": "x".repeat(91) },
    says: /^display-name: is 91 characters long/,
  },
  {
    title: "unknown type",
    inputs: { "key-credential-type": "X509" },
    says: /^key-credential-type: `X509` is not known/,
  },
];

const ec = (): ReturnType<typeof certificate> => certificate("elliptic", { key: "ec" });
const weak = (): ReturnType<typeof certificate> => certificate("weak", { keySize: 1024 });
const past = (): ReturnType<typeof certificate> =>
  certificate("past", {
    notBefore: new Date("2024-01-01T00:00:00Z"),
    notAfter: new Date("2026-05-01T00:00:00Z"),
  });
const future = (): ReturnType<typeof certificate> =>
  certificate("future", { notBefore: new Date("2027-01-01T00:00:00Z") });
const pss = (): string =>
  generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey.export({
    type: "pkcs8",
    format: "pem",
  }) as string;

const MATERIAL: readonly Refusal[] = [
  {
    title: "no proof certificate",
    inputs: { "proof-certificate": "" },
    says: /^proof-certificate: is missing or empty\. Give a valid certificate of the object, with its private key/,
    code: "input-missing",
  },
  { title: "no certificate", inputs: { certificate: "" }, says: /^certificate: is missing or empty/ },
  {
    title: "certificate where a key pair belongs",
    inputs: ({ appCertificate }) => ({ "proof-certificate": appCertificate.certificatePem }),
    says: /^proof-certificate: holds a CERTIFICATE and no private key/,
  },
  {
    title: "key where a certificate belongs",
    inputs: ({ newCertificate }) => ({ certificate: pkcs8Pem(newCertificate) }),
    says: /^certificate: holds a PRIVATE KEY and no certificate/,
  },
  {
    title: "key without its certificate",
    inputs: ({ appCertificate }) => ({ "proof-certificate": pkcs8Pem(appCertificate) }),
    says: /^proof-certificate: holds a PRIVATE KEY and no certificate/,
  },
  {
    title: "key of another certificate",
    inputs: ({ appCertificate }) => ({
      "proof-certificate": pkcs8Pem(certificate("stranger")) + appCertificate.certificatePem,
    }),
    says: /^proof-certificate: the certificate \(thumbprint [0-9A-F]{40}\) does not belong to this private key/,
    code: "certificate-mismatch",
  },
  {
    title: "three certificates, none of the key",
    inputs: ({ appCertificate, newCertificate }) => ({
      "proof-certificate":
        pkcs8Pem(certificate("stranger")) +
        appCertificate.certificatePem +
        newCertificate.certificatePem +
        certificate("other").certificatePem,
    }),
    says: /^proof-certificate: 3 certificates, none matches the private key/,
    code: "certificate-mismatch",
  },
  {
    title: "two certificates and no key",
    inputs: ({ appCertificate, newCertificate }) => ({
      certificate: appCertificate.certificatePem + newCertificate.certificatePem,
    }),
    says: /^certificate: 2 certificates and no private key to choose by/,
  },
  {
    title: "EC proof",
    inputs: () => ({ "proof-certificate": combinedPem(ec()) }),
    says: /^proof-certificate: .*EC.*RSA/,
  },
  {
    title: "RSA-PSS proof",
    inputs: ({ appCertificate }) => ({ "proof-certificate": pss() + appCertificate.certificatePem }),
    says: /^proof-certificate: .*PSS/,
  },
  {
    title: "RSA of 1024 bits",
    inputs: () => ({ "proof-certificate": combinedPem(weak()) }),
    says: /^proof-certificate: .*1024.*2048/,
  },
  {
    title: "expired proof",
    inputs: () => ({ "proof-certificate": combinedPem(past()) }),
    says: /^proof-certificate: the certificate expired 2026-05-01 \(31 days ago\).*portal/,
    code: "certificate-not-valid-now",
  },
  {
    title: "proof of next year",
    inputs: () => ({ "proof-certificate": combinedPem(future()) }),
    says: /^proof-certificate: the certificate is not yet valid: it begins 2027-01-01T00:00:00Z/,
    code: "certificate-not-valid-now",
  },
  {
    title: "expired certificate",
    inputs: () => ({ certificate: past().certificatePem }),
    says: /^certificate: the certificate expired 2026-05-01/,
  },
  {
    title: "expired sign-in certificate",
    inputs: () => ({ "client-secret": "", "client-certificate": combinedPem(past()) }),
    says: /^client-certificate: the certificate expired/,
  },
  {
    title: "encrypted key without password",
    inputs: ({ appCertificate }) => ({
      "proof-certificate": appCertificate.certificatePem + encryptedPkcs8Pem(appCertificate, PASSWORD),
    }),
    says: /^proof-certificate-password: .*encrypted and no password/,
  },
  {
    title: "encrypted key with the wrong password",
    inputs: ({ appCertificate }) => ({
      "proof-certificate": appCertificate.certificatePem + encryptedPkcs8Pem(appCertificate, PASSWORD),
      "proof-certificate-password": "another passphrase",
    }),
    says: /^proof-certificate-password: the password is wrong/,
  },
  {
    title: "PFX password with a newline",
    inputs: ({ appCertificate }) => ({
      "proof-certificate": pfx(appCertificate, { password: PASSWORD }).toString("base64"),
      "proof-certificate-password": `${PASSWORD}\n`,
    }),
    says: /^proof-certificate-password: .*it works without its trailing newline/,
  },
  {
    title: "PFX with the wrong password",
    inputs: ({ appCertificate }) => ({
      "proof-certificate": pfx(appCertificate, { password: PASSWORD }).toString("base64"),
      "proof-certificate-password": "another passphrase",
    }),
    says: /^proof-certificate-password: the password is wrong/,
  },
  {
    title: "PEM that was cut",
    inputs: ({ appCertificate }) => ({ "proof-certificate": combinedPem(appCertificate).slice(0, 900) }),
    says: /^proof-certificate: .*END/,
  },
  { title: "no base64", inputs: { certificate: "this is not base64!!" }, says: /^certificate: .*base64/ },
  {
    title: "OpenSSH key",
    inputs: {
      "proof-certificate": `-----BEGIN OPENSSH PRIVATE KEY-----\n${"b3BlbnNzaC1rZXktdjEA".repeat(4)}\n-----END OPENSSH PRIVATE KEY-----\n`,
    },
    says: /^proof-certificate: .*OPENSSH.*ssh-keygen/,
  },
  {
    title: "PEM for X509CertAndPassword",
    inputs: ({ newCertificate }) => ({
      "key-credential-type": "X509CertAndPassword",
      certificate: newCertificate.certificatePem,
    }),
    says: /^certificate: must be a PFX for key-credential-type X509CertAndPassword/,
  },
  {
    title: "copied from a log",
    inputs: { "proof-certificate": "***" },
    says: /^proof-certificate: is literally/,
  },
  {
    title: "unresolved secret",
    inputs: { certificate: "${{ secrets.CERT }}" },
    says: /^certificate: is an expression/,
  },
];

async function expectRefused(operation: string, { inputs, says, code }: Refusal): Promise<void> {
  const world = scene();
  const given = typeof inputs === "function" ? inputs(world) : inputs;
  const run = await perform(world, operation, { inputs: given });
  expect(run.error.message).toMatch(says);
  expect(run.error.blame).toBe("input");
  if (code !== undefined) expect(run.error.code).toBe(code);
  expect(run.requests).toEqual([]);
  expect(run.outputs).toEqual({});
  // What is wrong is never echoed where it is secret.
  const shown = run.events.filter(({ kind }) => kind !== "mask").map(({ text }) => text);
  for (const [name, value] of Object.entries(given)) {
    if (!/secret$|token|certificate|password/.test(name) || value.length < 12 || value.startsWith("$"))
      continue;
    expect([name, shown.some((text) => text.includes(value.trim().slice(0, 40)))]).toEqual([name, false]);
  }
}

describe("refused before the first request", () => {
  it.each(TEXTS)("$title", async (row) => expectRefused(row.operation ?? "generate-key", row));
  it.each(IDS)("add-key: $title", async (row) => expectRefused("add-key", row));
  it.each(MATERIAL)("add-key: $title", async (row) => expectRefused("add-key", row));

  it("OIDC without the job's permission, with a word about forks", async () => {
    const world = scene();
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: "", GITHUB_EVENT_NAME: "pull_request" };
    const run = await perform(world, "generate-key", { signIn: "oidc", env });
    expect(run.error).toMatchObject({ code: "oidc-unavailable", blame: "input" });
    expect(run.error.message).toMatch(/id-token: write.*fork/);
    expect(run.requests).toEqual([]);
  });

  it("a token for another service, or one that has expired", async () => {
    const world = scene();
    const arm = scene({ graphOrigin: "https://management.azure.com" });
    const foreign = await perform(world, "generate-key", {
      signIn: "access-token",
      inputs: await arm.signIn("access-token"),
    });
    expect(foreign.error.message).toMatch(
      /^access-token: is a token for https:\/\/management\.azure\.com, not for Microsoft Graph/,
    );
    const inputs = await world.signIn("access-token");
    world.clock.advance(2 * 3_600_000);
    const old = await perform(world, "generate-key", { signIn: "access-token", inputs });
    expect(old.error.message).toMatch(/^access-token: expired 2026-06-01T13:00Z/);
    expect([...foreign.requests, ...old.requests]).toEqual([]);
  });
});

/** What is merely untidy just works. */
const UNTIDY: readonly (readonly [title: string, inputs: (world: Scene) => Inputs])[] = [
  [
    "CRLF",
    ({ appCertificate }) => ({ "proof-certificate": combinedPem(appCertificate).replaceAll("\n", "\r\n") }),
  ],
  [
    "newlines spelled out",
    ({ appCertificate }) => ({ "proof-certificate": combinedPem(appCertificate).replaceAll("\n", "\\n") }),
  ],
  [
    "blanks for newlines",
    ({ appCertificate }) => ({ "proof-certificate": combinedPem(appCertificate).replaceAll("\n", " ") }),
  ],
  [
    "indented",
    ({ appCertificate }) => ({ "proof-certificate": combinedPem(appCertificate).replace(/^/gm, "    ") }),
  ],
  ["quoted", ({ appCertificate }) => ({ "proof-certificate": `"${combinedPem(appCertificate)}"` })],
  [
    "base64 of a PEM",
    ({ appCertificate }) => ({
      "proof-certificate": Buffer.from(combinedPem(appCertificate)).toString("base64"),
    }),
  ],
  [
    "text before the PEM, byte order mark",
    ({ appCertificate }) => ({
      "proof-certificate": `\ufeffBag Attributes\n    friendlyName: x\n${combinedPem(appCertificate)}`,
    }),
  ],
  [
    "certificate before key",
    ({ appCertificate }) => ({
      "proof-certificate": appCertificate.certificatePem + pkcs8Pem(appCertificate),
    }),
  ],
  [
    "PKCS#1 key",
    ({ appCertificate }) => ({
      "proof-certificate": pkcs1Pem(appCertificate) + appCertificate.certificatePem,
    }),
  ],
  [
    "wrapped base64 PFX",
    ({ appCertificate }) => ({
      "proof-certificate": pfx(appCertificate, { password: PASSWORD })
        .toString("base64")
        .replace(/.{76}/g, "$&\n"),
      "proof-certificate-password": PASSWORD,
    }),
  ],
  [
    "legacy PFX",
    ({ appCertificate }) => ({
      "proof-certificate": pfx(appCertificate, { password: PASSWORD, encryption: "legacy" }).toString(
        "base64",
      ),
      "proof-certificate-password": PASSWORD,
    }),
  ],
  ["DER without armour", ({ newCertificate }) => ({ certificate: newCertificate.der.toString("base64") })],
  [
    "GUID in braces and capitals",
    ({ app }) => ({ "application-object-id": ` {${app.application.id.toUpperCase()}} ` }),
  ],
  ["GUID without dashes", ({ app }) => ({ "application-object-id": app.application.id.replaceAll("-", "") })],
  [
    "enumerations in any case",
    () => ({
      operation: "ADD-KEY",
      cloud: "AzureCloud",
      "key-credential-type": "ASYMMETRICX509CERT",
      "dry-run": "FALSE",
    }),
  ],
  [
    "blanks around",
    ({ tenant, app }) => ({ "tenant-id": ` ${tenant.id} `, "client-id": `\t${app.appId}\n` }),
  ],
  ["tenant by its domain", () => ({ "tenant-id": "Contoso.OnMicrosoft.com" })],
];

describe("untidy but clear", () => {
  it.each(UNTIDY)("%s", async (_title, inputs) => {
    const world = scene();
    const run = await perform(world, "add-key", { inputs: inputs(world) });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["addKey"]);
  });

  it.each(["TokenSigningKeyContainer", "b2c_1a_TokenSigningKeyContainer"])(
    "key set %s gets its prefix once, with a notice",
    async (id) => {
      const world = scene();
      const run = await perform(world, "generate-key", { inputs: { "key-set-id": id } });
      expect(run.errors).toEqual([]);
      expect(run.notices.join()).toContain(KEY_SET);
    },
  );

  it("a token with the word Bearer before it is masked without it", async () => {
    const world = scene();
    const token = (await world.signIn("access-token"))["access-token"]!;
    const run = await perform(world, "generate-key", {
      signIn: "access-token",
      inputs: { "access-token": `Bearer ${token}` },
    });
    expect(run.errors).toEqual([]);
    expect(run.events.some(({ kind, text }) => kind === "mask" && text === token)).toBe(true);
  });

  it("an input that the operation does not use is ignored with a warning", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { "display-name": "x" } });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual(["display-name: is not used by generate-key, and was ignored."]);
  });

  it("a certificate that is valid only later is added, with a warning", async () => {
    const world = scene();
    const run = await perform(world, "add-key", { inputs: { certificate: future().certificatePem } });
    expect(run.errors).toEqual([]);
    expect(run.warnings.join()).toContain("is valid only from 2027-01-01");
  });
});

it("masks every secret among the inputs before it refuses anything", async () => {
  const world = scene();
  const inputs = {
    ...operationInputs(world, "upload-secret"),
    ...(await world.signIn("client-secret")),
    nonsense: "1",
  };
  const run = await runInProcess({ tenant: world.tenant, clock: world.clock, inputs });
  expect(run.error.code).toBe("input-unknown");
  const masks = run.events.filter(({ kind }) => kind === "mask").map(({ text }) => text);
  expect(masks).toEqual(expect.arrayContaining([UPLOADED, world.clientSecret]));
});
