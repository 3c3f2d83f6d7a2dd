import { requireDuration } from "../config/duration.ts";
import { defaultDisplayName, parseDisplayName } from "../config/display-name.ts";
import { parseProof } from "../config/proof.ts";
import {
  lines,
  parseEmergencyKeyId,
  parseKeyIds,
  parseKeySize,
  parseLineSource,
  parseRotationRules,
  type RotationRules,
} from "../config/rotation.ts";
import { parseKid } from "../config/kid.ts";
import type { SignIn } from "../config/sign-in.ts";
import { parseSinkSettings } from "../config/sink-settings.ts";
import { parseKeySetTarget, parseObjectTarget } from "../config/target.ts";
import { parseUploadedSecret } from "../config/uploaded-secret.ts";
import { flag, oneOf, parseGuid, requireOneOf } from "../config/values.ts";
import { inputError } from "../errors.ts";
import type { Environment } from "../inputs/environment.ts";
import { missing, type Inputs } from "../inputs/inputs.ts";
import { assertValidNow } from "../material/certificate.ts";
import { openKeyPair, type KeyPair } from "../material/key-pair.ts";
import type { ConfigureContext } from "../operations/operation.ts";
import { reveal, type Secret } from "../secrets/secret.ts";
import type { CarriedState } from "./carried-state.ts";
import type { CertificateRotation, KeySetRotation, PasswordRotation, RotationConfig } from "./config.ts";
import { readDelivered, type DeliveredForm } from "./delivered-credential.ts";

const DAY = 86_400;
/** A verifier caches a key set's public keys for a day (docs/design.md, "Retry classes"). */
const SIGNING_LEAD = 25 * 3_600;

/** All three kinds of rotation, told apart by the target and by `credential`. */
export async function configureRotation(
  operation: "rotate" | "retire",
  context: ConfigureContext,
): Promise<RotationConfig> {
  const { inputs } = context;
  if (operation === "retire" && inputs.has("emergency-key-id")) {
    throw inputError(
      "emergency-key-id",
      "is not used by retire, which makes no successor: the leaked key would stay.",
      "Use `operation: rotate`.",
      "input-conflict",
    );
  }
  if (inputs.has("key-set-id")) return configureKeySet(operation, context);
  const kind = oneOf(inputs, "credential", ["certificate", "password"]) ?? "certificate";
  return kind === "certificate"
    ? configureCertificate(operation, context)
    : configurePassword(operation, context);
}

async function configureCertificate(
  operation: "rotate" | "retire",
  context: ConfigureContext,
): Promise<CertificateRotation> {
  const { inputs, signIn, masker, nowMs, log } = context;
  const common = commonOf(operation, context);
  const proof = await parseProof(inputs, signIn, masker, nowMs, log);
  const given = await givenPair(context);
  if (operation === "rotate" && common.sinks.targets.length === 0 && given === undefined) {
    throw missing(
      "deliver-to",
      "The new certificate is made here and exists nowhere else: name where it goes, or give your own new pair as `certificate`.",
    );
  }
  return {
    kind: "certificate",
    ...common,
    proof,
    carried: await carriedState(inputs),
    keySize: parseKeySize(inputs),
    given,
    deliverAs: deliveredForm(inputs),
  };
}

function configurePassword(
  operation: "rotate" | "retire",
  context: ConfigureContext,
): Promise<PasswordRotation> {
  const { inputs } = context;
  const common = commonOf(operation, context);
  const currentSecret = currentSecretOf(inputs, context.signIn, common.target.appId);
  if (operation === "rotate" && common.sinks.targets.length === 0) {
    throw missing("deliver-to", "The new password exists nowhere else: name where it goes.");
  }
  return Promise.resolve({ kind: "password", ...common, currentSecret });
}

function commonOf(
  operation: "rotate" | "retire",
  context: ConfigureContext,
): Omit<PasswordRotation, "kind" | "currentSecret"> {
  const { inputs, environment, endpoints, signIn, log } = context;
  const target = parseObjectTarget(inputs, signIn.clientId);
  const emergency = parseEmergencyKeyId(inputs, environment);
  if (signIn.tenantId === undefined) {
    throw missing("tenant-id", "A new credential is proved by signing in with it: name the tenant.");
  }
  return {
    operation,
    target,
    signIn,
    endpoints,
    environment,
    tenantId: signIn.tenantId,
    line: parseLineSource(inputs, environment),
    rules: requireTimeToSettle(inputs, parseRotationRules(inputs, parseKeyIds(inputs), log)),
    displayName: parseDisplayName(inputs) ?? defaultDisplayName(environment),
    emergencyKeyId: emergency === undefined ? undefined : parseGuid("emergency-key-id", emergency),
    sinks: parseSinkSettings({
      deliverTo: inputs.text("deliver-to"),
      githubToken: inputs.secret("github-token"),
      githubApiUrl: inputs.text("github-api-url") ?? environment.apiUrl,
      keyVaultUrl: inputs.text("key-vault-url"),
      tempDirectory: environment.tempDirectory,
      signIn,
      endpoints,
    }),
    dryRun: flag(inputs, "dry-run"),
  };
}

/** A run that could only add a key, and would then have no time left to deliver it, leaves one behind every night. */
function requireTimeToSettle(inputs: Inputs, rules: RotationRules): RotationRules {
  const budget = requireDuration("timeout", inputs.text("timeout") ?? "25m");
  if (rules.settleSeconds < budget) return rules;
  throw inputError(
    "settle",
    "is as long as the run's time (timeout): nothing would ever be delivered.",
    "Shorten settle, or give the run a longer `timeout`.",
  );
}

/** The user's own new pair: it is proved by signing in, so its private key is needed. */
async function givenPair({ inputs, masker, nowMs, log }: ConfigureContext): Promise<KeyPair | undefined> {
  const text = inputs.secret("certificate");
  if (text === undefined) return undefined;
  const { pair, warnings } = await openKeyPair(
    {
      name: "certificate",
      text,
      passwordName: "certificate-password",
      password: inputs.secret("certificate-password"),
    },
    masker,
  );
  for (const warning of warnings) log.warning(warning);
  assertValidNow("certificate", pair.certificate, nowMs);
  return pair;
}

/** From the text that is the current credential: the one that signs the proof. */
async function carriedState(inputs: Inputs): Promise<CarriedState | undefined> {
  const own = inputs.secret("proof-certificate");
  const text = own ?? inputs.secret("client-certificate");
  if (text === undefined) return undefined;
  return readDelivered(
    reveal(text),
    inputs.secret(own === undefined ? "client-certificate-password" : "proof-certificate-password"),
  );
}

function deliveredForm(inputs: Inputs): DeliveredForm {
  if (oneOf(inputs, "deliver-as", ["pem", "pfx"]) !== "pfx") return { form: "pem" };
  return {
    form: "pfx",
    password: inputs.requireSecret("deliver-password", "A PFX is delivered with a password."),
  };
}

function currentSecretOf(inputs: Inputs, signIn: SignIn, targetAppId: string | undefined): Secret {
  const given = inputs.secret("current-secret");
  if (given !== undefined) return given;
  // The caller's own secret, unless the target is said to be somebody else.
  if (signIn.kind === "client-secret" && (targetAppId === undefined || targetAppId === signIn.clientId))
    return signIn.secret;
  throw missing(
    "current-secret",
    "Give the secret that is delivered today: it tells which password is the current one.",
  );
}

function configureKeySet(operation: "rotate" | "retire", context: ConfigureContext): Promise<KeySetRotation> {
  const { inputs, environment, endpoints, log, masker } = context;
  const target = parseKeySetTarget(inputs, endpoints, log);
  if (inputs.has("deliver-to")) {
    throw inputError(
      "deliver-to",
      "is not used with a key set: its keys never leave the service.",
      "Remove it.",
      "input-conflict",
    );
  }
  const keyUse = operation === "rotate" ? requireOneOf(inputs, "key-use", ["sig", "enc"]) : undefined;
  const given = inputs.has("secret");
  const leadText = inputs.text("lead");
  return Promise.resolve({
    kind: "key-set",
    operation,
    target,
    rules: parseRotationRules(inputs, lines(inputs.text("retire-key-ids")), log, { overlap: false }),
    keyUse,
    source: given
      ? {
          kind: "secret",
          secret: parseUploadedSecret(
            "secret",
            inputs.requireSecret("secret", "Give the text to upload."),
            log,
            masker,
          ),
        }
      : {
          kind: "generate",
          keyType: operation === "rotate" ? requireOneOf(inputs, "key-type", ["RSA", "OCT"]) : "RSA",
        },
    leadSeconds:
      leadText === undefined ? (keyUse !== "enc" && !given ? SIGNING_LEAD : 0) : requireLead(leadText),
    emergencyKeyId: parseLeakedKid(inputs, environment),
    createKeySet: flag(inputs, "create-key-set"),
    dryRun: flag(inputs, "dry-run"),
  });
}

function parseLeakedKid(inputs: Inputs, environment: Environment): string | undefined {
  const text = parseEmergencyKeyId(inputs, environment);
  return text === undefined ? undefined : parseKid("emergency-key-id", text);
}

function requireLead(text: string): number {
  const seconds = requireDuration("lead", text);
  if (seconds > 365 * DAY) throw inputError("lead", "is more than a year.", "Use a day or two, such as 25h.");
  return seconds;
}
