import { createPrivateKey, sign, verify, type JsonWebKey, type KeyObject } from "node:crypto";
import { DerivationCosts, UnaffordableDerivation } from "./derivation-cost.ts";
import { wrongPassword } from "./password.ts";
import type { Block } from "./pem.ts";
import { problem, storeUnchanged, unaffordable } from "./problem.ts";

/** Below this Microsoft Entra refuses; above the maximum each signature takes very long. */
const minBits = 2048;
const maxBits = 4096;
/** OpenSSL verifies no longer ones; a signature would take minutes. */
const LARGEST_BITS = 16_384;

export function isPrivateKey(block: Block): boolean {
  return (
    block.kind === "pkcs1-key" ||
    block.kind === "pkcs8-key" ||
    block.kind === "sec1-key" ||
    isEncrypted(block)
  );
}

export function isEncrypted(block: Block): boolean {
  return block.kind === "encrypted-key" || block.kind === "legacy-encrypted-key";
}

/**
 * A private key of any type: PKCS#8, PKCS#1, SEC1; encrypted by PBES2 (PBKDF2 or scrypt),
 * PBE-SHA1-3DES or legacy `DEK-Info`. Not readable: RC2-40, which OpenSSL 3 has dropped.
 * Throws `key-material-invalid` under the name of the key or, for a wrong or missing
 * password, of the password.
 */
export function readPrivateKey(
  input: string,
  block: Block,
  passwordName: string,
  password: string | undefined,
): KeyObject {
  const encrypted = isEncrypted(block);
  if (!encrypted) {
    try {
      return createPrivateKey(block.pem);
    } catch (cause) {
      throw unreadable(input, cause);
    }
  }
  assertAffordable(input, block);
  const key = decrypt(block, password ?? "");
  if (typeof key !== "string") return key;
  if (key === "scheme") {
    throw problem(
      input,
      "the private key is encrypted in a way that OpenSSL 3 refuses (such as RC2-40).",
      "Encrypt it anew: `openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem` with OpenSSL 1.1, or add `-provider legacy -provider default`.",
    );
  }
  throw wrongPassword(
    passwordName,
    password,
    `the private key in \`${input}\``,
    (candidate) => candidate !== "" && typeof decrypt(block, candidate) !== "string",
  );
}

function assertAffordable(input: string, { der }: Block): void {
  try {
    new DerivationCosts().add(der);
  } catch (cause) {
    if (cause instanceof UnaffordableDerivation) throw unaffordable(input, "the private key", cause);
    throw cause;
  }
}

function decrypt(block: Block, passphrase: string): KeyObject | "password" | "scheme" {
  try {
    return createPrivateKey({ key: block.pem, passphrase });
  } catch (cause) {
    // Three of a thousand wrong passwords leave right padding and give ERR_OSSL_UNSUPPORTED,
    // Node's word for anything malformed; an unknown scheme has EVP in its code.
    return codeOf(cause) === "ERR_OSSL_EVP_UNSUPPORTED" ? "scheme" : "password";
  }
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
}

function unreadable(input: string, cause: unknown): Error {
  const code = codeOf(cause);
  return problem(
    input,
    `the private key is damaged: it is base64, but not a key${code === undefined ? "" : ` (${code})`}.`,
    storeUnchanged,
  );
}

/**
 * OpenSSL loads a key whose modulus is right and whose private numbers are damaged, and the
 * service would only say that the signature is invalid. Numbers that do not fit together get
 * their chance: something is signed and verified, for OpenSSL does without some of them.
 * Throws `key-material-invalid`.
 */
export function assertSigns(input: string, privateKey: KeyObject, publicKey: KeyObject): void {
  if (isConsistent(privateKey)) return;
  const probe = Buffer.from("graph-keyroll");
  try {
    if (verify("sha256", probe, publicKey, sign("sha256", probe, privateKey))) return;
  } catch {
    // OpenSSL noticed by itself.
  }
  throw problem(input, "the private key is damaged: its signatures are wrong.", storeUnchanged);
}

/** RFC 8017, section 3.2. It takes a tenth of a signature's time. */
function isConsistent(privateKey: KeyObject): boolean {
  let jwk: JsonWebKey;
  try {
    jwk = privateKey.export({ format: "jwk" });
  } catch {
    // More than two primes.
    return false;
  }
  const [n, e, d, p, q, dp, dq, qi] = (["n", "e", "d", "p", "q", "dp", "dq", "qi"] as const).map((name) =>
    BigInt(`0x${Buffer.from(jwk[name] ?? "", "base64url").toString("hex") || "0"}`),
  ) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  if (p < 2n || q < 2n || p * q !== n) return false;
  const fits = (prime: bigint, exponent: bigint): boolean =>
    (e * d) % (prime - 1n) === 1n && d % (prime - 1n) === exponent;
  return fits(p, dp) && fits(q, dq) && (q * qi) % p === 1n;
}

const curves: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

/**
 * Refuses what cannot sign RS256 for Microsoft Entra: EC, Ed25519, RSA-PSS, RSA below 2048 bits.
 * Node signs "RS256" with an EC key without complaint, so nobody else would notice.
 *
 * @param key private or public
 * @returns warnings, for RSA above 4096 bits
 */
export function assertRsa(input: string, key: KeyObject): string[] {
  const type = key.asymmetricKeyType;
  if (type === "rsa-pss") {
    throw problem(
      input,
      "the key is RSA-PSS only, and Microsoft Entra needs plain RSA.",
      "Use a plain RSA key: make one with `openssl genrsa 2048`.",
    );
  }
  if (type !== "rsa") {
    throw problem(
      input,
      `key type ${describeType(key)}: Microsoft Entra needs RSA here.`,
      "Make one with `openssl genrsa 2048`.",
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < minBits) {
    throw problem(
      input,
      `RSA ${String(bits)} is too weak; at least ${String(minBits)}.`,
      "Make a new key with `openssl genrsa 2048` and a certificate for it.",
    );
  }
  if (bits > LARGEST_BITS) {
    throw problem(
      input,
      `RSA ${String(bits)} is larger than anything that OpenSSL verifies (${String(LARGEST_BITS)}).`,
      "Make a new key with `openssl genrsa 2048` and a certificate for it.",
    );
  }
  if (bits <= maxBits) return [];
  return [
    `${input}: RSA ${String(bits)} is larger than Microsoft documents (${String(maxBits)}); it may be refused.`,
  ];
}

function describeType(key: KeyObject): string {
  const type = key.asymmetricKeyType ?? "unknown";
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (type === "ec") return `EC (${curves[curve ?? ""] ?? curve ?? "unknown curve"})`;
  if (type.startsWith("ed") || type.startsWith("x")) return type.charAt(0).toUpperCase() + type.slice(1);
  return type.toUpperCase();
}
