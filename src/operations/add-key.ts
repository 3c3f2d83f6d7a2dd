import { defaultDisplayName, parseDisplayName } from "../config/display-name.ts";
import { parseProof, type ProofConfig } from "../config/proof.ts";
import { OBJECT_INPUTS, parseObjectTarget, type ObjectTarget } from "../config/target.ts";
import { flag, oneOf } from "../config/values.ts";
import { inputError } from "../errors.ts";
import { addKey as sendAddKey, lookForCertificate, readObject } from "../graph/objects.ts";
import { explainRefusal, GraphRefused } from "../graph/refused.ts";
import type { JsonBody } from "../graph/json.ts";
import type { KeyCredential } from "../graph/wire.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { assertNotExpired } from "../material/certificate.ts";
import { openPublicCertificate, type PublicCertificate } from "../material/public-certificate.ts";
import { READ_OBJECTS, ROLL_KEYS } from "../permissions.ts";
import type { Secret } from "../secrets/secret.ts";
import { describeTarget, explainObjectRefusal, proofIssuer } from "./object-access.ts";
import type { Operation, RunContext } from "./operation.ts";
import type { KeyFacts } from "./result.ts";

const KEY_TYPES = ["AsymmetricX509Cert", "X509CertAndPassword"] as const;

export interface AddKeyConfig {
  readonly operation: "add-key";
  readonly target: ObjectTarget;
  readonly proof: ProofConfig;
  readonly certificate: PublicCertificate;
  readonly displayName: string;
  readonly dryRun: boolean;
  /** The whole credential as it is sent, without the proof. */
  readonly body: JsonBody;
}

/** Adds a certificate to an application or service principal: `POST /v1.0/…/addKey` with proof of possession. */
export const addKey: Operation<AddKeyConfig> = {
  name: "add-key",
  needs: ROLL_KEYS,
  inputs: [
    ...OBJECT_INPUTS,
    "proof-certificate",
    "proof-certificate-password",
    "proof-issuer",
    "certificate",
    "certificate-password",
    "key-credential-type",
    "display-name",
    "dry-run",
  ],

  async configure({ inputs, environment, signIn, masker, nowMs, log }) {
    const target = parseObjectTarget(inputs, signIn.clientId);
    const keyType = oneOf(inputs, "key-credential-type", KEY_TYPES) ?? "AsymmetricX509Cert";
    const displayName = parseDisplayName(inputs) ?? defaultDisplayName(environment);
    const proof = await parseProof(inputs, signIn, masker, nowMs, log);
    const { certificate, warnings } = await openPublicCertificate(
      {
        name: "certificate",
        text: inputs.requireSecret(
          "certificate",
          "Give the new certificate: PEM, base64 DER, or base64 PFX.",
        ),
        passwordName: "certificate-password",
        password: inputs.secret("certificate-password"),
      },
      masker,
    );
    for (const warning of warnings) log.warning(warning);
    assertNotExpired("certificate", certificate.certificate, nowMs);
    if (certificate.certificate.validFromDate.getTime() > nowMs) {
      log.warning(
        `certificate: is valid only from ${certificate.certificate.validFromDate.toISOString()} on.`,
      );
    }
    return {
      operation: "add-key",
      target,
      proof,
      certificate,
      displayName,
      dryRun: flag(inputs, "dry-run"),
      body: credentialBody(keyType, certificate, displayName, inputs),
    };
  },

  async run(config, context) {
    const { graph, urls, log } = context;
    const { target, certificate } = config;
    const where = describeTarget(target);
    const issuer = config.proof.issuer ?? (await proofIssuer(target, context));
    const { thumbprint } = certificate;

    if (config.dryRun) {
      await checkDryRun(config, context);
      return {
        operation: config.operation,
        headline: `Would add certificate ${thumbprint} to ${where}.`,
        changed: false,
        planned: [
          {
            method: "POST",
            url: urls.object(target, "addKey"),
            body: { ...config.body, ...(await proofBody(config, issuer, context)) },
          },
        ],
        key: certificateFacts(certificate, undefined),
      };
    }

    const added = await sendAddKey(graph, urls, {
      target,
      doing: `add certificate ${thumbprint} to ${where}`,
      body: config.body,
      proof: () => proofBody(config, issuer, context),
      thumbprint,
      explain: (refused) => explainObjectRefusal(refused, target, config.proof, context),
    });
    const keyId = added.keyId ?? (await findKeyId(config, context));
    if (keyId === undefined)
      log.notice(
        "The service did not say the new key's id, and the caller may not read the object: key-id is empty.",
      );
    return {
      operation: config.operation,
      headline: `Added certificate ${thumbprint} to ${where}.`,
      changed: true,
      key: certificateFacts(certificate, { ...added, keyId }),
    };
  },
};

function credentialBody(
  keyType: (typeof KEY_TYPES)[number],
  certificate: PublicCertificate,
  displayName: string,
  inputs: Inputs,
): JsonBody {
  if (keyType === "AsymmetricX509Cert") {
    return {
      // Standard base64 with padding, of the whole certificate: base64url is refused.
      keyCredential: {
        type: keyType,
        usage: "Verify",
        key: certificate.certificate.raw.toString("base64"),
        displayName,
      },
      passwordCredential: null,
    };
  }
  if (certificate.pfx === undefined) {
    throw inputError(
      "certificate",
      "must be a PFX for key-credential-type X509CertAndPassword.",
      "Give base64 of the PFX: `openssl pkcs12 -export -in cert.pem -inkey key.pem | base64 -w0`.",
    );
  }
  const password = inputs.requireSecret(
    "certificate-password",
    "An X509CertAndPassword credential is sent with the password of its PFX.",
  );
  return {
    keyCredential: { type: keyType, usage: "Sign", key: certificate.pfx, displayName },
    passwordCredential: { secretText: password },
  };
}

async function proofBody(
  config: AddKeyConfig,
  issuer: string,
  { prover }: RunContext,
): Promise<{ readonly proof: Secret }> {
  return { proof: await prover.prove(config.proof.pair, issuer) };
}

/** Where the caller may read: the proof's certificate is on the object, and the new one is not there yet. */
async function checkDryRun(
  { target, proof, certificate }: AddKeyConfig,
  { graph, urls, log }: RunContext,
): Promise<void> {
  try {
    const { keyCredentials } = await readObject(graph, urls, target);
    const has = (thumbprint: string): boolean =>
      keyCredentials.some((credential) => credential.thumbprint === thumbprint);
    if (!has(proof.pair.thumbprint)) {
      log.warning(
        `The certificate that signs the proof (${proof.pair.thumbprint}) is not on ${describeTarget(target)}: addKey would be refused.`,
      );
    }
    if (has(certificate.thumbprint))
      log.warning(`Certificate ${certificate.thumbprint} is on ${describeTarget(target)} already.`);
  } catch (error) {
    if (!(error instanceof GraphRefused)) throw error;
    if (!error.isForbidden) throw explainRefusal(error, `read ${describeTarget(target)}`, READ_OBJECTS);
    log.notice("The caller may not read the object: its certificates were not compared.");
  }
}

/** After an answer without `keyId`: one look, which the caller may not be allowed. */
async function findKeyId(config: AddKeyConfig, { graph, urls }: RunContext): Promise<string | undefined> {
  try {
    const found = await lookForCertificate(graph, urls, {
      target: config.target,
      thumbprint: config.certificate.thumbprint,
    });
    return found.kind === "found" ? found.value.keyId : undefined;
  } catch (error) {
    if (error instanceof GraphRefused) return undefined;
    throw error;
  }
}

function certificateFacts(
  { certificate, thumbprint }: PublicCertificate,
  added: KeyCredential | undefined,
): KeyFacts {
  return {
    keyId: added?.keyId,
    notBefore: added?.notBefore ?? Math.floor(certificate.validFromDate.getTime() / 1000),
    expiresOn: added?.expiresOn ?? Math.floor(certificate.validToDate.getTime() / 1000),
    thumbprint,
  };
}
