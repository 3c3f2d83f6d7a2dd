import { systemClock } from "./clock.ts";
import { httpsTransport } from "./http/https-transport.ts";
import { WriteWatch } from "./http/write-watch.ts";
import { LastGuard } from "./last-guard.ts";
import { main } from "./main.ts";
import { makeRsaKeys } from "./rsa-keys.ts";
import { ActionsRunner } from "./runner/actions.ts";
import { Redactor } from "./secrets/redactor.ts";

// The runner sends SIGINT, and SIGTERM 7.5 s later. The first one stops new writes.
const interrupt = new AbortController();
const stop = (): void => {
  interrupt.abort();
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);

const redactor = new Redactor();
const runner = new ActionsRunner(process.env, redactor);
const writes = new WriteWatch();
const guard = new LastGuard({
  report: (error) => {
    runner.fail(error);
  },
  stop,
  lastWrite: () => writes.said,
});
process.on("uncaughtException", guard.uncaught);
process.on("unhandledRejection", guard.uncaught);
process.on("beforeExit", guard.ranDry);

const { transport, connections } = httpsTransport();
// No `await` here: Node ends a module that waits for ever with code 13 and a line on stderr.
main({
  env: process.env,
  runner,
  redactor,
  fail: guard.fail,
  transport: writes.over(transport),
  connections,
  clock: systemClock,
  random: Math.random,
  makeRsaKeys,
  interrupt: interrupt.signal,
}).then(guard.finish, guard.uncaught);
