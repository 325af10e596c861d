import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer, get, type Server } from "node:http";
import { connect as openSession } from "node:http2";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { type AddressInfo, connect, createServer as createNetServer } from "node:net";
import { join } from "node:path";
import { connect as secureConnect } from "node:tls";
import nock from "nock";
import { Agent, request, WebSocket as UndiciWebSocket } from "undici";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type HostRule, namedHost, vendorDomain } from "#src/outbound/host-rules";
import { guardOutbound } from "#src/outbound/outbound-gate";
import { temporaryFolder } from "../store/random-bill.ts";

let server: Server;
let port = 0;
let reached = 0;
beforeAll(async () => {
  // Its connections only look like some; these go to this machine alone.
  nock.restore();
  server = createServer((_request, response) => {
    reached++;
    response.end("reached");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  nock.activate();
});

let take: () => void = () => undefined;
const told: string[] = [];
afterEach(() => {
  take();
  told.length = 0;
  reached = 0;
});

function guard(...rules: readonly HostRule[]): void {
  take = guardOutbound(rules, (text) => told.push(text));
}

/** A name server that knows one name only. */
const leadsHere: LookupFunction = (_host, options, callback) => {
  const address = { address: "127.0.0.1", family: 4 };
  if (options.all === true) callback(null, [address]);
  else callback(null, address.address, address.family);
};

function overHttp(host: string): Promise<string> {
  return new Promise((resolve) => {
    get({ host, port, path: "/some/path", agent: false }, (response) => {
      response.setEncoding("utf8").on("data", resolve);
    }).on("error", (error) => resolve(codeOf(error)));
  });
}

/** A connection whose names are looked up like this. */
function overNet(host: string, lookup?: LookupFunction): Promise<string> {
  return new Promise((resolve) => {
    const looked = lookup === undefined ? {} : { lookup };
    const socket = connect({ host, port, ...looked }, () => {
      socket.destroy();
      resolve("reached");
    });
    socket.on("error", (error) => resolve(codeOf(error)));
  });
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: unknown };
  return code ?? (cause === undefined ? String(error) : codeOf(cause));
}

const REFUSED = "ERR_OUTBOUND_REFUSED";

/** Each way in which a library of Node may connect. */
const WAYS: Readonly<Record<string, (host: string) => Promise<string>>> = {
  "node:http": (host) => overHttp(host),
  fetch: (host) => fetch(`http://${host}:${port}/`).then((response) => response.text(), codeOf),
  undici: (host) => request(`http://${host}:${port}/`).then(({ body }) => body.text(), codeOf),
  "an agent of undici's": (host) =>
    request(`http://${host}:${port}/`, { dispatcher: new Agent() }).then(
      ({ body }) => body.text(),
      codeOf,
    ),
  "node:net by options": (host) => overNet(host),
  "node:net by port and host": (host) =>
    new Promise((resolve) => {
      const socket = connect(port, host, () => resolve("reached"));
      socket.on("error", (error) => resolve(codeOf(error)));
    }),
};

/** Those that no plain server answers, by the port that they try. */
const MORE_WAYS: Readonly<Record<string, (port: number) => Promise<string>>> = {
  "node:https": (to) =>
    new Promise((resolve) => {
      secureRequest(`https://127.0.0.1:${to}/`).on("error", (error) => resolve(codeOf(error)));
    }),
  "node:http2": (to) =>
    new Promise((resolve) => {
      openSession(`http://127.0.0.1:${to}/`).on("error", (error) => resolve(codeOf(error)));
    }),
  "node:net with a path that is none": (to) =>
    new Promise((resolve) => {
      const options = { path: "", host: "127.0.0.1", port: to };
      connect(options, () => resolve("reached")).on("error", (error) => resolve(codeOf(error)));
    }),
  "node:tls": (to) =>
    new Promise((resolve) => {
      const socket = secureConnect({ host: "127.0.0.1", port: to });
      socket.on("error", (error) => resolve(codeOf(error)));
    }),
  "a web socket": (to) =>
    new Promise((resolve) => {
      const socket = new UndiciWebSocket(`ws://127.0.0.1:${to}/`);
      // It doesn't say why.
      socket.addEventListener("error", () => resolve(REFUSED));
    }),
};

describe("the gate for connections", () => {
  test.each(Object.keys(WAYS))("lets %s reach what is named, and nothing else", async (way) => {
    const open = WAYS[way];
    guard(namedHost("127.0.0.1"));
    expect(await open?.("127.0.0.1")).toBe("reached");
    expect(await open?.("127.0.0.2")).toBe(REFUSED);
    expect(await open?.("localhost")).toBe(REFUSED);
    expect(await open?.("unheard-of.example")).toBe(REFUSED);
  });

  test.each(Object.entries(MORE_WAYS))("holds for %s", async (_, open) => {
    // Another server: connections that stand already are used again.
    const other = createNetServer((socket) => {
      reached++;
      socket.end();
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
    guard(vendorDomain("example.com"));
    expect(await open((other.address() as AddressInfo).port)).toBe(REFUSED);
    other.close();
    expect(reached).toBe(0);
    expect(told).toEqual([
      "127.0.0.1 isn't among the hosts that Tally may connect to. Name it under outbound.hosts in tally.yaml if it should be.",
    ]);
  });

  test("refuses a vendor's name that leads into one's own network, but not one that somebody named", async () => {
    guard(vendorDomain("vendor.example"));
    expect(await overNet("api.vendor.example", leadsHere)).toBe(REFUSED);
    expect(told[0]).toContain(
      "api.vendor.example leads to 127.0.0.1, which isn't out in the world.",
    );
    expect(reached).toBe(0);
    take();
    guard(vendorDomain("vendor.example"), namedHost("api.vendor.example"));
    expect(await overNet("api.vendor.example", leadsHere)).toBe("reached");
  });

  test("connects to the address that it has looked at, of several to one that is allowed", async () => {
    let asked = 0;
    const changing: LookupFunction = (_host, options, callback) => {
      asked++;
      const addresses = ["169.254.169.254", "127.0.0.1"].map((address) => ({ address, family: 4 }));
      if (options.all === true) callback(null, addresses);
      else callback(null, "169.254.169.254", 4);
    };
    guard(namedHost("two.example"));
    expect(await overNet("two.example", changing)).toBe("reached");
    expect(asked).toBe(1);
  });

  test("passes on what a name server says", async () => {
    guard(namedHost("gone.example"));
    const failing: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error("gone"), { code: "ENOTFOUND" }), "", 0);
    expect(await overNet("gone.example", failing)).toBe("ENOTFOUND");
    const empty: LookupFunction = (_host, _options, callback) => callback(null, [] as never, 4);
    expect(await overNet("gone.example", empty)).toBe(REFUSED);
  });

  test("tells each host once", async () => {
    guard();
    for (let at = 0; at < 3; at++) await overHttp("evil.example");
    expect(told).toHaveLength(1);
  });

  test("lets be what stays on this machine by a path, and child processes", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "socket");
    const local = createNetServer((socket) => socket.end("here")).listen(path);
    await once(local, "listening");
    guard();
    const socket = connect(path);
    const [chunk] = await once(socket, "data");
    expect(String(chunk)).toBe("here");
    local.close();
    rmSync(folder, { recursive: true });
    const said = execFileSync(process.execPath, ["-e", "console.log('here')"], {
      encoding: "utf8",
    });
    expect(said).toBe("here\n");
  });

  test("is gone when it is taken away", async () => {
    guard();
    expect(await overHttp("127.0.0.1")).toBe(REFUSED);
    take();
    expect(await overHttp("127.0.0.1")).toBe("reached");
  });
});
