import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { wasNeverSent } from "#src/chat/never-sent";

/** What a request to this address fails with. */
async function faultOf(url: string): Promise<unknown> {
  return fetch(url).then(
    () => null,
    (error: unknown) => error,
  );
}

test("a refused connection, or a name that is nobody's: the request never left", async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  expect(wasNeverSent(await faultOf(`http://127.0.0.1:${port}/`))).toBe(true);
  const unknown = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
  expect(wasNeverSent(new TypeError("fetch failed", { cause: unknown }))).toBe(true);
});

test("a connection that broke after the request: it may have arrived", async () => {
  const server = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const fault = await faultOf(`http://127.0.0.1:${port}/`);
  server.close();
  expect(fault).toBeInstanceOf(Error);
  expect(wasNeverSent(fault)).toBe(false);
});

test("anything else may have arrived", () => {
  expect(wasNeverSent(new Error("no"))).toBe(false);
  expect(wasNeverSent("ECONNREFUSED")).toBe(false);
  expect(wasNeverSent(null)).toBe(false);
});
