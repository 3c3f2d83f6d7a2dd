import { inspect } from "node:util";
import { Console } from "node:console";
import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ActionError, inputError } from "../../src/errors.ts";
import { encodeJson, isObject, parseObject } from "../../src/graph/json.ts";
import { describeNeeds, ROLL_KEYS, WRITE_KEY_SETS } from "../../src/permissions.ts";
import { findGraphRefusal, findSignInRefusal, GRAPH_REFUSALS, SIGN_IN_REFUSALS } from "../../src/refusals.ts";
import { code, escapeMarkdown, table } from "../../src/report/markdown.ts";
import { Redactor } from "../../src/runner/redact.ts";
import { bearer, reveal, Secret } from "../../src/secrets/secret.ts";
import { cleanServiceText } from "../../src/service-text.ts";

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
    expect(cleanServiceText(text)).toBe(clean);
  });

  it("is cut", () => {
    expect(cleanServiceText("x".repeat(5_000))).toBe(`${"x".repeat(600)}…`);
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
          const clean = cleanServiceText(text);
          expect(clean).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Zl}|\p{Zp}|::|##\[/u);
          expect(clean.length).toBeLessThanOrEqual(601);
          expect(clean.isWellFormed()).toBe(true);
          expect(cleanServiceText(clean.slice(0, 600))).toBe(clean.slice(0, 600).trim());
        },
      ),
    );
  });
});

describe("redaction", () => {
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

describe("Markdown", () => {
  it.each([
    "a|b",
    "<img src=x onerror=alert(1)>",
    "[x](https://evil.example)",
    "![x](//evil.example)",
    "**bold** `code` ~~struck~~",
    "@team and #1",
    "www.evil.example",
    "two\r\nlines",
  ])("of a foreign text is no markup: case %#", (text) => {
    for (const shown of [escapeMarkdown(text), code(text)]) {
      const inner = shown.replace(/^<code>|<\/code>$/g, "");
      // What is left without escapes and entities has nothing that Markdown looks at.
      expect(inner.replace(/\\[^]|&(#\d+|\w+);/g, "")).not.toMatch(/[|<>`*[\]~@]|:\/\/|www\.|[\r\n]/);
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
