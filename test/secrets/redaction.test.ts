import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { errorText } from "#src/error-text";
import { createLog } from "#src/log";

/** As a configured secret may look: no shape tells what it is, and parts of it mean something in addresses. */
const SECRET = "Tr0ub4dor&3 /+=%?#";

function logged(event: string, fields: Record<string, unknown>): string {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  createLog({ level: "debug", secrets: [SECRET], write }).info(event, fields);
  return lines.join("");
}

function expectNoSecret(text: string): void {
  expect(text.length).toBeGreaterThan(0);
  for (const form of [SECRET, encodeURIComponent(SECRET), JSON.stringify(SECRET).slice(1, -1)]) {
    expect(text).not.toContain(form);
  }
}

/** An error as HTTP clients throw them, with all that they know of the request. */
function clientError(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), {
    code: `ERR_${SECRET}`,
    config: { headers: { authorization: `Bearer ${SECRET}` }, auth: { password: SECRET } },
    request: { rawHeaders: ["authorization", SECRET], path: `/?sig=${SECRET}` },
    response: { data: SECRET, headers: new Map([["set-cookie", SECRET]]) },
  });
}

const errors: Readonly<Record<string, unknown>> = {
  "an error's message": new Error(`refused ${SECRET}`),
  "its address": new Error(`GET https://example.com/?q=${encodeURIComponent(SECRET)} failed`),
  "a user in an address": new Error(`https://ann:${SECRET.replaceAll("/", "")}@example.com failed`),
  "what is hung on it": clientError("Request failed with status code 401"),
  "causes behind causes": new Error("a", {
    cause: new Error("b", { cause: clientError(SECRET, new TypeError(SECRET)) }),
  }),
  "several errors": new AggregateError([clientError(SECRET)], SECRET),
  "its name": Object.assign(new Error("x"), { name: SECRET }),
  "a cause that is no error": new Error("x", {
    cause: { headers: { cookie: SECRET }, text: SECRET },
  }),
  "a text that is thrown": SECRET,
  "an object that is thrown": { message: SECRET, token: SECRET },
};

describe("secrets", () => {
  test.each(Object.entries(errors))("are left out of the log: %s", (_, error) => {
    expectNoSecret(logged("a call failed", { error }));
  });

  test.each(Object.entries(errors))("are left out of what is told of a bug: %s", (_, error) => {
    expectNoSecret(errorText(error, [SECRET]));
  });

  test("are left out wherever they stand in what is logged", () =>
    fc.assert(
      fc.property(
        fc.letrec((tie) => ({
          node: fc.oneof(
            { depthSize: "small" },
            fc.constantFrom<unknown>(SECRET, `x${SECRET}x`, encodeURIComponent(SECRET)),
            fc.array(tie("node"), { maxLength: 3 }),
            fc.dictionary(
              fc.constantFrom("reason", "header", "url", `key ${SECRET}`, "error", "authorization"),
              tie("node"),
            ),
            tie("node").map((cause) => new Error(`because of ${SECRET}`, { cause })),
            tie("node").map((hung) => Object.assign(new Error("x"), { hung, code: hung })),
          ),
        })).node,
        (node) => expectNoSecret(logged(`an event ${SECRET}`, { node })),
      ),
      { numRuns: 300 },
    ));

  test("are no reason to leave out what happened", () => {
    const error = new Error("outer", { cause: new TypeError(`inner ${SECRET}`) });
    const text = errorText(error, [SECRET]);
    expect(text).toMatch(/^Error: outer\n\s+at .*redaction\.test\.ts/);
    expect(text).toMatch(/\n {2}behind it: TypeError: inner \[secret\]\n\s+at /);
  });
});
