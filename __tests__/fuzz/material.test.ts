// Keys, certificates and PFX with a few bytes changed: opened, or refused as what they are.

import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, it } from "vitest";
import { ActionError } from "../../src/errors.ts";
import { assertNotExpired, assertValidNow } from "../../src/material/certificate.ts";
import { openKeyPair } from "../../src/material/key-pair.ts";
import { openPkcs12 } from "../../src/material/pkcs12.ts";
import { openPublicCertificate } from "../../src/material/public-certificate.ts";
import { createMasker } from "../../src/secrets/mask.ts";
import { scene } from "../support/contract.ts";
import { NOW } from "../support/fake-clock.ts";
import { runInProcess } from "../support/in-process.ts";
import { fixture, material } from "../unit/material/material.ts";
import { damaged, expectOrderly, holds, oddText } from "./fuzz.ts";

const PASSWORD = "fixture-pass";
const FILES = readdirSync(new URL("../unit/material/fixtures", import.meta.url)).filter((name) =>
  /\.(pem|crt|pfx|p7b)$/.test(name),
);
const REFUSALS = [
  "key-material-invalid",
  "certificate-mismatch",
  "certificate-not-valid-now",
  "input-missing",
];
const partner = { certificate: fixture("rsa.crt").toString(), key: fixture("rsa-pkcs8.pem").toString() };

/** The DER structures of a file: of a PEM, each of its blocks. */
function structures(name: string): readonly Buffer[] {
  const bytes = fixture(name);
  if (bytes[0] === 0x30) return [bytes];
  return [...bytes.toString().matchAll(/-----BEGIN [^-]*-----([^-]*)-----END/g)].flatMap(([, body = ""]) =>
    body.includes(":") ? [] : [Buffer.from(body, "base64")],
  );
}

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${bytes.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;

/** Damaged further in, or in its armour, alone or beside what it belongs to. */
const text: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        bytes: damaged(fc.constantFrom(...FILES.flatMap(structures))),
        as: fc.constantFrom("base64", "CERTIFICATE", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PKCS12"),
        beside: fc.constantFrom("", partner.certificate, partner.key, partner.certificate + partner.key),
      })
      .map(({ bytes, as, beside }) => (as === "base64" ? bytes.toString("base64") : beside + pem(as, bytes))),
  },
  {
    weight: 2,
    arbitrary: damaged(fc.constantFrom(...FILES.filter((name) => !name.endsWith("pfx")).map(fixture))).map(
      (bytes) => bytes.toString("utf8"),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(partner.certificate, partner.key), oddText)
      .map(([one, other]) => one + other),
  },
);

const password = fc.constantFrom(undefined, PASSWORD, "", "wrong", `${PASSWORD}\n`, "pässwörd€");
const masker = createMasker(() => undefined);

describe("damaged material", () => {
  it("is opened, or refused as the user's", async () => {
    await holds(120, fc.record({ text, password }), async ({ text: given, password: secret }) => {
      for (const open of [openKeyPair, openPublicCertificate, openPkcs12]) {
        try {
          const opened = await open(material(given, secret), masker);
          const found = "pkcs12" in opened ? opened.pkcs12 : opened;
          const { certificate } = "pair" in found ? found.pair : found.certificate;
          assertValidNow("certificate", certificate, NOW);
          assertNotExpired("certificate", certificate, NOW);
        } catch (error) {
          if (!(error instanceof ActionError) || !REFUSALS.includes(error.code)) throw error;
          if (error.message.includes(PASSWORD)) throw new Error("the password shows", { cause: error });
        }
      }
    });
  });

  it("as an input ends in one error at most, and a refused one sends nothing", async () => {
    const input = fc.constantFrom("client-certificate", "proof-certificate", "certificate");
    await holds(
      40,
      fc.record({ text, password, input }),
      async ({ text: given, password: secret, input: name }) => {
        const world = scene();
        const run = await runInProcess({
          tenant: world.tenant,
          clock: world.clock,
          inputs: {
            operation: "add-key",
            ...(await world.signIn(name === "client-certificate" ? "certificate-pem" : "client-secret")),
            "application-object-id": world.app.application.id,
            "proof-certificate": partner.certificate + partner.key,
            certificate: world.newCertificate.certificatePem,
            [name]: given,
            [`${name}-password`]: secret ?? "",
          },
        });
        expectOrderly(
          run,
          [world.clientSecret, PASSWORD],
          world.tenant.log.flatMap(({ effects }) => effects),
        );
      },
    );
  });
});
