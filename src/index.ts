import { systemClock } from "./clock.ts";
import { httpsTransport } from "./http/https-transport.ts";
import { main } from "./main.ts";
import { makeRsaKeys } from "./rsa-keys.ts";
import { ActionsRunner } from "./runner/actions.ts";
import { Redactor } from "./secrets/redactor.ts";

// The runner sends SIGINT, and SIGTERM 7.5 s later. The first one stops new writes.
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    interrupt.abort();
  });
}

const redactor = new Redactor();

await main({
  env: process.env,
  runner: new ActionsRunner(process.env, redactor),
  redactor,
  transport: httpsTransport(),
  clock: systemClock,
  random: Math.random,
  makeRsaKeys,
  interrupt: interrupt.signal,
});
