import { connect } from "node:net";
import fc from "fast-check";
import nock from "nock";
import type { Store } from "#src/store/store";
import { type PageServer, startPage } from "../../adapters/web/page-server.ts";
import { withAssistant } from "../../conversations/small-company.ts";
import { ASKED, WORDS } from "../asked.ts";
import { type FuzzTarget, holds } from "../fuzz-target.ts";
import { hold } from "../held.ts";
import { hostileText } from "../hostile-text.ts";
import { type Json, mutatedJson } from "../mutated-json.ts";
import { mutatedText } from "../mutated-text.ts";
import { SECRETS, tellsNothing } from "../planted.ts";

/** Stands in an input for the token. */
const TOKEN = "{token}";
const THREAD = "6f1d7a0e-0c39-4c0e-9c53-4d1f6a1b2c3d";
/** What a request may be answered with; the last ones are Node's own to what is no HTTP. */
const STATUSES = new Set([
  200, 204, 206, 303, 304, 400, 401, 403, 404, 405, 411, 413, 415, 416, 417, 429, 431,
]);
/** Headers that no request may bring about. */
const FOREIGN_HEADER = /^(injected|set-cookie: tally=stolen|x-forged)/im;

/** A request, written byte by byte as it goes out. */
interface Input {
  readonly method: string;
  readonly path: string;
  readonly headers: Json;
  readonly body: string;
}

/** The page, its API, its sign-in and its files, with the token and without. */
export const pageRequests: FuzzTarget = {
  name: "page-requests",
  weight: 13,
  async open() {
    // It would read the requests that go out, and stumble over those that are none.
    nock.restore();
    const held = await hold<Store>((use) =>
      withAssistant((_assistant, _bugs, store) => use(store)),
    );
    const page = await startPage(held.world, { settings: { token: SECRETS.webToken } });
    return {
      inputs: inputs(),
      fuzz: (input: Input) => isAnswered(page, input),
      async close() {
        await page.stop();
        await held.close();
        nock.activate();
      },
    };
  },
};

function inputs(): fc.Arbitrary<Input> {
  const question = mutatedText(ASKED, WORDS).map((text) => text.slice(0, 3_000));
  const body = fc
    .record({ json: mutatedJson(BODIES, 2), question })
    .map(({ json, question: words }) =>
      JSON.stringify(json, (_key, value) =>
        typeof value === "string" ? value.replaceAll("{question}", () => words) : value,
      ),
    );
  return fc.record({
    method: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom("GET", "POST") },
      {
        weight: 1,
        arbitrary: fc.constantFrom("HEAD", "OPTIONS", "PUT", "TRACE", "CONNECT", "get"),
      },
    ),
    path: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PATHS) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...PATHS, "/files/"), hostileText)
          .map(([path, text]) => `${path}${encodeURI(text.toWellFormed())}`),
      },
      { weight: 1, arbitrary: hostileText.map((text) => `/files/${text}`) },
    ),
    headers: mutatedJson([HEADERS, { ...HEADERS, cookie: "tally=x" }], 1),
    body: fc.oneof({ weight: 8, arbitrary: body }, { weight: 1, arbitrary: hostileText }),
  });
}

async function isAnswered(page: PageServer, input: Input): Promise<void> {
  const request = textOf(input, page.url).replaceAll(TOKEN, SECRETS.webToken);
  const said = await exchange(Number(new URL(page.url).port), request);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? "200");
  holds(STATUSES.has(status), `it answers ${said.slice(0, 400)}`);
  const [head = ""] = said.split("\r\n\r\n");
  holds(!FOREIGN_HEADER.test(head), `it sends a foreign header: ${head}`);
  tellsNothing(said, JSON.stringify(input));
  const [bug] = page.bugs;
  holds(bug === undefined, `a bug: ${bug instanceof Error ? bug.stack : bug}`);
}

function textOf({ method, path, headers, body }: Input, url: string): string {
  const given = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  const lines = given.map(([name, value]) => `${name}: ${String(value)}`);
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const host = `host: ${new URL(url).host}`;
  const head = [`${method} ${path} HTTP/1.1`, host, "connection: close", length, ...lines];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/** What comes back for these bytes until the connection ends. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    // The server may end a connection on which no HTTP is spoken while it is still written to.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
    socket.end(request);
  });
}

const PATHS = [
  ...["/", "/api/ask", "/api/press", "/api/feedback", "/api/help", "/sign-in", "/metrics"],
  ...["/healthz", "/readyz", "/files/x", "/page/style.css", "/page/main.js", "/nothing"],
];

const HEADERS = { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" };

const BODIES: readonly Json[] = [
  { text: "{question}", thread: THREAD },
  { text: "cost by service in October", thread: THREAD },
  { id: "x", date: "2026-10-05" },
  { answerId: "a1", verdict: "good" },
];
