import { signJwt } from "../jws.ts";
import type { KeyPair } from "../material/key-pair.ts";
import type { Masker } from "../secrets/masker.ts";
import { Secret } from "../secrets/secret.ts";
import type { ServiceClock } from "../service-clock.ts";

/** The client id of the old directory graph: the only audience that the service takes, in every cloud. */
const AUDIENCE = "00000002-0000-0000-c000-000000000000";
/** A runner's clock may be two minutes fast. */
const BACKDATE_SECONDS = 120;
/** The documentation's limit for `exp - nbf`. */
const LIFETIME_SECONDS = 600;

/**
 * Makes the proofs of possession for addKey and removeKey: JWTs signed by the private key of a
 * certificate that already stands on the object addressed
 * (learn.microsoft.com/graph/application-rollkey-prooftoken; docs/service-facts.md).
 *
 * RS256 with `x5t` and `kid`, the only form that anybody has seen accepted: the proof is
 * not a client assertion, and its newer algorithms are not tried here.
 */
export class Prover {
  readonly #serviceClock: ServiceClock;
  readonly #masker: Masker;
  #lastNotBefore = 0;

  constructor(serviceClock: ServiceClock, masker: Masker) {
    this.#serviceClock = serviceClock;
    this.#masker = masker;
  }

  /**
   * A new proof for one request; it lives ten minutes.
   *
   * @param issuer the object id of the application or service principal in the URL
   */
  async prove(pair: KeyPair, issuer: string): Promise<Secret> {
    const notBefore = this.#nextNotBefore();
    const jwt = await signJwt(
      {
        alg: "RS256",
        typ: "JWT",
        x5t: Buffer.from(pair.thumbprint, "hex").toString("base64url"),
        kid: pair.thumbprint,
      },
      { aud: AUDIENCE, iss: issuer, nbf: notBefore, exp: notBefore + LIFETIME_SECONDS },
      pair.privateKey,
    );
    this.#masker.text(jwt);
    return new Secret(jwt, "proof of possession");
  }

  /**
   * RS256 signs without chance, and times are whole seconds: two proofs of one second would be
   * the same one. The next begins a second later; its margin has room for that.
   */
  #nextNotBefore(): number {
    const notBefore = Math.floor(this.#serviceClock.now() / 1000) - BACKDATE_SECONDS;
    this.#lastNotBefore =
      notBefore <= this.#lastNotBefore && notBefore > this.#lastNotBefore - BACKDATE_SECONDS / 2
        ? this.#lastNotBefore + 1
        : notBefore;
    return this.#lastNotBefore;
  }
}
