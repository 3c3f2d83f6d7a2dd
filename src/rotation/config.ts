import type { Endpoints } from "../config/endpoints.ts";
import type { ProofConfig } from "../config/proof.ts";
import type { LineSource, RotationRules } from "../config/rotation.ts";
import type { SignIn } from "../config/sign-in.ts";
import type { KeySetTarget, ObjectTarget } from "../config/target.ts";
import type { Environment } from "../inputs/environment.ts";
import type { KeyPair } from "../material/key-pair.ts";
import type { Secret } from "../secrets/secret.ts";
import type { SinkSettings } from "../sinks/open.ts";
import type { CarriedState } from "./carried-state.ts";

/** What both kinds of credential of an application or service principal have in common. */
interface ObjectRotation {
  readonly operation: "rotate" | "retire";
  readonly target: ObjectTarget;
  readonly signIn: SignIn;
  readonly endpoints: Endpoints;
  readonly environment: Environment;
  readonly tenantId: string;
  /** What the line's name comes from: the object id may have to be read first. */
  readonly line: LineSource;
  readonly rules: RotationRules;
  readonly displayName: string;
  readonly emergencyKeyId: string | undefined;
  readonly sinks: SinkSettings;
  readonly dryRun: boolean;
}

export interface CertificateRotation extends ObjectRotation {
  readonly kind: "certificate";
  /** The current certificate: it signs the proofs. */
  readonly proof: ProofConfig;
  /** What the current certificate's text says about itself. */
  readonly carried: CarriedState | undefined;
  readonly keySize: 2048 | 3072 | 4096;
  /** The user's own new pair, instead of one that is made. */
  readonly given: KeyPair | undefined;
  readonly deliverAs: { readonly form: "pem" } | { readonly form: "pfx"; readonly password: Secret };
}

export interface PasswordRotation extends ObjectRotation {
  readonly kind: "password";
  readonly currentSecret: Secret;
}

export interface KeySetRotation {
  readonly kind: "key-set";
  readonly operation: "rotate" | "retire";
  readonly target: KeySetTarget;
  readonly rules: RotationRules;
  /** `undefined` for `retire`, which makes no key. */
  readonly keyUse: "sig" | "enc" | undefined;
  /** A key that the service makes, or the user's secret. */
  readonly source:
    | { readonly kind: "generate"; readonly keyType: "RSA" | "OCT" }
    | { readonly kind: "secret"; readonly secret: Secret };
  readonly leadSeconds: number;
  readonly emergencyKeyId: string | undefined;
  readonly createKeySet: boolean;
  readonly dryRun: boolean;
}

export type RotationConfig = CertificateRotation | PasswordRotation | KeySetRotation;
