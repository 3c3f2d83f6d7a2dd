import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ActionError } from "../../src/errors.ts";
import { readEnvironment } from "../../src/inputs/environment.ts";
import { toOutputs } from "../../src/report/outputs.ts";
import { toSummary } from "../../src/report/summary.ts";
import { ActionsRunner } from "../../src/runner/actions.ts";
import { createMasker } from "../../src/secrets/mask.ts";
import { Secret } from "../../src/secrets/secret.ts";

let directory: string;
let printed: string[];
let runner: ActionsRunner;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "keyroll-runner-"));
  for (const name of ["output", "summary"]) writeFileSync(join(directory, name), "");
  process.env["GITHUB_OUTPUT"] = join(directory, "output");
  process.env["GITHUB_STEP_SUMMARY"] = join(directory, "summary");
  printed = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
  runner = new ActionsRunner({ ...process.env, RUNNER_DEBUG: "1" });
});

afterEach(() => {
  vi.restoreAllMocks();
  delete process.env["GITHUB_OUTPUT"];
  delete process.env["GITHUB_STEP_SUMMARY"];
  process.exitCode = undefined;
  rmSync(directory, { recursive: true, force: true });
});

const output = (): string => printed.join("");

describe("what is printed", () => {
  /** As actions/runner finds commands: V2 after leading blanks, V1 anywhere (ActionCommand.cs). */
  const isCommand = (line: string): boolean => line.trimStart().startsWith("::") || line.includes("##[");

  it.each([
    "::error::x",
    "  ::add-mask::x",
    "\t::set-output name=a::b",
    "\u00a0::error::x",
    "##[error]x",
    "text ##[group]x",
    "\r\n::error::x",
    "a\n::error::x",
    ":::::",
  ])("as a step is no command: case %#", (text) => {
    runner.step(text);
    expect(output().split("\n").filter(isCommand)).toEqual([]);
  });

  it("in an annotation stays within it", () => {
    runner.warning("x\n::error::y %0A z");
    expect(output()).toBe("::warning::x ::error::y %250A z\n");
  });

  it("holds no mask's value", () => {
    runner.mask("secret value\nof two lines");
    printed.length = 0;
    for (const say of ["step", "debug", "notice", "warning"] as const)
      runner[say]("a secret value and of two lines");
    expect(output()).not.toMatch(/secret value|of two lines/);
  });

  it("for debugging is printed only where the user has switched that on: nobody else would see it", () => {
    runner.debug("x");
    expect(output()).toBe("::debug::x\n");
    printed.length = 0;
    new ActionsRunner({}).debug("x");
    expect(output()).toBe("");
  });

  it("is cut before the runner cuts it", () => {
    runner.notice("x".repeat(10_000));
    expect(output().length).toBeLessThan(4_096);
  });
});

it("what is said together leaves in one go, before anything else, whatever happens on the way", () => {
  const cork = vi.spyOn(process.stdout, "cork");
  const uncork = vi.spyOn(process.stdout, "uncork");
  expect(() => {
    runner.together(() => {
      runner.mask("canary-canary");
      expect([cork, uncork].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
      throw new RangeError("on the way");
    });
  }).toThrow(RangeError);
  expect(uncork).toHaveBeenCalledOnce();
  expect(output()).toBe("::add-mask::canary-canary\n");
});

it("ten warnings are annotations, the rest is counted", () => {
  for (let index = 0; index < 13; index++) runner.warning(`number ${String(index)}`);
  runner.summary("x");
  expect(printed.filter((line) => line.startsWith("::warning"))).toHaveLength(10);
  expect(output()).toContain("Warning: number 12");
  expect(output()).toContain("3 more warnings");
});

it("a failure is one annotation with its code, and exit code 1", () => {
  runner.fail(new ActionError({ code: "not-found", blame: "service", what: "a\n::error::b", remedy: "c" }));
  expect(output()).toBe("::error title=not-found::a ::error::b c\n");
  expect(process.exitCode).toBe(1);
});

it("outputs and the summary are written without what was masked", () => {
  runner.mask("canary-canary");
  runner.output("kid", "a\nghadelimiter_x\n canary-canary");
  runner.summary("| canary-canary |");
  expect(readFileSync(join(directory, "output"), "utf8")).toMatch(
    /^kid<<(ghadelimiter_[\w-]+)\na\nghadelimiter_x\n \*\*\*\n\1\n$/,
  );
  expect(readFileSync(join(directory, "summary"), "utf8").trim()).toBe("| *** |");
});

it("a summary that the runner would drop whole is not written", () => {
  runner.summary("x".repeat(1_000_001));
  expect(readFileSync(join(directory, "summary"), "utf8")).toBe("");
});

it("works outside a runner", () => {
  const bare = new ActionsRunner({});
  bare.output("kid", "x");
  bare.summary("x");
  expect(output()).toBe("");
});

describe("the report", () => {
  const body = { use: "sig", k: new Secret("canary-canary", "secret") };
  const result = {
    operation: "upload-secret",
    headline: "Uploaded a <secret>.",
    changed: true,
    key: { keySetId: "B2C_1A_x", kid: "k|1", keyId: "k|1", expiresOn: 1_798_761_600 },
    planned: [{ method: "POST", url: new URL("https://graph/x"), body }],
  };

  it("has one line of JSON, and whole days", () => {
    const outputs = toOutputs(result, Date.UTC(2026, 11, 30, 1));
    expect(outputs["expires-in-days"]).toBe("1");
    expect(outputs.result).not.toMatch(/\n|canary/);
    expect(JSON.parse(outputs.result)).toMatchObject({
      "expires-in-days": 1,
      planned: [{ body: { k: "<secret, 13 characters>" } }],
    });
    expect(toOutputs(result, Date.UTC(2027, 0, 2))["expires-in-days"]).toBe("-1");
  });

  it("cuts long lists under the limit, and says so", () => {
    const data = {
      keys: Array.from({ length: 50_000 }, (_, index) => ({ kid: `key number ${String(index)}` })),
    };
    const text = toOutputs({ ...result, data }, 0).result;
    expect(text.length).toBeLessThanOrEqual(400_000);
    expect(JSON.parse(text)).toMatchObject({ truncated: true, operation: "upload-secret" });
    const hopeless = toOutputs({ ...result, data: { text: "x".repeat(500_000) } }, 0).result;
    expect(JSON.parse(hopeless)).toEqual({ operation: "upload-secret", changed: true, truncated: true });
  });

  it("shows in the summary no secret and no markup of the service's", () => {
    const summary = toSummary(result, 0);
    expect(summary).toContain("Nothing was written");
    expect(summary).toContain("&lt;secret&gt;");
    expect(summary).toContain("k&#124;1");
    expect(summary).not.toContain("canary");
  });
});

describe("the environment", () => {
  const masks: string[] = [];
  const masker = createMasker((value) => masks.push(value));

  it.each([
    ["https_proxy", "http://user:pass%20word%21@proxy:8080", ["pass%20word%21", "pass word!"]],
    ["HTTPS_PROXY", "user:plain-password@proxy:8080", ["plain-password"]],
    ["HTTP_PROXY", "http://user:bad%percent@proxy", ["bad%percent"]],
  ])("%s has its password masked", (name, value, expected) => {
    masks.length = 0;
    readEnvironment({ [name]: value }, masker);
    expect(masks).toEqual(expect.arrayContaining(expected));
  });

  it("a proxy without a password has nothing to mask", () => {
    masks.length = 0;
    readEnvironment(
      { https_proxy: "http://proxy.example.com:8080", HTTP_PROXY: "http://user@proxy" },
      masker,
    );
    expect(masks).toEqual([]);
  });

  it("no OIDC without both variables", () => {
    expect(readEnvironment({ ACTIONS_ID_TOKEN_REQUEST_URL: "https://x" }, masker).oidc).toBeUndefined();
    expect(
      readEnvironment(
        { ACTIONS_ID_TOKEN_REQUEST_URL: "no url", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "token-token" },
        masker,
      ).oidc,
    ).toBeUndefined();
  });
});
