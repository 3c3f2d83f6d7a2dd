import type { KeyObject } from "node:crypto";
import type { Masker } from "./masker.ts";

/** What is shorter is not masked: masking `1` makes `2***` of every `21` in the log. */
const minLength = 8;

/** Columns in which base64 is usually wrapped: coreutils and MIME, PEM and `openssl base64`. */
const columns = [76, 64] as const;

/** Public blocks of a PEM. Their bodies hold nothing but base64, so the match cannot run into a key. */
const publicBlock =
  /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE|(?:RSA )?PUBLIC KEY)-----[A-Za-z0-9+/=\s]*-----END \1-----/g;

/** Never further than the next BEGIN, so that cut blocks cost no quadratic time. */
const privateBlock = /-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----(?:(?!-----BEGIN)[^])*?-----END \1-----/g;

/** What a file ends with, or not. */
const lineEnds = ["", "\n", "\r\n"] as const;

/** Lines that every PEM has; to mask them would hide public certificates and drop job outputs. */
const boilerplate = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$|^Proc-Type: /;

const privateMembers = ["d", "p", "q", "dp", "dq", "qi"] as const;

/**
 * The only place that masks. `emit` issues one add-mask command with the value; `together` is
 * handed each call's work, so that its hundred commands can go out in one write.
 *
 * The runner masks the value, **each of its lines however short**, and for each of these its
 * base64 (also with one or two leading bytes off), JSON, URI and XML escapes. It does not know
 * other ends of base64, wrapped base64, base64url, hex, JWK or the key's other containers, and
 * those leak up to all of the key (docs/design.md, "Masking"); they are registered here.
 *
 * - Never emitted: values under 8 characters, PEM armour, public certificates of a PEM.
 * - A text of many lines goes whole only where each of its lines may be masked.
 * - Each value goes once, whoever asks for it. The order is that of the calls, before returning.
 */
export function createMasker(
  emit: (value: string) => void,
  together: (work: () => void) => void = (work) => {
    work();
  },
): Masker {
  const emitted = new Set<string>();

  function add(value: string): void {
    if (value.trim().length < minLength || emitted.has(value)) return;
    emitted.add(value);
    emit(value);
  }

  /** Many lines in one command; the runner takes them apart. */
  function addLines(lines: readonly string[]): void {
    add(lines.filter((line) => line.length >= minLength).join("\n"));
  }

  /**
   * Base64 of the bytes, wherever in a longer text they stand: for each of the three phases,
   * without the last group, which depends on what follows (a newline, or its absence).
   */
  function base64(bytes: Buffer): void {
    for (const skip of [0, 1, 2]) {
      const usable = Math.floor((bytes.length - skip) / 3) * 3;
      if (usable <= 0) continue;
      const standard = bytes.toString("base64", skip, skip + usable);
      add(standard);
      add(toUrl(standard));
    }
  }

  /**
   * @param ends what may follow the bytes: it changes the last line only. That line counts even
   * where it is short, because a group or two of it would be left.
   */
  function wrapped(bytes: Buffer, ends: readonly string[]): void {
    for (const width of columns) {
      for (const end of ends) {
        const lines = cut(Buffer.concat([bytes, Buffer.from(end)]).toString("base64"), width);
        if (lines.length < 2) continue;
        add(lines.at(-1) ?? "");
        addLines(lines.slice(0, -1));
      }
    }
  }

  function text(value: string): void {
    if (value.trim().length < minLength) return;
    const secret = value.replace(publicBlock, "\n");
    const lines = linesOf(secret);
    if (lines.every((line) => boilerplate.test(line))) return;

    const maskable = lines.filter((line) => line.length >= minLength && !boilerplate.test(line));
    if (secret === value && maskable.length === lines.length) {
      add(value);
      add(value.trim());
    }
    for (const line of maskable) add(line);

    // By way of UTF-8: encodeURIComponent throws at half a surrogate pair.
    const core = Buffer.from(value.trim(), "utf8").toString("utf8");
    const unix = core.replace(/\r\n?/g, "\n");
    const forms = new Set([core, unix, unix.replaceAll("\n", "\r\n")]);
    for (const form of forms) {
      escaped(form);
      base64(Buffer.from(form, "utf8"));
      wrapped(Buffer.from(form, "utf8"), lineEnds);
    }
    // Blanks before the text move the line breaks of wrapped base64.
    if (/^\s/.test(value)) wrapped(Buffer.from(value.trimEnd(), "utf8"), lineEnds);
    // A key pasted with its certificate is likely to be printed alone.
    for (const [block] of value.matchAll(privateBlock)) if (block !== core) text(block);
  }

  function escaped(form: string): void {
    add(JSON.stringify(form).slice(1, -1));
    const uri = encodeURIComponent(form);
    add(uri);
    // A form's body has `+` for blanks and escapes more.
    add(uri.replaceAll("%20", "+").replace(/[!'()~]/g, percent));
  }

  function bytes(value: Uint8Array): void {
    const buffer = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    const hex = buffer.toString("hex");
    add(hex);
    add(hex.toUpperCase());
    base64(buffer);
    wrapped(buffer, [""]);
  }

  function privateKey(key: KeyObject): void {
    const types = key.asymmetricKeyType === "rsa" ? (["pkcs8", "pkcs1"] as const) : (["pkcs8"] as const);
    for (const type of types) {
      text(key.export({ type, format: "pem" }) as string);
      bytes(key.export({ type, format: "der" }));
    }
    // Node makes no JWK of RSA-PSS, DSA or DH; such keys are refused right after this.
    if (!/^(?:rsa|ec|ed\d+|x\d+)$/.test(key.asymmetricKeyType ?? "")) return;
    const jwk = key.export({ format: "jwk" });
    for (const member of privateMembers) {
      const value = jwk[member];
      if (typeof value !== "string") continue;
      add(value);
      // .NET's RSAKeyValue has the same members in ordinary base64.
      add(Buffer.from(value, "base64url").toString("base64"));
    }
  }

  return {
    text: (value) => {
      together(() => {
        text(value);
      });
    },
    bytes: (value) => {
      together(() => {
        bytes(value);
      });
    },
    privateKey: (key) => {
      together(() => {
        privateKey(key);
      });
    },
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function cut(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${String(width)}}`, "g")) ?? [];
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function toUrl(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}
