import { inspect } from "node:util";
import { Console } from "node:console";
import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ActionError, inputError } from "../../src/errors.ts";
import { encodeJson, isObject, parseObject } from "../../src/graph/json.ts";
import { describeNeeds, ROLL_KEYS, WRITE_KEY_SETS } from "../../src/permissions.ts";
import { findGraphRefusal, findSignInRefusal, GRAPH_REFUSALS, SIGN_IN_REFUSALS } from "../../src/refusals.ts";
import { createMasker } from "../../src/secrets/mask.ts";
import { code, escapeMarkdown, table } from "../../src/report/markdown.ts";
import { bearer, reveal, Secret } from "../../src/secrets/secret.ts";
import { Redactor } from "../../src/secrets/redactor.ts";
import { isPlainId, ServiceText } from "../../src/service-text.ts";

describe("a secret", () => {
  const VALUE = "canary-4711-value";
  const secret = new Secret(VALUE, "client-secret");
  const SHOWN = "<secret, 17 characters>";

  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const console = new Console(sink, sink);

  it.each<[string, () => string]>([
    ["String()", () => String(secret)],
    ["toString()", () => secret.toString()],
    ["concatenation", () => ["", secret].join("+")],
    ["JSON", () => JSON.stringify({ secret, list: [secret] })],
    ["inspect", () => inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ["an error's cause", () => inspect(new Error("x", { cause: secret }))],
    [
      "an ActionError",
      () =>
        inspect(
          new ActionError({
            code: "internal-error",
            blame: "internal",
            what: "x",
            remedy: "y",
            cause: { secret },
          }),
        ),
    ],
    [
      "console",
      () => {
        lines.length = 0;
        console.log("%s %o %j", secret, secret, { secret }, secret);
        console.dir(secret, { showHidden: true });
        console.table([{ secret }]);
        return lines.join("");
      },
    ],
    [
      "Object.entries",
      () => JSON.stringify(Object.entries(secret)) + JSON.stringify(Reflect.ownKeys(secret)),
    ],
    ["a bearer", () => inspect(bearer(secret)) + String(bearer(secret))],
    ["structuredClone", () => inspect(structuredClone(Object.assign({}, secret)))],
  ])("does not print itself by %s", (_title, print) => {
    expect(print()).not.toContain(VALUE);
  });

  it("prints how long it is, and gives its value to reveal alone", () => {
    expect(String(secret)).toBe(SHOWN);
    expect(JSON.stringify(secret)).toBe(JSON.stringify(SHOWN));
    expect(inspect(secret)).toBe(SHOWN);
    expect(reveal(secret)).toBe(VALUE);
    expect(reveal(bearer(secret))).toBe(`Bearer ${VALUE}`);
    expect(() => reveal(Object.create(Secret.prototype) as Secret)).toThrow("not a Secret");
  });

  it("of any text never shows in any of these ways", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8 }).filter((text) => !/^[<>a-z, \d]*$/.test(text)),
        (text) => {
          const one = new Secret(text, "x");
          expect(`${String(one)}${JSON.stringify(one)}${inspect(one)}`).not.toContain(text);
        },
      ),
    );
  });
});

describe("a JSON body", () => {
  it("carries its secrets to the wire and nowhere else", () => {
    const body = {
      use: "sig",
      k: new Secret('a"b\nc', "secret"),
      nested: { list: [new Secret("deep", "x"), 1, null] },
      nbf: undefined,
    };
    const encoded = encodeJson(body);
    expect(JSON.parse(reveal(encoded))).toEqual({
      use: "sig",
      k: 'a"b\nc',
      nested: { list: ["deep", 1, null] },
    });
    expect(String(encoded)).toMatch(/^<secret, \d+ characters>$/);
    expect(JSON.stringify(body)).not.toContain("deep");
  });

  it("comes through whole, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(JSON.parse(reveal(encodeJson({ k: new Secret(text, "k") })))).toEqual({ k: text });
      }),
    );
  });

  it.each(["", "null", "[]", "7", '"x"', "{", "<html>", '{"a":1}x'])("case %# is no object", (text) => {
    expect(parseObject(text)).toBeUndefined();
  });

  it("an object is one", () => {
    expect(parseObject(' {"a":[1]} ')).toEqual({ a: [1] });
    expect([isObject({}), isObject([]), isObject(null), isObject("x")]).toEqual([true, false, false, false]);
  });
});

describe("a service's text", () => {
  const texts = new ServiceText(new Redactor());

  it.each([
    ["::error::pwned", ": :error: :pwned"],
    [":::::", ": : : : :"],
    ["##[error]pwned", "# #[error]pwned"],
    ["####[group]", "### #[group]"],
    ["one\r\ntwo\u2028three\u2029four\u0085five", "one two three four five"],
    ["a\u202eb\u2066c\u061cd\u200be\ufefff", "a b c d e f"],
    ["\u001b[31mred\u001b[0m", "[31mred [0m"],
    ["token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl end", "token <token> end"],
    ["  spaces   inside  ", "spaces inside"],
    ["", ""],
  ])("is shown clean: case %#", (text, clean) => {
    expect(texts.line(text)).toBe(clean);
  });

  it("is cut", () => {
    expect(texts.line("x".repeat(5_000))).toBe(`${"x".repeat(600)}…`);
  });

  it("is one line without control, direction or command characters, whatever came", () => {
    const nasty = fc.constantFrom(
      "::",
      ":",
      "##[",
      "#",
      "\n",
      "\r",
      "\u202e",
      "\u2067",
      "\u001b",
      "\u0000",
      " ",
      "eyJ",
      "a",
      "\ud800",
      "😀",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(nasty).map((parts) => parts.join("")),
        ),
        (text) => {
          const clean = texts.line(text);
          expect(clean).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Zl}|\p{Zp}|::|##\[/u);
          expect(clean.length).toBeLessThanOrEqual(601);
          expect(clean.isWellFormed()).toBe(true);
          expect(texts.line(clean.slice(0, 600))).toBe(clean.slice(0, 600).trim());
        },
      ),
    );
  });
});

describe("a service's text that quotes a secret", () => {
  const SECRET = "Pa::ss  wo##[rd\t|<&@_ 4711 \u200bzero é%";

  function knowing(...secrets: readonly string[]): ServiceText {
    const redactor = new Redactor();
    const masker = createMasker((value) => {
      redactor.remember(value);
    });
    for (const secret of secrets) masker.text(secret);
    return new ServiceText(redactor);
  }

  it.each([
    ["as it is", SECRET],
    ["in lower case", SECRET.toLowerCase()],
    ["in capitals", SECRET.toUpperCase()],
    ["as JSON", JSON.stringify(SECRET).slice(1, -1)],
    ["as JSON in JSON", JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    [
      "as JSON in ASCII",
      SECRET.replace(/[^]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
    ],
    ["URL-encoded", encodeURIComponent(SECRET)],
    ["percent-encoded, every letter", Buffer.from(SECRET.slice(0, 20)).toString("hex").replace(/../g, "%$&")],
    [
      "as a path",
      new URL(`https://x/${SECRET.replaceAll("#", "%23").replace("\t", "%09")}`).pathname.slice(1),
    ],
    ["as HTML", SECRET.replace(/[&<]/g, (c) => `&#${String(c.charCodeAt(0))};`)],
    ["for Markdown", escapeMarkdown(SECRET)],
    ["cleaned already", SECRET.replaceAll("::", ": :").replace(/\s+/g, " ").replace("##[", "# #[")],
    ["wrapped", SECRET.replace(/.{7}/g, "$&\r\n")],
    ["in base64", Buffer.from(SECRET).toString("base64")],
    ["in base64, wrapped somewhere", Buffer.from(SECRET).toString("base64").replace(/.{11}/g, "$&\n")],
    ["in base64url", Buffer.from(SECRET).toString("base64url")],
    ["in capital base64", Buffer.from(SECRET).toString("base64").toUpperCase()],
    ["but for its end", SECRET.slice(0, 20)],
  ])("does not show it %s", (form, quoted) => {
    const shown = knowing(SECRET).line(`before ${quoted}, after`);
    expect(shown).toMatch(form === "but for its end" ? /^before \*\*\*/ : /^before \*\*\*(.{0,4}), after$/);
  });

  it("shows no part of it, wherever the cut falls", () => {
    const texts = knowing(SECRET);
    for (let filled = 560; filled <= 620; filled++) {
      const shown = texts.line(`${"x".repeat(filled)}${SECRET} end`);
      expect([filled, shown.replace(/^x+/, "")]).toEqual([
        filled,
        expect.stringMatching(/^(…|\*\*\*( (e(nd?)?)?)?…?|\*\*\* end)$/),
      ]);
      expect(texts.name(`${"x".repeat(filled - 555)}${SECRET} end`, 40)).not.toMatch(/pa:/i);
    }
  });

  it("shows no part of it behind more than anybody reads", () => {
    const texts = knowing(SECRET);
    for (let cut = 1; cut <= SECRET.length; cut++) {
      const shown = texts.line(`${" ".repeat(65_536 - cut)}${SECRET}`);
      expect([cut, shown]).toEqual([cut, expect.stringMatching(/^(\*\*\*)?$/)]);
    }
  });

  it("does not join what cleaning takes out of its middle", () => {
    expect(knowing("canary-canary-canary").line("can\u200bary-can\u202eary-ca\r\nnary x")).toBe("*** x");
  });
});

describe("an id that may become an output", () => {
  it.each([
    "",
    "a b",
    "a\nb",
    "a::b",
    "::error::x",
    "***",
    "a\u202eb",
    "a|b",
    "<a>",
    "x".repeat(257),
    "$(id)",
    "`id`",
    "a;b",
  ])("is not: case %#", (text) => {
    expect(isPlainId(text)).toBe(false);
  });

  it.each([
    "B2C_1A_Name",
    "3f25a6d0-0000-4000-8000-1234567890ab",
    "-a_b~c=",
    "aGk/aGk+aGk=",
    "x".repeat(256),
  ])("is: case %#", (text) => {
    expect(isPlainId(text)).toBe(true);
  });

  it("is shown whole where it is one, and as a name where it is none", () => {
    const texts = new ServiceText(new Redactor());
    expect(texts.id("x".repeat(200))).toBe("x".repeat(200));
    expect(texts.id(`a\n${"x".repeat(200)}`)).toBe(`a ${"x".repeat(58)}…`);
    expect([texts.id(undefined), texts.id("\u200b")]).toEqual([undefined, undefined]);
  });
});

describe("redaction", () => {
  it("takes out all of any text that holds it, in the runner's forms and ours", () => {
    const unit = fc.constantFrom(
      ...Array.from("aAbB01:#[|<>&@_*%\\\"'/ +-=é€😀"),
      "::",
      "##[",
      "  ",
      "\t",
      "\u200b",
      "%41",
      "&lt;",
    );
    const text = fc.array(unit, { minLength: 8, maxLength: 40 }).map((units) => units.join(""));
    fc.assert(
      fc.property(text, text, text, (secret, before, after) => {
        fc.pre(secret.trim().length >= 8);
        const redactor = new Redactor();
        createMasker((value) => {
          redactor.remember(value);
        }).text(secret);
        const redacted = redactor.redact(`${before}${secret}${after}`);
        expect(redacted).not.toContain(secret);
        expect(redacted).toContain("***");
        // What says nothing by itself may stay at the edges: blanks, escapes, control characters (%1a).
        expect(redactor.redact(JSON.stringify(secret))).toMatch(
          /^(["\\\s\u200brnt]|%[01][0-9ab])*\*\*\*(["\\\s\u200brnt]|%[01][0-9ab])*$/i,
        );
      }),
    );
  });

  it.each([
    ["a percent sign", "%", "41canary-of-hex-digits", ""],
    ["a backslash", "\\", "nightly-canary-secret", ""],
    ["a backslash and a u", "\\u", "abcd-canary-secret", ""],
    ["the beginning of an entity", "&#", "65;canary-of-digits", ""],
    ["digits that end its escape", "", "canary-ends-with-%", "41 more"],
    ["digits that end its entity", "", "canary-ends-with-&#6", "5; more"],
    ["digits that end its short one", "", "canary-end%", "1a"],
  ])("finds a value behind or before what would make an escape of it: %s", (_, before, canary, after) => {
    const redactor = new Redactor();
    redactor.remember(canary);
    for (const redact of ["redact", "redactQuotes"] as const) {
      expect(redactor[redact](`x ${before}${canary}${after} y`)).toBe(`x ${before}***${after} y`);
    }
  });

  it("finds a value among hundreds that begin like it", () => {
    const redactor = new Redactor();
    for (let index = 0; index < 500; index++)
      redactor.remember(`eyJ0eXAiOiJKV1QiLCJhbGciOi.${String(index)}.`);
    expect(redactor.redact("a eyJ0eXAiOiJKV1QiLCJhbGciOi.499. b eyJ0eXAiOiJKV1QiLCJhbGciOi.500. c")).toBe(
      "a *** b eyJ0eXAiOiJKV1QiLCJhbGciOi.500. c",
    );
  });

  it("knows values that come later, and values of blanks and backslashes", () => {
    const redactor = new Redactor();
    expect(redactor.redact("first-canary")).toBe("first-canary");
    redactor.remember("first-canary");
    redactor.remember("\\ \\ \\ \\ \\ a");
    expect(redactor.redact("x First-Canary y \\ \\ \\ \\ \\ A z")).toBe("x *** y *** z");
  });

  it("withholds a text that is made of a secret's repetitions rather than compare for ever", () => {
    const redactor = new Redactor();
    redactor.remember("a".repeat(16_000));
    expect(redactor.redact(`b${"a".repeat(1_000_000)}`)).toBe("***");
  });

  it("leaves a text alone that only begins like a secret, but for quotes that break off", () => {
    const redactor = new Redactor();
    redactor.remember("canary-canary-canary-canary");
    expect(redactor.redact("x canary-canary-canary y canary-canary")).toBe(
      "x canary-canary-canary y canary-canary",
    );
    expect(redactor.redactQuotes("x canary-canary-canary y canary-canary")).toBe("x *** y ***");
    expect(redactor.redactQuotes("a canary-can b")).toBe("a canary-can b");
  });

  it("takes out each value and each of its lines, but nothing short", () => {
    const redactor = new Redactor();
    redactor.remember("first line\r\nsecond line\n{\n");
    redactor.remember("short");
    expect(redactor.redact("a first line and a second line, {short}")).toBe("a *** and a ***, {short}");
  });

  it("works on texts that look like patterns", () => {
    const redactor = new Redactor();
    redactor.remember("$&.*(a|b)[c]");
    expect(redactor.redact("x$&.*(a|b)[c]x$&.*(a|b)[c]")).toBe("x***x***");
  });
});

/** The text that Markdown makes of it, our tag left in. */
function decoded(markdown: string): string {
  const named: Record<string, string> = { amp: "&", lt: "‹", gt: "›" };
  return markdown
    .replace(/\\([^\p{L}\p{N}\s])/gu, "$1")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, number: string | undefined, name: string) =>
      number === undefined ? (named[name] ?? "?") : String.fromCodePoint(Number(number)),
    );
}

describe("Markdown", () => {
  it.each([
    "a|b",
    "<img src=x onerror=alert(1)>",
    "[x](https://evil.example)",
    "![x](//evil.example)",
    "**bold** `code` ~~struck~~",
    "@team and #1",
    "www.evil.example",
    "_www.evil.example",
    "xwww.evil.example",
    "HTTPS://evil.example",
    "https:evil.example",
    "mailto:a@evil.example",
    "a.b+c@evil.example",
    "xmpp:a@evil.example",
    "//evil.example",
    "GH-12 #12",
    "&#119;ww.evil.example",
    "a\u202eb\u200bc\u0007",
    "two\r\nlines",
  ])("of a foreign text is no markup: case %#", (text) => {
    for (const shown of [escapeMarkdown(text), code(text)]) {
      const inner = shown.replace(/^<code>|<\/code>$/g, "");
      // What is left without escapes, entities and our tag has nothing that Markdown looks at.
      expect(inner.replace(/\\[^]|&(#\d+|\w+);|<wbr>/g, "")).not.toMatch(/[|<>`*[\]~]|[\p{Cc}\p{Cf}]/u);
      // Links are looked for after escapes and entities are gone, between two tags
      // (github/cmark-gfm, extensions/autolink.c): e-mail, www, schemes; GitHub's own mentions and issues.
      for (const piece of decoded(inner).split("<wbr>")) {
        expect(piece).not.toMatch(/www\.|(https?|ftp|mailto|xmpp):.|\/\/|@[\w-]|GH-\d|#\d/i);
      }
    }
  });

  it("keeps a cell a cell", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const cell of [escapeMarkdown(text), code(text)]) {
          const row = table(["a"], [[cell]]).split("\n");
          expect(row).toHaveLength(3);
          // Nothing but the two bars of the row stands unescaped.
          expect(row[2]!.replace(/\\[^]/g, "").split("|")).toHaveLength(3);
        }
      }),
    );
  });
});

describe("an error", () => {
  it("says what, why, what to do, and the request", () => {
    const error = new ActionError({
      code: "not-found",
      blame: "service",
      what: "What.",
      why: "Why.",
      remedy: "Do.",
      requestId: "r-1",
    });
    expect(error.message).toBe("What. Why. Do. (request-id r-1)");
    expect(
      new ActionError({ code: "not-found", blame: "service", what: "What.", why: "", remedy: "Do." }).message,
    ).toBe("What. Do.");
  });

  it("about an input begins with its name", () => {
    expect(inputError("app-id", "is wrong.", "Fix it.")).toMatchObject({
      code: "input-invalid",
      blame: "input",
      message: "app-id: is wrong. Fix it.",
    });
  });
});

describe("the tables of refusals", () => {
  it("have a cause and a remedy that are sentences, and each code of Entra's once", () => {
    for (const row of [...GRAPH_REFUSALS, ...SIGN_IN_REFUSALS]) {
      expect(row.cause).toMatch(/[.)]$/);
      expect(row.remedy).toMatch(/[.`)]$/);
      expect(row.codes.length).toBeGreaterThan(0);
    }
    const codes = SIGN_IN_REFUSALS.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const known of codes) expect(known).toMatch(/^(AADSTS\d{5,7}|temporarily_unavailable)$/);
  });

  it("are searched by code, and by text where a row has one", () => {
    expect(findGraphRefusal("Request_BadRequest", "No credentials found to be removed.")?.cause).toContain(
      "no credential",
    );
    expect(findGraphRefusal("Request_BadRequest", "anything else")).toBeUndefined();
    expect(findGraphRefusal(undefined, "AADB2C95028: exists")?.cause).toContain("exists already");
    expect(findGraphRefusal(undefined, "")).toBeUndefined();
    expect(findSignInRefusal([1, 700027])?.cause).toContain("not registered");
    expect(findSignInRefusal([])).toBeUndefined();
  });

  it("permissions are named, the least privileged first", () => {
    expect(describeNeeds(WRITE_KEY_SETS)).toBe("TrustFrameworkKeySet.ReadWrite.All");
    expect(describeNeeds(ROLL_KEYS)).toMatch(
      /^Application\.ReadWrite\.OwnedBy or Application\.ReadWrite\.All \(none where the application rolls/,
    );
  });
});
