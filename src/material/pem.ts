import { decodeBase64 } from "./base64.ts";
import { derKind, derLength, type DerKind } from "./der.ts";
import { cutRemedy, problem, storeUnchanged } from "./problem.ts";

/** One thing found in the material, whatever it was wrapped in. */
export interface Block {
  readonly kind: Exclude<DerKind, undefined> | "legacy-encrypted-key";
  readonly der: Buffer;
  /** Canonical PEM: 64 columns, LF, legacy headers kept. */
  readonly pem: string;
}

const labels: Readonly<Record<Exclude<Block["kind"], "legacy-encrypted-key">, string>> = {
  certificate: "CERTIFICATE",
  "certificate-request": "CERTIFICATE REQUEST",
  "pkcs1-key": "RSA PRIVATE KEY",
  "pkcs8-key": "PRIVATE KEY",
  "encrypted-key": "ENCRYPTED PRIVATE KEY",
  "sec1-key": "EC PRIVATE KEY",
  "public-key": "PUBLIC KEY",
  pfx: "PKCS12",
  pkcs7: "PKCS7",
};

/** What may stand in a file beside a key or certificate and says nothing about either. */
const ignored = /PARAMETERS$|CRL$|^RSAPUBLICKEY$|ATTRIBUTECERTIFICATE$/;

const refused: readonly (readonly [RegExp, what: string, remedy: string])[] = [
  [
    /^OPENSSHPRIVATEKEY$/,
    "OPENSSH PRIVATE KEY is not accepted.",
    "Convert it: `ssh-keygen -p -m PKCS8 -f key`, and add a certificate for it.",
  ],
  [/^SSH2/, "SSH2 keys are not accepted.", "Give an X.509 certificate with its private key."],
  [/^PGP/, "PGP keys are not accepted.", "Give an X.509 certificate with its private key."],
];

/**
 * The blocks of a PEM text that {@link normalise} has cleaned, text around them left out.
 *
 * What a block is, its contents decide, not its label: a PKCS#8 key labelled `RSA PRIVATE KEY`
 * (OpenSSL refuses it) is a PKCS#8 key. Throws `key-material-invalid` for cut or damaged armour
 * or body, and for OpenSSH and PGP keys.
 */
export function readBlocks(input: string, text: string): Block[] {
  const armour = [...text.matchAll(/-{5}\s{0,9}(BEGIN|END)([A-Z0-9\s]{0,60})-{5}/g)];
  const begins = text.match(/-{5}\s{0,9}BEGIN/g)?.length ?? 0;
  const bytes = String(Buffer.byteLength(text));
  const blocks: Block[] = [];
  let open: { readonly label: string; readonly compact: string; readonly start: number } | undefined;

  for (const match of armour) {
    const label = (match[2] ?? "").trim().replace(/\s+/g, " ");
    const compact = label.replaceAll(" ", "");
    if (match[1] === "BEGIN") {
      if (open !== undefined) throw endMissing(input, open.label, text, open.start, match.index);
      open = { label, compact, start: match.index + match[0].length };
      continue;
    }
    if (open === undefined) {
      throw problem(
        input,
        `the BEGIN line of ${label} is missing; the value has lost its beginning.`,
        cutRemedy,
      );
    }
    if (open.compact !== compact) {
      throw problem(
        input,
        `a block begins as ${open.label} and ends as ${label}: a part in between is missing.`,
        cutRemedy,
      );
    }
    const block = readBlock(input, label, compact, text.slice(open.start, match.index));
    if (block !== undefined) blocks.push(block);
    open = undefined;
  }
  if (open !== undefined) throw endMissing(input, open.label, text, open.start, text.length);
  if (begins !== armour.filter((match) => match[1] === "BEGIN").length) {
    throw problem(input, `a BEGIN line is damaged or was cut at ${bytes} bytes.`, cutRemedy);
  }
  return blocks;
}

function endMissing(input: string, label: string, text: string, start: number, end: number): Error {
  const nothing = text.slice(start, end).trim() === "";
  const bytes = String(Buffer.byteLength(text.slice(0, end)));
  return nothing
    ? problem(
        input,
        `only the first line of the PEM arrived (BEGIN ${label}), ${bytes} bytes.`,
        `A tool kept one line of a text of many. ${storeUnchanged}`,
      )
    : problem(input, `the END line of ${label} is missing; the value was cut at ${bytes} bytes.`, cutRemedy);
}

function readBlock(input: string, label: string, compact: string, inside: string): Block | undefined {
  if (ignored.test(compact)) return undefined;
  for (const [pattern, what, remedy] of refused) {
    if (pattern.test(compact)) throw problem(input, what, remedy);
  }
  if (inside.includes("***")) {
    throw problem(
      input,
      `the body of ${label} is \`***\`: it was copied from a log.`,
      "Store the original file again; a log never shows it.",
    );
  }
  const { dek, body } = splitHeaders(inside);
  if (body.trim() === "") {
    throw problem(input, `${label} is empty: its BEGIN and END lines have nothing between them.`, cutRemedy);
  }
  const decoded = decodeBase64(body);
  if (!("bytes" in decoded)) {
    throw problem(
      input,
      `looks like PEM, but the body of ${label} is damaged (${String(decoded.length)} characters, not base64 at position ${String(decoded.badAt)}: ${decoded.found}).`,
      storeUnchanged,
    );
  }
  if (dek !== undefined) {
    // The bytes are ciphertext; only these two headers say how to read them.
    const headers = `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${dek}\n\n`;
    return {
      kind: "legacy-encrypted-key",
      der: decoded.bytes,
      pem: armoured(label, decoded.bytes, headers),
    };
  }
  return blockOf(input, decoded.bytes, `the body of ${label}`);
}

/**
 * The block that DER bytes are. Bytes after the structure's end are cut off (`TRUSTED CERTIFICATE`
 * has OpenSSL's own notes there). Throws `key-material-invalid` for other or too few bytes.
 */
export function blockOf(input: string, bytes: Buffer, what: string): Block {
  const length = derLength(bytes);
  if (length !== undefined && length > bytes.length) {
    throw problem(
      input,
      `${what} was cut: it holds ${String(bytes.length)} of ${String(length)} bytes.`,
      cutRemedy,
    );
  }
  const kind = derKind(bytes);
  if (kind === undefined) {
    const keystore = bytes.subarray(0, 4).toString("hex") === "feedfeed";
    throw keystore
      ? problem(
          input,
          `${what} is a Java keystore (JKS).`,
          "Convert it: `keytool -importkeystore -srckeystore a.jks -destkeystore b.pfx -deststoretype PKCS12`.",
        )
      : problem(
          input,
          `${what} (${String(bytes.length)} bytes) is no key, certificate or PFX.`,
          storeUnchanged,
        );
  }
  const der = length === undefined ? bytes : bytes.subarray(0, length);
  return { kind, der, pem: armoured(labels[kind], der, "") };
}

function splitHeaders(inside: string): { dek: string | undefined; body: string } {
  // The length of the IV is told by the cipher, so that it ends even where the line ends were lost.
  const header =
    /Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*((?:AES|CAMELLIA|SEED|ARIA)[A-Z0-9-]*,\s*[0-9A-F]{32}|[A-Z0-9-]+,\s*[0-9A-F]{16})/i;
  const match = header.exec(inside);
  if (match === null) return { dek: undefined, body: inside };
  return {
    dek: (match[1] ?? "").replace(/\s/g, "").toUpperCase(),
    body: inside.slice(match.index + match[0].length),
  };
}

function armoured(label: string, der: Buffer, headers: string): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${headers}${lines.join("\n")}\n-----END ${label}-----\n`;
}
