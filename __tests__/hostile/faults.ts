// Every way to misbehave that the suite knows. A new one is a line here, and meets every host.

import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { writeAnswer, type Fault, type GoodAnswer } from "./server.ts";

const JSON_HEAD = "content-type: application/json\r\n";

function head(status: number | string, headers = ""): string {
  return `HTTP/1.1 ${String(status)} X\r\n${headers}\r\n`;
}

/** A whole answer, whatever was asked. */
function says(name: string, text: string | Buffer): Fault {
  return { name, answer: (client) => client.write(text) };
}

/** Then the connection is closed. */
function saysAndCloses(name: string, text: string | Buffer): Fault {
  return { name, answer: (client) => client.end(text) };
}

function withBody(status: number, headers: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(head(status, `${headers}content-length: ${bytes.length}\r\n`)), bytes]);
}

/** As fast as the client takes it, until it goes away. */
function endlessly(client: Duplex, start: string, piece: string): void {
  const pump = (): void => {
    while (!client.destroyed && client.writable && client.write(piece));
  };
  client.on("drain", pump);
  client.write(start);
  pump();
}

/** A few bytes at a time, for ever: each of them a sign of life. */
function slowly(client: Duplex, start: string, piece: string): void {
  client.write(start);
  const timer = setInterval(() => client.write(piece), 20);
  client.once("close", () => clearInterval(timer));
}

function reset(client: Duplex): void {
  (client as unknown as Pick<Socket, "resetAndDestroy">).resetAndDestroy();
}

/** Before TLS, or before a proxy reads CONNECT. */
const AT_ACCEPT: readonly Fault[] = [
  { name: "silent after accept", accept: (socket) => socket.resume() },
  { name: "reset at accept", accept: (socket) => socket.resetAndDestroy() },
  { name: "closed at accept", accept: (socket) => socket.end() },
  { name: "another protocol", accept: (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n") },
  { name: "half a TLS record", accept: (socket) => socket.write(Buffer.from("1603034000020000", "hex")) },
  {
    name: "garbage without end",
    accept: (socket) => endlessly(socket, "", "\u0016\u0003\u0003".repeat(9_000)),
  },
  { name: "slow garbage", accept: (socket) => slowly(socket, "", "x") },
];

const CONNECTION: readonly Fault[] = [
  { name: "silent after the request", answer: () => undefined },
  { name: "reset after the request", answer: reset },
  { name: "closed after the request", answer: (client) => client.end() },
  { name: "reset within the head", answer: (client) => client.write("HTTP/1.1 200", () => reset(client)) },
  {
    name: "reset within the body",
    answer: (client) => client.write(`${head(200, "content-length: 99\r\n")}{"a`, () => reset(client)),
  },
];

const HEADS: readonly Fault[] = [
  { name: "slow headers", answer: (client) => slowly(client, "HTTP/1.1 200 OK\r\nx: ", "y") },
  { name: "slow status line", answer: (client) => slowly(client, "HTTP/1.1 200 ", "y") },
  {
    name: "endless headers",
    answer: (client) => endlessly(client, "HTTP/1.1 200 OK\r\n", "x-a: b\r\n".repeat(500)),
  },
  {
    name: "one endless header",
    answer: (client) => endlessly(client, "HTTP/1.1 200 OK\r\nx: ", "y".repeat(9_000)),
  },
  saysAndCloses("3,000 headers", head(200, `${"a: b\r\n".repeat(3_000)}content-length: 0\r\n`)),
  saysAndCloses("a header of 300 KB", head(200, `x: ${"y".repeat(300_000)}\r\n`)),
  saysAndCloses("garbage instead of HTTP", "\u0000\u0001\u0002 no HTTP at all \r\n\r\n\r\n"),
  saysAndCloses("HTTP/9.9", "HTTP/9.9 200 OK\r\n\r\n{}"),
  saysAndCloses("HTTP/0.9", "<html>hello</html>\n"),
  saysAndCloses("a header without a colon", head(200, "nonsense\r\n")),
  saysAndCloses("a header with NUL", head(200, "x: a\u0000b\r\ncontent-length: 2\r\n").concat("{}")),
  saysAndCloses("folded headers", head(200, "x: a\r\n  b\r\ncontent-length: 2\r\n").concat("{}")),
  saysAndCloses("two statuses", "HTTP/1.1 200 200 OK HTTP/1.1 500\r\ncontent-length: 2\r\n\r\n{}"),
  ...[0, 99, 199, 299, 600, 999].map((status) =>
    says(`status ${String(status)}`, withBody(status, JSON_HEAD, "{}")),
  ),
  saysAndCloses("status 12345", head(12345)),
];

const INFORMATION: readonly Fault[] = [
  ...[100, 102, 103].map((status): Fault => ({
    name: `a flood of ${String(status)}`,
    answer: (client) => endlessly(client, "", head(status, "link: x\r\n").repeat(100)),
  })),
  { name: "slow 103s", answer: (client) => slowly(client, "", head(103, "link: x\r\n")) },
  says("101 with an upgrade", head(101, "connection: upgrade\r\nupgrade: websocket\r\n")),
  says("101 without one", head(101)),
  saysAndCloses("101 and closed", head(101, "connection: upgrade\r\nupgrade: h2c\r\n")),
  {
    name: "101 and bytes without end",
    answer: (client) =>
      endlessly(client, head(101, "connection: upgrade\r\nupgrade: x\r\n"), "z".repeat(9_000)),
  },
  says("100, then 101", head(100) + head(101, "connection: upgrade\r\nupgrade: x\r\n")),
];

const BODIES: readonly Fault[] = [
  saysAndCloses("a cut body", `${head(200, `${JSON_HEAD}content-length: 500\r\n`)}{"a":`),
  saysAndCloses("a cut chunk", `${head(200, `${JSON_HEAD}transfer-encoding: chunked\r\n`)}ff\r\n{"a":`),
  saysAndCloses("no last chunk", `${head(200, `${JSON_HEAD}transfer-encoding: chunked\r\n`)}2\r\n{}\r\n`),
  saysAndCloses("a chunk that is no number", `${head(200, "transfer-encoding: chunked\r\n")}zz\r\n{}\r\n`),
  says("a chunk of 2^63", `${head(200, "transfer-encoding: chunked\r\n")}7fffffffffffffff\r\n{}`),
  {
    name: "an endless chunk extension",
    answer: (client) =>
      endlessly(client, `${head(200, "transfer-encoding: chunked\r\n")}2;`, "x".repeat(9_000)),
  },
  {
    name: "endless trailers",
    answer: (client) =>
      endlessly(
        client,
        `${head(200, "transfer-encoding: chunked\r\n")}2\r\n{}\r\n0\r\n`,
        "x: y\r\n".repeat(900),
      ),
  },
  {
    name: "an endless body",
    answer: (client) => endlessly(client, head(200, JSON_HEAD), " ".repeat(30_000)),
  },
  {
    name: "an endless chunked body",
    answer: (client) =>
      endlessly(
        client,
        head(200, `${JSON_HEAD}transfer-encoding: chunked\r\n`),
        `400\r\n${"x".repeat(1_024)}\r\n`,
      ),
  },
  {
    name: "a slow body",
    answer: (client) => slowly(client, head(200, `${JSON_HEAD}content-length: 100000\r\n`), " "),
  },
  says("a content-length too small", `${head(200, `${JSON_HEAD}content-length: 1\r\n`)}{"value":[]}`),
  saysAndCloses("a negative content-length", `${head(200, "content-length: -1\r\n")}{}`),
  saysAndCloses("a content-length that is no number", `${head(200, "content-length: many\r\n")}{}`),
  saysAndCloses("two content-lengths", `${head(200, "content-length: 2\r\ncontent-length: 3\r\n")}{} `),
  says("a content-length of 10^15", `${head(200, "content-length: 1000000000000000\r\n")}{}`),
  saysAndCloses(
    "content-length and chunks",
    `${head(200, "content-length: 3\r\ntransfer-encoding: chunked\r\n")}2\r\n{}\r\n0\r\n\r\n`,
  ),
  says("204 with a body", withBody(204, "", "HTTP/1.1 200 OK\r\n\r\n")),
  says("304 with a body", withBody(304, "", '{"value":[]}')),
  says("205 with a body", withBody(205, JSON_HEAD, '{"value":[]}')),
  says("200 without a body", withBody(200, JSON_HEAD, "")),
  says("two answers", Buffer.concat([withBody(500, JSON_HEAD, "{}"), withBody(200, JSON_HEAD, "{}")])),
  says(
    "gzip that nobody asked for",
    withBody(200, `${JSON_HEAD}content-encoding: gzip\r\n`, Buffer.from("1f8b08", "hex")),
  ),
];

const REDIRECTS: readonly Fault[] = [301, 302, 303, 307, 308].map((status) =>
  says(`redirect ${String(status)} to itself`, withBody(status, "location: /again\r\n", "")),
);

const TEXTS: readonly Fault[] = [
  ["40 MB of JSON", () => `{"value":"${"x".repeat(40_000_000)}"}`],
  ["10^6 items", () => `{"value":[${"0,".repeat(1_000_000)}0]}`],
  ["10^6 objects", () => `{"value":[${"{},".repeat(1_000_000)}{}],"keys":[${"{},".repeat(100_000)}{}]}`],
  [
    "10^5 keys",
    () =>
      JSON.stringify({
        id: "x",
        keys: Array.from({ length: 100_000 }, (_, kid) => ({ kid: `k${String(kid)}` })),
      }),
  ],
  ["10^5 names", () => `{${Array.from({ length: 100_000 }, (_, name) => `"n${String(name)}":1`).join()}}`],
  ["2 * 10^6 brackets deep", () => "[".repeat(2_000_000)],
  ["10^5 arrays deep", () => `{"value":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ["10^5 objects deep", () => `${'{"value":'.repeat(100_000)}1${"}".repeat(100_000)}`],
  ["errors 10^5 deep", () => `{"error":${'{"innerError":'.repeat(100_000)}1${"}".repeat(100_001)}`],
  ["a number of 10^6 digits", () => `{"value":${"9".repeat(1_000_000)}}`],
  ["NUL bytes", () => "\u0000".repeat(5_000)],
  [
    "NUL in JSON",
    () => '{"error":"\\u0000","error_description":"a\\u0000b","value":"\\u0000","id":"\\u0000"}',
  ],
  [
    "invalid UTF-8",
    () => Buffer.concat([Buffer.from('{"value":"'), Buffer.alloc(2_000, 0xff), Buffer.from('"}')]),
  ],
  [
    "half a surrogate pair",
    () => '{"error":{"code":"\\ud800","message":"\\udc00"},"kid":"\\ud800","id":"\\udfff"}',
  ],
  ["a byte order mark", () => '\ufeff{"value":[]}'],
  ["UTF-16", () => Buffer.from('{"value":[]}', "utf16le")],
  ["__proto__", () => '{"__proto__":{"access_token":"x","value":[]},"constructor":{"prototype":{}}}'],
  ["null", () => "null"],
  ["a list", () => "[]"],
  ["a text", () => '"text"'],
  ["a page of HTML", () => "<!DOCTYPE html><title>Blocked</title>"],
].map(([name, make]) => ({
  name: name as string,
  answer: (client: Duplex) => client.write(withBody(200, JSON_HEAD, (make as () => string | Buffer)())),
}));

/** 200 KB of each, in the places that are shown: no pattern may take more than linear time. */
const FLOODS: readonly Fault[] = [
  " ",
  "\t",
  "\n",
  ":",
  "#",
  "*",
  "`",
  "=",
  ".",
  "eyJ",
  "AADSTS",
  "Trace ID",
  "\u202e",
  "::error::",
].map((piece) => {
  const text = piece.repeat(200_000 / piece.length);
  const body = JSON.stringify({
    error: { code: text, message: `${text}x`, innerError: { "request-id": text } },
    error_description: `${text}x${text}`,
    error_codes: [text],
    trace_id: text,
    value: text,
    message: text,
    kid: text,
    id: text,
  });
  return says(`400 with a flood of ${JSON.stringify(piece)}`, withBody(400, JSON_HEAD, body));
});

const HEADERS: readonly Fault[] = [
  ...[
    "1e308",
    "-5",
    "99999999999999",
    "NaN",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Mon, 01 Jan 0000 00:00:00 GMT",
  ].flatMap((after) =>
    [429, 503].map((status) =>
      says(`${String(status)}, Retry-After: ${after}`, withBody(status, `retry-after: ${after}\r\n`, "{}")),
    ),
  ),
  ...["Tue, 01 Jan 275760 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "yesterday", "9e15", "-1"].map(
    (date): Fault => ({
      name: `Date: ${date}`,
      answer: async (client, good) => {
        const answer = await good();
        writeAnswer(client, { ...answer, headers: { ...answer.headers, date } });
      },
    }),
  ),
  {
    name: "every header twice",
    answer: async (client, good) => {
      const { status, headers, body } = await good();
      const lines = Object.entries({
        ...headers,
        date: new Date().toUTCString(),
        "request-id": "x",
        "retry-after": "0",
      });
      const twice = lines.map(([name, value]) => `${name}: ${value}\r\n${name}: ${value}\r\n`).join("");
      client.write(withBody(status, twice, body));
    },
  },
  ...["::error::x", "##[error]x", "\u001b[31mred", "<img src=x>"].map((id) =>
    says(
      `request-id: ${JSON.stringify(id)}`,
      withBody(403, `request-id: ${id}\r\n${JSON_HEAD}`, '{"error":{"code":"x"}}'),
    ),
  ),
];

/** Pages that lead to further pages, each in its own way. */
const PAGES: readonly Fault[] = [
  paged("empty pages without end", () => []),
  paged("small pages without end", (page) => [{ id: `a-${String(page)}`, keys: [], keyCredentials: [] }]),
  paged("large pages without end", (page) =>
    Array.from({ length: 999 }, (_, at) => ({
      id: `a-${String(page)}-${String(at)}`,
      displayName: "n".repeat(2_000),
      passwordCredentials: Array.from({ length: 20 }, (_, key) => ({
        keyId: `k-${String(page)}-${String(at)}-${String(key)}`,
        displayName: "d".repeat(150),
        endDateTime: "2030-01-01T00:00:00Z",
      })),
    })),
  ),
  paged("the same page again", () => [], "again"),
  paged("a page elsewhere", () => [], "https://evil.example/v1.0/applications"),
  paged("a next page that is no address", () => [], "::error::"),
];

function paged(name: string, items: (page: number) => readonly unknown[], link?: string): Fault {
  let page = 0;
  return {
    name,
    answer: (client, _good, { target, headers }) => {
      const next = new URL(target, `https://${headers["host"] ?? ""}`);
      next.searchParams.set("$skiptoken", link ?? String(++page));
      const href = link?.includes(":") === true ? link : next.href;
      const body = JSON.stringify({ value: items(page), "@odata.nextLink": href, nextLink: href });
      client.write(withBody(200, JSON_HEAD, body));
    },
  };
}

const WRONG: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["true", true],
  ["-1", -1],
  ["1e308", 1e308],
  ["{}", {}],
  ["[]", []],
  ["[[{}]]", [[{}]]],
  ["an empty text", ""],
  ["100 KB of text", "x".repeat(100_000)],
  ["lines", "a\n::error::b\r\n##[error]c\u0000\u202e"],
];

/** A sane answer in which every value, at every depth, is one of the wrong kind. */
const TYPES: readonly Fault[] = [
  ...WRONG.map(([name, value]): Fault => ({
    name: `every field is ${name}`,
    answer: changed((answer) => everyField(answer, value)),
  })),
  ...WRONG.map(([name, value]): Fault => ({
    name: `every inner field is ${name}`,
    answer: changed((answer) => everyLeaf(answer, value)),
  })),
  { name: "a field too few, in turn", answer: inTurn() },
];

function changed(change: (answer: unknown) => unknown): NonNullable<Fault["answer"]> {
  return async (client, good) => {
    const answer = await good();
    writeAnswer(client, { ...answer, body: JSON.stringify(change(parsed(answer))) });
  };
}

function inTurn(): NonNullable<Fault["answer"]> {
  let turn = 0;
  return async (client, good) => {
    const answer = await good();
    const fields = Object.entries(parsed(answer) as object);
    const without = turn++ % Math.max(1, fields.length);
    writeAnswer(client, {
      ...answer,
      body: JSON.stringify(Object.fromEntries(fields.filter((_, at) => at !== without))),
    });
  };
}

function parsed({ body }: GoodAnswer): unknown {
  return body === "" ? {} : JSON.parse(body);
}

function everyField(answer: unknown, value: unknown): unknown {
  return Object.fromEntries(Object.keys(answer as object).map((name) => [name, value]));
}

function everyLeaf(answer: unknown, value: unknown): unknown {
  if (Array.isArray(answer)) return answer.map((one) => everyLeaf(one, value));
  if (typeof answer !== "object" || answer === null) return value;
  return Object.fromEntries(Object.entries(answer).map(([name, one]) => [name, everyLeaf(one, value)]));
}

/** What a proxy can do with CONNECT, beside what every server can do. */
const TUNNELS: readonly Fault[] = [
  says("200, then silence", head(200)),
  { name: "200, then garbage", answer: (client) => endlessly(client, head(200), "garbage".repeat(999)) },
  { name: "200, then slow garbage", answer: (client) => slowly(client, head(200), "x") },
  saysAndCloses("200 and closed", head(200)),
  { name: "200 and reset", answer: (client) => client.write(head(200), () => reset(client)) },
  { name: "200 with a body", answer: (client) => client.write(withBody(200, "", "x".repeat(50_000))) },
  says("407 without end", head(407, "proxy-authenticate: Basic\r\ncontent-length: 999999\r\n")),
  { name: "502 with an endless body", answer: (client) => endlessly(client, head(502), "x".repeat(9_000)) },
  says("302", head(302, "location: https://evil.example/\r\n")),
  saysAndCloses("a status without a reason", "HTTP/1.1 502\r\n\r\n"),
];

export const SERVICE_FAULTS: readonly Fault[] = [
  ...AT_ACCEPT,
  ...CONNECTION,
  ...HEADS,
  ...INFORMATION,
  ...BODIES,
  ...REDIRECTS,
  ...TEXTS,
  ...FLOODS,
  ...HEADERS,
  ...PAGES,
  ...TYPES,
];

export const PROXY_FAULTS: readonly Fault[] = [
  ...AT_ACCEPT,
  ...CONNECTION,
  ...HEADS,
  ...INFORMATION,
  ...TUNNELS,
];

/** What can become of a write once it was sent: each of these leaves its outcome open, or lies about it. */
export const WRITE_FAULTS: readonly Fault[] = [
  ...CONNECTION,
  ...INFORMATION,
  ...BODIES,
  ...REDIRECTS,
  ...TYPES,
];
