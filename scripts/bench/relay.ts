// The way to a service that is far away: what comes in goes on to the tenant's port `delayMs`
// later, and so does each answer. In a process of its own, so that its timers wait for nobody.
// Started by ../bench.ts with the port and the delay; its first message is its own port.

import { connect, createServer, type AddressInfo, type Socket } from "node:net";

const [port, delayMs] = process.argv.slice(2).map(Number);
if (port === undefined || delayMs === undefined) throw new TypeError("relay.ts PORT DELAY_MS");

const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
  const far = connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  // To connect takes a way there and a way back; here the client has its connection at once, so
  // that what it sends first has to wait for both.
  carry(near, far, delayMs, performance.now() + 2 * delayMs);
  carry(far, near, delayMs, 0);
});

server.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on("disconnect", () => process.exit());

/** @param notBefore what is read earlier counts as read then */
function carry(from: Socket, to: Socket, delay: number, notBefore: number): void {
  // Timers of different lengths may fire out of order: each sends what is the oldest.
  const waiting: (Buffer | "end")[] = [];
  const later = (piece: Buffer | "end"): void => {
    waiting.push(piece);
    setTimeout(
      () => {
        const next = waiting.shift();
        if (next === undefined || to.destroyed) return;
        if (next === "end") to.end();
        else to.write(next);
      },
      Math.max(0, notBefore - performance.now()) + delay,
    );
  };
  from.on("data", later);
  from.on("end", () => {
    later("end");
  });
  from.on("error", () => to.destroy());
}
