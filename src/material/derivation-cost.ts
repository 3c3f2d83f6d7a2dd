import { NotBer, readBer, TAG, type BerElement } from "./ber.ts";

/**
 * What one file may cost, in rounds of PBKDF2: some seconds, on a slow runner. OpenSSL writes
 * 2,048 for each of a PFX's three derivations, Windows 2,000, keytool 10,000, NSS 600,000 (what
 * OWASP asks for PBKDF2-SHA256). A count is 31 bits, and 2^31-1 takes minutes.
 */
export const MOST_ROUNDS = 6_000_000;
/** PKCS#12's own derivation runs in JavaScript here (node-forge), and three times for key and IV. */
const PKCS12_WEIGHT = 5;
/** One of N·r·p takes about as long as so many rounds of PBKDF2. */
const SCRYPT_WEIGHT = 3;

/** A private key or PFX asks for more work than anybody means, or for none. */
export class UnaffordableDerivation extends Error {
  readonly rounds: bigint;

  constructor(rounds: bigint) {
    super("unaffordable derivation");
    this.rounds = rounds;
  }
}

const PBKDF2 = oid("1.2.840.113549.1.5.12");
const SCRYPT = oid("1.3.6.1.4.1.11591.4.11");
/** PBES1 of PKCS#5, and the schemes of PKCS#12, by all but their last number. */
const PKCS5_SCHEME = oid("1.2.840.113549.1.5");
const PKCS12_SCHEME = oid("1.2.840.113549.1.12.1");
const PBES1 = new Set([1, 3, 4, 6, 10, 11]);

/**
 * Adds up what opening a file will cost, from what it says of itself, before anything is derived:
 * OpenSSL takes the file's own count without a question, and nothing can interrupt it.
 */
export class DerivationCosts {
  #spent = 0n;

  /**
   * Counts what stands in these bytes, in strings that hold structures too, but not behind
   * encryption: add what comes out of that. Bytes that are no BER cost nothing, because nobody
   * derives anything for them.
   *
   * Throws {@link UnaffordableDerivation}.
   */
  add(bytes: Buffer): void {
    const root = readIfBer(bytes);
    if (root === undefined) return;
    this.#spend(macRounds(root), 1);
    this.#visit(root, 0);
  }

  #visit(element: BerElement, embedded: number): void {
    const [type, parameters] = element.children;
    if (element.tag === TAG.sequence && type?.tag === TAG.oid && parameters !== undefined) {
      this.#algorithm(type.contents, parameters.children);
    }
    for (const child of element.children) this.#visit(child, embedded);
    // A string in pieces is a structure as a whole only. A PFX has three within each other.
    if (element.contents.length === 0 || embedded > 8) return;
    const inside = readIfBer(element.contents);
    if (inside?.tag === TAG.sequence) this.#visit(inside, embedded + 1);
  }

  #algorithm(type: Buffer, [, second, third, fourth]: readonly BerElement[]): void {
    if (type.equals(PBKDF2)) this.#spend(integer(second), 1);
    if (type.equals(SCRYPT) && second !== undefined && third !== undefined && fourth !== undefined) {
      const factors = [second, third, fourth].map((one) => integer(one) ?? 0n);
      for (const factor of factors) if (factor < 1n) throw new UnaffordableDerivation(factor);
      this.#spend(
        factors.reduce((product, factor) => product * factor),
        SCRYPT_WEIGHT,
      );
    }
    const scheme = type.subarray(0, -1);
    const isPbe =
      scheme.equals(PKCS12_SCHEME) || (scheme.equals(PKCS5_SCHEME) && PBES1.has(type.at(-1) ?? 0));
    if (isPbe) this.#spend(integer(second), PKCS12_WEIGHT);
  }

  #spend(rounds: bigint | undefined, weight: number): void {
    if (rounds === undefined) return;
    this.#spent += rounds * BigInt(weight);
    if (rounds < 1n || this.#spent > MOST_ROUNDS) throw new UnaffordableDerivation(rounds);
  }
}

/** `PFX ::= SEQUENCE { 3, ContentInfo, MacData { DigestInfo, salt, iterations DEFAULT 1 } }` */
function macRounds({ children: [version, , mac] }: BerElement): bigint | undefined {
  if (version === undefined || mac?.tag !== TAG.sequence) return undefined;
  return integer(version) === 3n ? integer(mac.children[2]) : undefined;
}

function integer(element: BerElement | undefined): bigint | undefined {
  if (element?.tag !== TAG.integer) return undefined;
  // More digits say no more than "too many".
  const bytes = element.contents.subarray(0, 32);
  if (bytes.length === 0) return 0n;
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString("hex")}`));
}

function readIfBer(bytes: Buffer): BerElement | undefined {
  try {
    return readBer(bytes);
  } catch (error) {
    if (error instanceof NotBer) return undefined;
    throw error;
  }
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return Buffer.from([first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(number: number): number[] {
  const low = number & 0x7f;
  return number < 0x80 ? [low] : [...base128(number >> 7).map((byte) => byte | 0x80), low];
}
