import { empty, json, type Reply } from "../message.ts";
import { strictBase64 } from "../x509.ts";
import type { GitHubCall } from "./api.ts";
import type { SecretStore } from "./model.ts";
import { GitHubRefusal, notFound } from "./refusal.ts";
import { iso } from "./repositoryView.ts";
import type { OpenSealedBox } from "./sealedBox.ts";

const LARGEST_SECRET = 48 * 1024;

/** `GET …/secrets/public-key` */
export function publicKey({ keyId, publicKey: key }: SecretStore): Reply {
  return json(200, { key_id: keyId, key });
}

/** `GET …/secrets/{name}`: everything but the value. */
export function getSecret({ secrets }: SecretStore, name: string): Reply {
  const secret = secrets.get(name.toUpperCase());
  if (secret === undefined) throw notFound();
  return json(200, {
    name: name.toUpperCase(),
    created_at: iso(secret.createdAt),
    updated_at: iso(secret.updatedAt),
  });
}

/** `PUT …/secrets/{name}`: 201 when made, 204 when replaced. */
export function putSecret({ exchange }: GitHubCall, store: SecretStore, name: string): Reply {
  if (!/^[A-Z_][A-Z0-9_]*$/i.test(name) || /^GITHUB_/i.test(name)) {
    throw invalid(
      "Secret names can only contain alphanumeric characters and underscores, and may not start with GITHUB_ or a digit.",
    );
  }
  const { encrypted_value: sealed, key_id: keyId } = readBody(exchange.body);
  if (typeof sealed !== "string" || typeof keyId !== "string") {
    throw invalid("Invalid request. encrypted_value and key_id are required.");
  }
  if (keyId !== store.keyId) throw invalid("The key_id does not match the public key.");
  const value = open(exchange.tenant.github.openSealedBox, store, strictBase64(sealed));
  if (value.length > LARGEST_SECRET) throw invalid("The secret value is too large: the limit is 48 KB.");

  const now = exchange.tenant.now();
  const key = name.toUpperCase();
  const before = store.secrets.get(key);
  exchange.note("secret", key);
  exchange.effect("putGitHubSecret", () => {
    const createdAt = before?.createdAt ?? now;
    store.secrets.set(key, { value: value.toString("utf8"), createdAt, updatedAt: now });
  });
  return before === undefined ? json(201, {}) : empty(204);
}

function open(openSealedBox: OpenSealedBox, store: SecretStore, sealed: Buffer | undefined): Buffer {
  if (sealed === undefined) throw invalid("encrypted_value is not valid base64.");
  try {
    return openSealedBox(
      sealed,
      Buffer.from(store.publicKey, "base64"),
      Buffer.from(store.privateKey, "base64"),
    );
  } catch {
    throw invalid("The secret could not be decrypted with the repository's key.");
  }
}

function readBody(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    throw new GitHubRefusal(400, "Problems parsing JSON");
  }
}

function invalid(message: string): GitHubRefusal {
  return new GitHubRefusal(422, message);
}
