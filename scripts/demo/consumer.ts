// A program that uses the application: again and again it takes the certificate that stands in its
// place of delivery and asks for a token with it, over TLS. It shares no code with the action.

import { createPrivateKey, randomUUID, sign, X509Certificate } from "node:crypto";
import { Agent, request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./world.ts";

const EVERY_MS = 100;

/** Marks its requests, so that a step's list shows only its own. */
export const CONSUMER = "consumer";

export interface Consumer {
  readonly name: string;
  /** Answers so far: tokens, and what the token service said otherwise. */
  readonly tokens: number;
  readonly refusals: readonly string[];
  /** Thumbprints of the certificates with which it got a token, in order. */
  readonly certificates: readonly string[];
  stop(): Promise<void>;
}

interface Answer {
  readonly access_token?: string;
  readonly error_description?: string;
}

export function startConsumer(world: World, name: string, clientId: string, read: () => string): Consumer {
  const agent = new Agent({ keepAlive: true, ca: world.caPem });
  const stopped = new AbortController();
  const refusals: string[] = [];
  const certificates: string[] = [];
  let tokens = 0;

  async function ask(): Promise<void> {
    const pem = read();
    const certificate = new X509Certificate(pem);
    const url = `${world.origin}/${world.tenant.id}/oauth2/v2.0/token`;
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      scope: `${world.origin}/.default`,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion(pem, certificate, clientId, url),
    });
    const answer = JSON.parse(await post(url, form.toString(), agent)) as Answer;
    if (answer.access_token !== undefined) {
      tokens++;
      const thumbprint = certificate.fingerprint.replaceAll(":", "");
      if (!certificates.includes(thumbprint)) certificates.push(thumbprint);
    } else {
      refusals.push(answer.error_description ?? "no token");
    }
  }

  async function live(): Promise<void> {
    while (!stopped.signal.aborted) {
      await ask().catch((error: unknown) => refusals.push(String(error)));
      await sleep(EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  const life = live();
  return {
    name,
    get tokens() {
      return tokens;
    },
    refusals,
    certificates,
    stop: async () => {
      stopped.abort();
      await life;
      agent.destroy();
    },
  };
}

function assertion(pem: string, certificate: X509Certificate, clientId: string, audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const thumbprint = Buffer.from(certificate.fingerprint.replaceAll(":", ""), "hex").toString("base64url");
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: audience,
    jti: randomUUID(),
    nbf: now - 60,
    exp: now + 300,
  };
  const text = [{ alg: "RS256", typ: "JWT", x5t: thumbprint }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${sign("sha256", Buffer.from(text), createPrivateKey(pem)).toString("base64url")}`;
}

function post(url: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-www-form-urlencoded", "user-agent": CONSUMER };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve(text);
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
