// Every row of the refusal table, by what a run says when the service answers with its code.

import { describe, expect, test } from "vitest";
import { findSignInRefusal, GRAPH_REFUSALS, SIGN_IN_REFUSALS } from "../../src/refusals.ts";
import { perform, scene } from "../support/contract.ts";

/** For the rows that look at the message: one such message each, by the row's pattern. */
const SAMPLES: Readonly<Record<string, string>> = {
  "No credentials found to be removed": "No credentials found to be removed.",
  "Edm\\.Binary":
    "Cannot convert a primitive value to the expected type 'Edm.Binary'. See the inner exception.",
  "password credential end ?date is invalid": "Password credential end date is invalid.",
  "end ?date is invalid": "Key credential end date is invalid.",
  "segment 'keys_v2'": "Resource not found for the segment 'keys_v2'.",
  "HTTP method is not allowed|No HTTP resource was found":
    "Specified HTTP method is not allowed for the request target.",
  "different use": "The key set holds a key for a different use.",
};

describe("Graph", () => {
  const rows = GRAPH_REFUSALS.flatMap((row) => row.codes.map((code) => ({ code, row })));

  test.each(rows)("$code", async ({ code, row }) => {
    const message =
      row.text === undefined ? "Something in the service's own words." : SAMPLES[row.text.source];
    expect(message).toBeDefined();
    const world = scene();
    world.tenant.faults.add({
      path: "*/generateKey",
      // Some are worth another send.
      count: "always",
      fault: {
        kind: "status",
        status: 400,
        code,
        message: message ?? "",
        headers: { "request-id": "0f0f0f0f-aaaa-4bbb-8ccc-dddddddddddd" },
      },
    });
    const { error } = await perform(world, "generate-key");
    expect(error.why).toContain(row.cause);
    expect(error.remedy).toContain(row.remedy);
    expect(error.what).toContain(code);
    expect(error.requestId).toBe("0f0f0f0f-aaaa-4bbb-8ccc-dddddddddddd");
  });

  test("every code of the service facts has a row", () => {
    const known = GRAPH_REFUSALS.flatMap(({ codes }) => codes);
    expect(known).toEqual(
      expect.arrayContaining([
        "Authentication_MissingOrMalformed",
        "Authorization_RequestDenied",
        "Request_BadRequest",
        "Request_ResourceNotFound",
        "TooManyRequests",
        "CredentialInvalidLifetimeAsPerAppPolicy",
        "CredentialTypeNotAllowedAsPerAppPolicy",
      ]),
    );
  });

  test("an AADB2C code is found in the message too", async () => {
    const world = scene();
    const message = "AADB2C95032: The key set holds keys of another type.";
    world.tenant.faults.add({
      path: "*/generateKey",
      fault: { kind: "status", status: 400, code: "BadRequest", message },
    });
    const { error } = await perform(world, "generate-key");
    expect(error.why).toContain("A key set holds keys of one type");
  });

  test("an unknown code is shown as the service said it, cleaned, with its request-id", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/generateKey",
      fault: {
        kind: "status",
        status: 400,
        code: "Brand_NewCode",
        message: "First line\r\n::error::owned \u202e##[error] eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
        headers: { "request-id": "1b1b1b1b-aaaa-4bbb-8ccc-dddddddddddd" },
      },
    });
    const { error } = await perform(world, "generate-key");
    expect(error.what).toContain('(400 Brand_NewCode "First line : :error: :owned # #[error] <token>")');
    expect(error.message).toContain("(request-id 1b1b1b1b-aaaa-4bbb-8ccc-dddddddddddd)");
  });

  test("a refusal that is no envelope names its status", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/generateKey",
      fault: { kind: "status", status: 400, body: "<html>no</html>" },
    });
    const { error } = await perform(world, "generate-key");
    expect(error.what).toContain("(400)");
    expect(error.message).not.toContain("html");
  });
});

describe("sign-in", () => {
  const rows = SIGN_IN_REFUSALS.flatMap((row) => row.codes.map((code) => ({ code, row })));

  test.each([
    [1000502, /expired|not valid yet/],
    [7000214, /revoked/],
    [7000277, /revoked/],
  ])("a certificate that Entra refuses is explained: AADSTS%i", (number, cause) => {
    const row = findSignInRefusal([number], "invalid_client");
    expect(row?.cause).toMatch(cause);
    expect(row?.remedy).toContain("certificate");
  });

  function answer(code: string, description: string): string {
    const number = /^AADSTS(\d+)$/.exec(code)?.[1];
    return JSON.stringify({
      error: number === undefined ? code : "invalid_client",
      error_description: description,
      ...(number === undefined ? {} : { error_codes: [Number(number)] }),
      trace_id: "2c2c2c2c-aaaa-4bbb-8ccc-dddddddddddd",
    });
  }

  test.each(rows)("$code", async ({ code, row }) => {
    const world = scene();
    const body = answer(code, `${code}: In Entra's words. Trace ID: 2c2c`);
    world.tenant.faults.add({
      path: "*/token",
      count: "always",
      fault: { kind: "status", status: 400, body },
    });
    const { error } = await perform(world, "generate-key");
    expect(error.code).toBe("sign-in-refused");
    expect(error.why).toContain(row.cause);
    expect(error.remedy).toBe(row.remedy);
    expect(error.what).toContain(code);
    expect(error.requestId).toBe("2c2c2c2c-aaaa-4bbb-8ccc-dddddddddddd");
  });

  test("every code of the service facts (Token service) has a row", () => {
    const known = new Set(SIGN_IN_REFUSALS.flatMap(({ codes }) => codes));
    const facts = [
      700027, 700024, 7000215, 7000222, 700016, 90002, 90038, 900382, 900432, 70021, 700213, 7002131, 700229,
      700025, 7000218, 700030, 50012, 50076, 530032, 90033, 90090, 90024, 90006, 90036, 90092, 90055,
    ];
    expect(facts.filter((code) => !known.has(`AADSTS${String(code)}`))).toEqual([]);
    expect(known).toContain("temporarily_unavailable");
  });

  test("an unknown code is shown as Entra said it, with the trace id", async () => {
    const world = scene();
    const body = answer("AADSTS999999", "AADSTS999999: Nobody knows.\r\n::warning::x\r\nTrace ID: 2c2c");
    world.tenant.faults.add({ path: "*/token", fault: { kind: "status", status: 400, body } });
    const { error } = await perform(world, "generate-key");
    expect(error.what).toContain("AADSTS999999: Nobody knows. : :warning: :x");
    expect(error.requestId).toBe("2c2c2c2c-aaaa-4bbb-8ccc-dddddddddddd");
  });
});
