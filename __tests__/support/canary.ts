import { createPrivateKey } from "node:crypto";
import { expect } from "vitest";
import type { MadeCertificate } from "../../emulator/certificates.ts";
import type { LogEntry } from "../../emulator/log.ts";
import type { InProcessRun } from "./in-process.ts";
import type { ActionRun } from "./run-action.ts";

/** A form of a secret that must not be seen, with its name. */
interface Canary {
  readonly name: string;
  readonly pieces: readonly string[];
}

/** Every encoding of the masking table (docs/design.md, "Masking"), in pieces, so that a part of one is found too. */
export function canariesOfText(label: string, text: string): readonly Canary[] {
  const forms: Record<string, string> = {
    raw: text,
    CRLF: text.replaceAll("\n", "\r\n"),
    "spaces for newlines": text.replaceAll("\n", " "),
    JSON: JSON.stringify(text).slice(1, -1),
    URL: encodeURIComponent(text),
    form: new URLSearchParams([["", text]]).toString().slice(1),
    ...formsOfBytes(Buffer.from(text)),
    "base64 trimmed": Buffer.from(text.trim()).toString("base64"),
    'base64 of "user:"': Buffer.from(`user:${text}`).toString("base64").slice(8),
    "base64 CRLF": Buffer.from(text.replaceAll("\n", "\r\n")).toString("base64"),
  };
  return Object.entries(forms).map(([form, value]) => ({
    name: `${label}: ${form}`,
    pieces: pieces(value, 0),
  }));
}

function formsOfBytes(bytes: Buffer): Record<string, string> {
  const base64 = bytes.toString("base64");
  return {
    base64,
    base64url: bytes.toString("base64url"),
    "base64 in 76 columns": base64.replace(/.{76}/g, "$&\n"),
    hex: bytes.toString("hex"),
    HEX: bytes.toString("hex").toUpperCase(),
    "inspected buffer": bytes.toString("hex").replace(/../g, "$& ").slice(0, 149),
  };
}

/**
 * PFX bytes and the like.
 * @param known public texts that stand in them too, such as the thumbprint
 */
export function canariesOfBytes(
  label: string,
  bytes: Buffer,
  known: readonly string[] = [],
): readonly Canary[] {
  return Object.entries(formsOfBytes(bytes)).map(([form, value]) => ({
    name: `${label}: ${form}`,
    pieces: pieces(value, 0).filter(
      (piece) => !known.some((text) => text.toLowerCase().includes(piece.toLowerCase())),
    ),
  }));
}

/** The private part of a key. The first third of its containers is the modulus, which certificates show too. */
export function canariesOfKey(
  label: string,
  { privateKey }: Pick<MadeCertificate, "privateKey">,
): readonly Canary[] {
  const jwk = privateKey.export({ format: "jwk" });
  const members = (["d", "p", "q", "dp", "dq", "qi"] as const).map((member) => ({
    name: `${label}: JWK ${member}`,
    pieces: pieces(jwk[member] ?? "", 0),
  }));
  const containers = (["pkcs1", "pkcs8"] as const).flatMap((type) => {
    const pem = createPrivateKey(privateKey.export({ type, format: "pem" })).export({
      type,
      format: "pem",
    }) as string;
    const forms = {
      PEM: pem,
      "base64 of PEM": Buffer.from(pem).toString("base64"),
      "base64 of trimmed PEM": Buffer.from(pem.trim()).toString("base64"),
      "URL PEM": encodeURIComponent(pem),
      ...formsOfBytes(privateKey.export({ type, format: "der" })),
    };
    return Object.entries(forms).map(([form, value]) => ({
      name: `${label}: ${type} ${form}`,
      pieces: pieces(value, 0.35),
    }));
  });
  return [...members, ...containers];
}

/** 20 characters in a row are no accident. */
const LENGTH = 20;

function pieces(text: string, skippedShare: number): string[] {
  const lines = text.slice(Math.floor(text.length * skippedShare)).split(/[\r\n]+/);
  return lines
    .filter((line) => line.length >= 8 && !line.includes("-----"))
    .flatMap((line) => [
      ...(line.length < LENGTH ? [line] : []),
      ...Array.from({ length: Math.floor(line.length / LENGTH) }, (_, index) =>
        line.slice(index * LENGTH, (index + 1) * LENGTH),
      ),
    ])
    .filter((piece) => piece.length >= 8);
}

/** The tokens that travelled: bearer, assertions, proofs, PFX password and secret of a request's body. */
export function secretsOfLog(
  log: readonly Pick<LogEntry, "headers" | "body">[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { headers, body } of log) {
    const bearer = /^Bearer +(\S+)$/i.exec(headers["authorization"] ?? "")?.[1];
    if (bearer !== undefined) found.set(bearer, "bearer token");
    const form = new URLSearchParams(body);
    for (const name of ["client_assertion", "client_secret"]) {
      const value = form.get(name);
      if (value) found.set(value, name);
    }
    for (const name of ["proof", "k", "secretText", "password"]) {
      const value = new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*")`).exec(body)?.[1];
      if (value !== undefined && value.length > 2) found.set(JSON.parse(value) as string, name);
    }
  }
  return found;
}

function expectNone(where: string, text: string, canaries: readonly Canary[]): void {
  for (const { name, pieces: parts } of canaries) {
    for (const part of parts) {
      if (text.includes(part)) expect.fail(`${name} stands in ${where}, at ${String(text.indexOf(part))}`);
    }
  }
}

/**
 * The built action said nothing secret, anywhere, and masked every token that it used.
 * @returns how many canaries were looked for
 */
export function expectNoLeak(run: ActionRun, log: readonly LogEntry[], given: readonly Canary[]): number {
  const tokens = secretsOfLog(log);
  const canaries = [...given, ...[...tokens].flatMap(([value, name]) => canariesOfText(name, value))];
  const isMask = (line: string): boolean => line.startsWith("::add-mask::");
  const lines = run.stdout.split("\n");
  expectNone("stdout", lines.filter((line) => !isMask(line)).join("\n"), canaries);
  expectNone("stderr", run.stderr, canaries);
  for (const [name, value] of Object.entries(run.outputs)) expectNone(`output ${name}`, value, canaries);
  expectNone("the summary", run.summary, canaries);
  expectNone("GITHUB_STATE", run.state, canaries);
  expectNone("GITHUB_ENV", run.environmentFile, canaries);
  const masks = new Set(run.commands.filter(({ name }) => name === "add-mask").map(({ message }) => message));
  for (const [value, name] of tokens) {
    if (!masks.has(value)) expect.fail(`a ${name} was used and not masked`);
  }
  return canaries.length;
}

/** Every token and secret was masked before the request that holds it, and nothing else shows it. */
export function expectMaskedBeforeUse(run: InProcessRun): number {
  const masked = new Set<string>();
  let uses = 0;
  for (const event of run.events) {
    if (event.kind === "mask") masked.add(event.text);
    if (event.kind !== "request") continue;
    const [authorization = "", ...body] = event.text.split("\n");
    for (const [value, name] of secretsOfLog([{ headers: { authorization }, body: body.join("\n") }])) {
      uses++;
      if (!masked.has(value)) expect.fail(`a ${name} travelled before it was masked`);
    }
  }
  return uses;
}
