import { describe, expect, it } from "vitest";
import type { Fault, FaultRule } from "../../emulator/faults.ts";
import { TransportError, type Reach } from "../../src/http/transport.ts";
import {
  alarms,
  effects,
  perform,
  proofDigests,
  scene,
  tokenRequests,
  WRITE_PATH,
  writes,
  type RunOptions,
  type Scene,
} from "../support/contract.ts";
import { OPERATIONS } from "../support/world.ts";

const TOKEN = "*/oauth2/v2.0/token";
const OIDC = "*/idtoken/*";

/** What may stand in a Retry-After, and how long it is waited for at least (and at most). */
const RETRY_AFTER: readonly (readonly [
  title: string,
  header: string | undefined,
  least: number,
  most: number,
])[] = [
  ["absent", undefined, 0, 1_000],
  ["whole seconds", "7", 7_000, 7_000],
  ["a fraction", "2.128", 2_128, 2_128],
  ["zero", "0", 0, 1_000],
  ["a date", new Date(Date.parse("2026-06-01T12:00:20Z")).toUTCString(), 19_000, 20_000],
  ["a date that has passed", new Date(0).toUTCString(), 0, 1_000],
  ["nonsense", "soon", 0, 1_000],
  ["negative", "-5", 0, 1_000],
  ["empty", "", 0, 1_000],
  ["more than an hour", "7200", 0, 1_000],
];

describe("throttled", () => {
  it.each(RETRY_AFTER)("waits as Retry-After asks: %s", async (_title, header, least, most) => {
    for (const path of [TOKEN, "*/generateKey"]) {
      const world = scene();
      const fault: Fault = { kind: "throttle", ...(header === undefined ? {} : { retryAfter: header }) };
      world.tenant.faults.add({ path, fault });
      const run = await perform(world, "generate-key");
      expect(run.errors).toEqual([]);
      expect(run.clock.sleeps).toHaveLength(1);
      expect(run.clock.sleeps[0]).toBeGreaterThanOrEqual(least);
      expect(run.clock.sleeps[0]).toBeLessThanOrEqual(most);
      expect(effects(world)).toEqual(["generateKey"]);
    }
  });

  it("takes milliseconds from the headers that Azure sends", async () => {
    for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
      const world = scene();
      world.tenant.faults.add({
        path: "*/generateKey",
        fault: { kind: "status", status: 429, retryAfter: "60", headers: { [name]: "3500" } },
      });
      const run = await perform(world, "generate-key");
      expect(run.clock.sleeps).toEqual([3_500]);
    }
  });

  it.each(OPERATIONS)(
    "%s: a throttled write is sent again with the same content, and fresh proof",
    async (operation) => {
      const world = scene();
      world.tenant.faults.add({
        path: WRITE_PATH[operation]!,
        count: 2,
        fault: { kind: "throttle", retryAfter: "30" },
      });
      const run = await perform(world, operation);
      expect(run.errors).toEqual([]);
      expect(writes(world)).toHaveLength(3);
      expect(effects(world)).toHaveLength(1);
      expect(new Set(writes(world).map(({ headers }) => headers["client-request-id"])).size).toBe(3);
      const content = writes(world).map(({ body }) => body.replace(/"proof":"[^"]+"/, ""));
      expect(new Set(content).size).toBe(1);
      if (operation === "add-key") expect(new Set(writes(world).map(({ body }) => body)).size).toBe(3);
    },
  );

  it("gives up after five attempts, and says so", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/addKey", count: "always", fault: { kind: "throttle" } });
    const run = await perform(world, "add-key");
    expect(run.error.code).toBe("throttled");
    expect(writes(world)).toHaveLength(5);
  });

  it("honours the Retry-After of a token service that answers no JSON", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: TOKEN,
      fault: { kind: "status", status: 429, retryAfter: "40", body: "<html>Too many</html>" },
    });
    const run = await perform(world, "generate-key");
    expect(run.errors).toEqual([]);
    expect(run.clock.sleeps).toEqual([40_000]);
  });

  it("does not begin to wait for longer than the run has left, and says what was asked for", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "throttle", retryAfter: "600" } });
    const run = await perform(world, "generate-key", { inputs: { timeout: "5m" } });
    expect(run.error.code).toBe("timeout");
    expect(run.error.message).toContain("timeout: 300s");
    expect(run.clock.sleeps).toEqual([]);
    expect(effects(world)).toEqual([]);
  });
});

/** Answers that a read or a token request simply repeats. */
const TRANSIENT: readonly (readonly [title: string, fault: Fault])[] = [
  ["408", { kind: "status", status: 408 }],
  ["500", { kind: "status", status: 500 }],
  ["502 as a page", { kind: "html", status: 502 }],
  ["503 with Retry-After", { kind: "status", status: 503, retryAfter: "4" }],
  ["503 without", { kind: "status", status: 503 }],
  ["504", { kind: "status", status: 504 }],
  ["a broken connection", { kind: "drop" }],
  ["half an answer", { kind: "cut" }],
  ["silence", { kind: "hang" }],
];

describe("token requests", () => {
  it.each(TRANSIENT)("are repeated after %s, with a new assertion", async (_title, fault) => {
    for (const signIn of ["client-secret", "certificate-pem", "oidc"] as const) {
      const world = scene();
      world.tenant.faults.add({ path: TOKEN, count: 2, fault });
      const run = await perform(world, "generate-key", { signIn });
      expect(run.errors).toEqual([]);
      expect(tokenRequests(world)).toHaveLength(3);
      expect(effects(world)).toEqual(["generateKey"]);
      if (signIn === "client-secret") continue;
      const assertions = tokenRequests(world).map(({ body }) =>
        new URLSearchParams(body).get("client_assertion"),
      );
      expect(new Set(assertions).size).toBe(3);
    }
  });

  it.each([90033, 90024, 90055, 90006])("are repeated after AADSTS%s", async (number) => {
    const world = scene();
    const body = JSON.stringify({
      error: "invalid_request",
      error_description: `AADSTS${String(number)}: busy`,
      error_codes: [number],
    });
    world.tenant.faults.add({ path: TOKEN, fault: { kind: "status", status: 400, body } });
    expect((await perform(world, "generate-key")).errors).toEqual([]);
    expect(tokenRequests(world)).toHaveLength(2);
  });

  it("are not repeated after a definite refusal", async () => {
    const world = scene();
    const run = await perform(world, "generate-key", { inputs: { "client-secret": "wrong secret 123" } });
    expect(run.error.code).toBe("sign-in-refused");
    expect(tokenRequests(world)).toHaveLength(1);
    expect(run.clock.sleeps).toEqual([]);
  });

  it.each([
    ["no answer", { kind: "drop" }],
    ["a page", { kind: "html", status: 502 }],
    ["a page that poses as a success", { kind: "html", status: 200 }],
    ["a redirect", { kind: "redirect", status: 302, location: "https://evil.example/" }],
    ["half an answer", { kind: "malformed" }],
  ] as const)("end after five attempts without a token: %s", async (_title, fault) => {
    const world = scene();
    world.tenant.faults.add({ path: TOKEN, count: "always", fault });
    const run = await perform(world, "generate-key");
    expect(run.error).toMatchObject({ code: "unreachable", blame: "service" });
    expect(run.error.message).toContain("login.microsoftonline.com");
    expect(tokenRequests(world).length).toBeLessThanOrEqual(5);
    expect(run.requests.every(({ url }) => url.hostname === "login.microsoftonline.com")).toBe(true);
  });

  it("use a new OIDC token each, and never sleep between the two", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: TOKEN,
      count: 3,
      fault: { kind: "status", status: 503, retryAfter: "9" },
    });
    const run = await perform(world, "generate-key", { signIn: "oidc" });
    expect(run.errors).toEqual([]);
    const jtis = world.tenant.log.flatMap(({ path, notes }) =>
      path.includes("idtoken") ? [notes["oidcJti"]] : [],
    );
    expect(new Set(jtis).size).toBe(4);
    const order = world.tenant.log.filter(({ path }) => /idtoken|token$/.test(path));
    for (let index = 0; index < order.length; index += 2) {
      expect(order[index]!.path).toContain("idtoken");
      expect(order[index + 1]!.path).toMatch(/token$/);
      expect(order[index + 1]!.time - order[index]!.time).toBe(0);
    }
  });
});

describe("the OIDC request", () => {
  it.each(TRANSIENT.filter(([title]) => title !== "502 as a page"))(
    "is repeated after %s",
    async (_title, fault) => {
      const world = scene();
      world.tenant.faults.add({ path: OIDC, count: 2, fault });
      const run = await perform(world, "generate-key", { signIn: "oidc" });
      expect(run.errors).toEqual([]);
    },
  );

  it("ends in an error that names the permission", async () => {
    const world = scene();
    world.tenant.faults.add({ path: OIDC, count: "always", fault: { kind: "status", status: 403 } });
    const run = await perform(world, "generate-key", { signIn: "oidc" });
    expect(run.error.code).toBe("oidc-unavailable");
    expect(run.error.message).toContain("id-token: write");
    expect(tokenRequests(world)).toEqual([]);
  });

  it("ends in `unreachable` where nobody answers", async () => {
    const world = scene();
    world.tenant.faults.add({ path: OIDC, count: "always", fault: { kind: "drop" } });
    const run = await perform(world, "generate-key", { signIn: "oidc" });
    expect(run.error.code).toBe("unreachable");
    expect(run.error.message).toContain("OIDC");
  });
});

describe("reads", () => {
  it.each([
    ...TRANSIENT,
    ["429", { kind: "throttle", retryAfter: "3" }],
    ["no JSON", { kind: "malformed" }],
  ] as const)("are repeated after %s", async (_title, fault) => {
    const world = scene();
    world.tenant.faults.add({ method: "GET", path: "/v1.0/applications*", count: 2, fault });
    const run = await perform(world, "add-key", {
      inputs: { "application-object-id": "", "app-id": world.app.appId },
    });
    expect(run.errors).toEqual([]);
    expect(world.graphLog().filter(({ method }) => method === "GET")).toHaveLength(3);
  });

  it("renew the token once after a 401, and no more", async () => {
    const world = scene();
    world.tenant.faults.add({
      method: "GET",
      path: "/v1.0/applications*",
      count: "always",
      fault: { kind: "status", status: 401, code: "InvalidAuthenticationToken", message: "expired" },
    });
    const run = await perform(world, "add-key", {
      inputs: { "application-object-id": "", "app-id": world.app.appId },
    });
    expect(run.error.code).toBe("request-refused");
    expect(tokenRequests(world)).toHaveLength(2);
    expect(effects(world)).toEqual([]);
  });

  it("end after five attempts", async () => {
    const world = scene();
    world.tenant.faults.add({
      method: "GET",
      path: "/v1.0/*",
      count: "always",
      fault: { kind: "html", status: 200 },
    });
    const run = await perform(world, "add-key", {
      inputs: { "application-object-id": "", "app-id": world.app.appId },
    });
    expect(run.error.code).toBe("answer-unreadable");
    expect(world.graphLog()).toHaveLength(5);
  });
});

/** A fault of the write whose outcome nobody knows, before or after the effect. */
const UNCLEAR: readonly (readonly [title: string, fault: Fault])[] = [
  ["408", { kind: "status", status: 408 }],
  ["500", { kind: "status", status: 500 }],
  ["502 as a page", { kind: "html", status: 502 }],
  ["503 with Retry-After", { kind: "status", status: 503, retryAfter: "4" }],
  ["503 without", { kind: "status", status: 503 }],
  ["504", { kind: "status", status: 504 }],
  ["a broken connection", { kind: "drop" }],
  ["half an answer", { kind: "cut" }],
  ["silence", { kind: "hang" }],
  ["a success that is no JSON", { kind: "malformed" }],
  ["a success that is a page", { kind: "html", status: 200 }],
];

/** The service said that it did it: a page of status 200, no JSON, or an answer that breaks off after its head. */
function isSuccess(fault: Fault): boolean {
  return (
    fault.kind === "malformed" || fault.kind === "cut" || (fault.kind === "html" && fault.status === 200)
  );
}

describe.each(OPERATIONS)("the lost answer of %s", (operation) => {
  const path = WRITE_PATH[operation]!;

  function hit(world: Scene, fault: Fault, effect: "none" | "done", more: Partial<FaultRule> = {}): void {
    world.tenant.faults.add({ method: "POST", path, effect, fault, ...more });
  }

  it.each(UNCLEAR)("(%s) is looked up, and what was done is not done again", async (_title, fault) => {
    const world = scene();
    hit(world, fault, "done");
    const run = await perform(world, operation);
    expect(run.errors).toEqual([]);
    expect(writes(world)).toHaveLength(1);
    expect(effects(world)).toHaveLength(1);
    expect(run.outputs["changed"]).toBe("true");
    const made =
      operation === "add-key"
        ? world.application().keyCredentials.at(-1)!.keyId
        : world.keys(run.outputs["key-set-id"]!).at(-1)!.kid;
    expect(run.outputs["key-id"]).toBe(made);
    expect(alarms(world)).toEqual([]);
  });

  it.each(UNCLEAR)("(%s) is looked up, and what was not done is sent once at most", async (_title, fault) => {
    const world = scene();
    hit(world, fault, "none");
    const run = await perform(world, operation);
    // A success is a success, whatever can be read of it; and a certificate may show later still.
    if (operation === "add-key" || isSuccess(fault)) {
      expect(run.error.code).toBe("outcome-unknown");
      expect(writes(world)).toHaveLength(1);
      return;
    }
    expect(run.errors).toEqual([]);
    expect(effects(world)).toHaveLength(1);
    const sent = writes(world).map(({ body }) => body);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
    const looks = world.graphLog().filter(({ method }) => method === "GET");
    expect(looks.length).toBeGreaterThanOrEqual(2);
    expect(looks.at(-1)!.time - looks[0]!.time).toBeGreaterThanOrEqual(90_000);
  });

  it("is found where reads lag", async () => {
    const world = scene();
    world.tenant.directory.lag.reads = { ms: 8_000 };
    hit(world, { kind: "drop" }, "done");
    const run = await perform(world, operation);
    expect(run.errors).toEqual([]);
    expect(effects(world)).toHaveLength(1);
  });

  it.each(["none", "done"] as const)("is never sent more than twice (effect: %s)", async (effect) => {
    const world = scene();
    hit(world, { kind: "drop" }, effect, { count: "always" });
    world.tenant.faults.add({
      method: "GET",
      path: "/*",
      count: "always",
      fault: { kind: "status", status: 404 },
    });
    const run = await perform(world, operation);
    expect(run.error.code).toBe("outcome-unknown");
    expect(writes(world)).toHaveLength(operation === "add-key" ? 1 : 2);
    expect(new Set(proofDigests(world)).size).toBe(proofDigests(world).length);
  });

  it("is an unknown outcome where the caller may not look", async () => {
    const world = scene({ roles: operation === "add-key" ? [] : ["TrustFrameworkKeySet.ReadWrite.All"] });
    hit(world, { kind: "drop" }, "done");
    world.tenant.faults.add({
      method: "GET",
      path: "/*",
      count: "always",
      fault: { kind: "status", status: 403, code: "Authorization_RequestDenied" },
    });
    const run = await perform(world, operation);
    expect(run.error.code).toBe("outcome-unknown");
    expect(run.error.message).toMatch(/Do not simply run it again\. Look at/);
    expect(writes(world)).toHaveLength(1);
    expect(run.outputs["changed"]).toBeUndefined();
  });

  it("is an unknown outcome where the look-up fails too", async () => {
    const world = scene();
    hit(world, { kind: "hang" }, "done");
    world.tenant.faults.add({ method: "GET", path: "/*", count: "always", fault: { kind: "drop" } });
    const run = await perform(world, operation);
    expect(run.error.code).toBe("outcome-unknown");
    expect(writes(world)).toHaveLength(1);
  });

  it("(a redirect) is not followed", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const world = scene();
      hit(world, { kind: "redirect", status, location: "https://evil.example/steal" }, "none", {
        count: "always",
      });
      const run = await perform(world, operation);
      expect(run.errors).toHaveLength(1);
      expect(run.requests.map(({ url }) => url.hostname)).not.toContain("evil.example");
      expect(run.error.message).toMatch(/redirect/);
      expect(writes(world)).toHaveLength(1);
    }
  });
});

// A certificate is not sent a second time.
describe.each(["generate-key", "upload-secret"] as const)("the lost answer of %s", (operation) => {
  it("counts as done where the second send is refused because the first one worked", async () => {
    const world = scene();
    // Reads lag for longer than the first look-up lasts; then the service refuses the repetition.
    world.tenant.directory.lag.reads = { ms: 120_000 };
    const rule = { method: "POST", path: WRITE_PATH[operation]! } as const;
    world.tenant.faults.add({ ...rule, effect: "done", fault: { kind: "drop" } });
    const exists = { kind: "status", status: 400, code: "Request_BadRequest", message: "exists" } as const;
    world.tenant.faults.add({ ...rule, nth: 2, fault: exists });
    const run = await perform(world, operation);
    expect(run.errors).toEqual([]);
    expect(effects(world)).toHaveLength(1);
  });
});

describe("the lost answer of generate-key", () => {
  it("is not taken for an older key that has the same dates", async () => {
    const world = scene();
    const inputs = { "expires-on": "2027-01-31" };
    const first = await perform(world, "generate-key", { inputs });
    world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "drop" } });
    const second = await perform(world, "generate-key", { inputs });
    expect(first.errors).toEqual([]);
    expect(second.errors).toEqual([]);
    expect(second.outputs["kid"]).not.toBe(first.outputs["kid"]);
    // The first run's, the lost one, and the same once more.
    expect(writes(world)).toHaveLength(3);
    expect(effects(world)).toEqual(["generateKey", "generateKey"]);
  });

  it("with fixed dates is found by what the set held before", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", effect: "done", fault: { kind: "drop" } });
    const run = await perform(world, "generate-key", { inputs: { "expires-on": "2027-01-31" } });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["generateKey"]);
  });

  it("is not taken for an older key without dates", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", fault: { kind: "drop" } });
    const run = await perform(world, "generate-key", { inputs: { "expires-on": "" } });
    expect(run.error.code).toBe("outcome-unknown");
    expect(writes(world)).toHaveLength(1);
  });

  it("is told from older keys where the set was read before", async () => {
    const world = scene();
    world.tenant.faults.add({ path: "*/generateKey", effect: "done", fault: { kind: "drop" } });
    const run = await perform(world, "generate-key", {
      inputs: { "expires-on": "", "create-key-set": "true" },
    });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toEqual(["generateKey"]);
  });
});

describe("a write that was not sent", () => {
  const wire = (reach: Reach, code: string, times: number): NonNullable<RunOptions["wire"]> => {
    let left = times;
    return ({ method, url }) =>
      method === "POST" && url.hostname.startsWith("graph") && left-- > 0
        ? new TransportError(reach, code)
        : undefined;
  };

  it.each(OPERATIONS)("%s is sent again without looking", async (operation) => {
    const world = scene();
    const run = await perform(world, operation, { wire: wire("not-sent", "ECONNREFUSED", 4) });
    expect(run.errors).toEqual([]);
    expect(effects(world)).toHaveLength(1);
    expect(world.graphLog()).toHaveLength(1);
    expect(run.clock.sleeps).toHaveLength(4);
  });

  it.each([
    ["not-sent", "ENOTFOUND", "could not be resolved", 5],
    ["not-sent", "ECONNREFUSED", "could not be reached", 5],
    ["refused-connection", "SELF_SIGNED_CERT_IN_CHAIN", "NODE_EXTRA_CA_CERTS", 1],
    ["refused-connection", "PROXY_407", "user name and a password", 1],
    ["refused-connection", "PROXY_403", "status 403", 1],
  ] as const)("ends in `unreachable` (%s %s)", async (reach, code, words, attempts) => {
    const world = scene();
    const run = await perform(world, "add-key", { wire: wire(reach, code, 99) });
    expect(run.error.code).toBe("unreachable");
    expect(run.error.message).toContain(words);
    expect(run.requests.filter(({ url }) => url.hostname.startsWith("graph"))).toHaveLength(attempts);
    expect(effects(world)).toEqual([]);
  });
});

describe("a refused write", () => {
  it.each([400, 403, 404, 409, 412, 413, 422, 501])("is definite: %s is not repeated", async (status) => {
    for (const operation of OPERATIONS) {
      const world = scene();
      world.tenant.faults.add({
        method: "POST",
        path: WRITE_PATH[operation]!,
        count: "always",
        fault: { kind: "status", status, code: "Some_Code", message: "no" },
      });
      const run = await perform(world, operation);
      expect(run.errors).toHaveLength(1);
      expect(writes(world)).toHaveLength(1);
      expect(run.error.message).toContain(`${String(status)} Some_Code`);
    }
  });

  it.each(OPERATIONS)("%s: 401 renews the token once, with a fresh proof", async (operation) => {
    const world = scene();
    const rule = {
      method: "POST",
      path: WRITE_PATH[operation]!,
      fault: { kind: "status", status: 401, code: "InvalidAuthenticationToken", message: "expired" },
    } as const;
    world.tenant.faults.add(rule);
    const run = await perform(world, operation);
    expect(run.errors).toEqual([]);
    expect(tokenRequests(world)).toHaveLength(2);
    expect(writes(world)).toHaveLength(2);

    world.tenant.faults.add({ ...rule, count: "always" });
    world.tenant.log.length = 0;
    const again = await perform(world, operation);
    expect(again.errors).toHaveLength(1);
    expect(writes(world)).toHaveLength(2);
  });

  it("a ready token is not tried twice", async () => {
    const world = scene();
    world.tenant.faults.add({
      path: "*/generateKey",
      count: "always",
      fault: { kind: "status", status: 401 },
    });
    const run = await perform(world, "generate-key", { signIn: "access-token" });
    expect(run.errors).toHaveLength(1);
    expect(writes(world)).toHaveLength(1);
  });
});
