import { ActionError } from "../errors.ts";
import type { KeyPair } from "../material/key-pair.ts";
import { blockOf, readBlocks, type Block } from "../material/pem.ts";
import { bagsOf } from "../material/pfx-bags.ts";
import { normalise } from "../material/text.ts";
import type { Masker } from "../secrets/masker.ts";
import { reveal, Secret } from "../secrets/secret.ts";
import { checkedState, readState, writeState, type CarriedState } from "./carried-state.ts";
import { writePfx } from "./write-pfx.ts";

export type DeliveredForm = { readonly form: "pem" } | { readonly form: "pfx"; readonly password: Secret };

/** Name in messages, which nobody ever sees: whoever signs in with the text has reported on it. */
const LABEL = "delivered credential";

/**
 * Key, certificate and what they say about themselves in one text, for one write to a sink.
 * Masked before it is returned.
 */
export async function writeDelivered(
  pair: KeyPair,
  state: CarriedState | undefined,
  as: DeliveredForm,
  masker: Masker,
): Promise<Secret> {
  if (as.form === "pem") {
    const text = pemOf(pair, state);
    masker.text(text);
    return new Secret(text, LABEL);
  }
  const pfx = await writePfx(pair, friendlyName(state), reveal(as.password));
  masker.bytes(pfx);
  const text = pfx.toString("base64");
  // The text is what travels, and is encoded once more on the way.
  masker.text(text);
  return new Secret(text, LABEL);
}

/**
 * What a delivered text says about itself, however untidily it was stored. `undefined` for any
 * other text, for one that cannot be read, and for a PFX that the password does not open: to
 * say so is the task of {@link openKeyPair}, which reads the same text.
 */
export async function readDelivered(text: string, password?: Secret): Promise<CarriedState | undefined> {
  try {
    const material = normalise(LABEL, text);
    if (material.kind === "pem") {
      const state = readState(material.text);
      if (state !== undefined) return state;
    }
    const blocks =
      material.kind === "pem" ? readBlocks(LABEL, material.text) : [blockOf(LABEL, material.bytes, LABEL)];
    const pfx = blocks.find((block) => block.kind === "pfx");
    return pfx === undefined ? undefined : await stateOfPfx(pfx, password);
  } catch (cause) {
    if (cause instanceof ActionError) return undefined;
    throw cause;
  }
}

function pemOf({ privateKey, certificate, chain }: KeyPair, state: CarriedState | undefined): string {
  const key = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  return `${state === undefined ? "" : `${writeState(state)}\n`}${key}${[certificate, ...chain].map((one) => one.toString()).join("")}`;
}

/** The state in what a PFX has room for: the name that tools show beside the key. */
function friendlyName(state: CarriedState | undefined): string {
  if (state === undefined) return "keyroll";
  const { line, number, keyId, previousKeyId, deliveredAt } = state;
  return ["keyroll", line, number, keyId ?? "", previousKeyId ?? "", deliveredAt ?? ""].join(":");
}

async function stateOfPfx(pfx: Block, password: Secret | undefined): Promise<CarriedState | undefined> {
  let names: readonly string[];
  try {
    ({ friendlyNames: names } = await bagsOf(pfx.der, password === undefined ? "" : reveal(password)));
  } catch {
    // Damaged, another password, a foreign feature: nothing that this run made.
    return undefined;
  }
  for (const name of names) {
    const [prefix, line, number, keyId, previousKeyId, deliveredAt, ...more] = name.split(":");
    if (prefix !== "keyroll" || deliveredAt === undefined || more.length > 0) continue;
    const seconds = /^\d{1,11}$/.test(deliveredAt) ? Number(deliveredAt) : undefined;
    const state = checkedState(line, number, keyId, previousKeyId, seconds);
    if (state !== undefined) return state;
  }
  return undefined;
}
