import { expect, it } from "vitest";
import { NoAnswer, send } from "../../emulator/inProcess.ts";
import { addKeySet, addPassword, addRegistration, grant } from "../../emulator/sample.ts";
import { Tenant } from "../../emulator/tenant.ts";
import { callGraph, FakeClock, GRAPH, tokenBySecret } from "./client.ts";

const UPLOAD = "/beta/trustFramework/keySets/B2C_1A_S/uploadSecret";

async function arrange() {
  const tenant = new Tenant({ clock: new FakeClock() });
  const app = addRegistration(tenant);
  grant(tenant, app.servicePrincipal.id, "TrustFrameworkKeySet.ReadWrite.All");
  addKeySet(tenant, "B2C_1A_S");
  const token = await tokenBySecret(tenant, app.appId, addPassword(tenant, app.application.id).secretText);
  const upload = () => callGraph(tenant, token, "POST", UPLOAD, { use: "enc", k: "text" });
  const countKeys = () => tenant.directory.current.keySets.get("B2C_1A_S")?.keys.length;
  return { tenant, app, upload, countKeys };
}

it("listeners are called around every effect, with the state as it is then", async () => {
  const { tenant, upload, countKeys } = await arrange();
  const moments: unknown[] = [];
  const end = tenant.onRequest(({ phase, effect }) => moments.push([phase, effect, countKeys()]));
  await upload();
  end();
  await upload();
  expect(moments).toEqual([
    ["received", undefined, 0],
    ["before-effect", "uploadSecret", 0],
    ["after-effect", "uploadSecret", 1],
    ["answered", undefined, 1],
  ]);
});

it("a dropped answer tells nobody whether the effect took place, but the log", async () => {
  const { tenant, upload, countKeys } = await arrange();
  tenant.faults.add({ path: UPLOAD, fault: { kind: "drop" } });
  await expect(upload()).rejects.toMatchObject({ drop: { drop: "before-effect" } });
  expect(countKeys()).toBe(0);
  tenant.faults.add({ path: UPLOAD, effect: "done", fault: { kind: "status", status: 503 } });
  expect((await upload()).status).toBe(503);
  expect(countKeys()).toBe(1);
  tenant.faults.add({ path: UPLOAD, effect: "done", fault: { kind: "hang" } });
  await expect(upload()).rejects.toBeInstanceOf(NoAnswer);
  expect(tenant.log.slice(1).map(({ fault, effects }) => [fault, effects])).toEqual([
    ["drop", []],
    ["status", ["uploadSecret"]],
    ["hang", ["uploadSecret"]],
  ]);
});

it("an entry holds the request as it was received, and who sent it", async () => {
  const { tenant, app, upload } = await arrange();
  await upload();
  expect(tenant.log.at(-1)).toMatchObject({
    seq: 2,
    method: "POST",
    path: UPLOAD,
    host: "graph.microsoft.com",
    headers: { "content-type": "application/json" },
    body: '{"use":"enc","k":"text"}',
    status: 200,
    notes: { caller: app.appId },
  });
});

it("an unknown path is an alarm", async () => {
  const { tenant } = await arrange();
  expect((await send(tenant, `${GRAPH}/nowhere`)).status).toBe(404);
  expect(tenant.log.at(-1)?.alarms).toEqual(["no such path"]);
});
