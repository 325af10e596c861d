import { describe, expect, test } from "vitest";
import { createLog } from "#src/log";

/** Made up in the shapes that real ones have; joined here, so that no scanner takes them for real. */
const SECRETS = {
  bot: ["xoxb", "123456789012", "1234567890123", "AbCdEfGhIjKlMnOpQrStUvWx"].join("-"),
  rotated: ["xoxe.xoxp", "1", "Mi0yLTEyMzQ1Njc4OTAxMi0xMjM0NTY3ODkw"].join("-"),
  app: ["xapp", "1", "A0123456789", "1234567890123", "0a1b2c3d4e5f"].join("-"),
  jwt: ["eyJhbGciOiJSUzI1NiJ9", "eyJhdWQiOiJib3QifQ", "c2lnbmF0dXJlLXNpZw"].join("."),
  model: ["sk", "proj", "AbCdEfGhIjKlMnOpQrStUvWxYz012345"].join("-"),
  aws: ["AKIA", "IOSFODNN7EXAMPLE"].join(""),
  signing: "8f742231b10e8888abcd99yyyzzz85a5".replace(/[yz]/g, "e"),
  key: ["-----BEGIN", "PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----"].join(" "),
  hook: ["https://hooks.slack.com", "actions", "T0123", "456", "abcdef"].join("/"),
  configured: "correct horse battery staple",
};

function logging() {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const log = createLog({ level: "debug", secrets: [SECRETS.configured], write });
  return { log, lines };
}

describe("the log", () => {
  test.each(Object.entries(SECRETS))("never holds a secret: %s", (_name, secret) => {
    const { log, lines } = logging();
    log.info(`started with ${secret}`, {
      address: `https://user:${secret}@example.com/?token=${secret}`,
      nested: { deeper: [{ said: `it was ${secret}` }] },
      error: new Error(`refused: ${secret}`, { cause: new Error(secret) }),
      slackBotToken: secret,
      [`Authorization`]: secret,
    });
    log.debug("request", { header: `Bearer ${secret}` });
    const [first, second] = lines;
    expect(lines).toHaveLength(2);
    const parts = secret.split("\n");
    for (const part of parts) expect(`${first}${second}`).not.toContain(part);
  });

  test("never holds what people wrote, not even at its most talkative", () => {
    const { log, lines } = logging();
    const said = "what does the Zephyr project cost";
    log.debug("message", {
      text: said,
      question: said,
      note: said,
      body: { event: { text: said } },
    });
    log.debug("event", { event: { type: "message", text: said, blocks: [{ text: said }] } });
    log.debug("sent", { message: { text: said }, attachments: [said], card: { title: said } });
    expect(lines.join("")).not.toContain("Zephyr");
    expect(lines.join("")).toContain("[words]");
  });

  test("says what happened, where and when", () => {
    const { log, lines } = logging();
    log
      .of("slack")
      .warn("answer sent late", { milliseconds: 1200, channel: "C012", isRetry: false });
    const { time, ...line } = JSON.parse(lines[0] ?? "") as Record<string, unknown>;
    expect(line).toEqual({
      level: "warn",
      part: "slack",
      event: "answer sent late",
      milliseconds: 1200,
      channel: "C012",
      isRetry: false,
    });
    expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  });

  test("keeps of an error what says which one it was", () => {
    const { log, lines } = logging();
    const error = Object.assign(new Error("invalid_auth"), {
      code: "slack_webapi_platform_error",
      request: { body: "what people wrote" },
    });
    log.error("send failed", { error });
    expect(lines[0]).toContain("slack_webapi_platform_error");
    expect(lines[0]).toContain("invalid_auth");
    expect(lines[0]).not.toContain("what people wrote");
  });

  test("isn't stopped by circles, and cuts what is long", () => {
    const { log, lines } = logging();
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = circle;
    log.info("odd", { circle, long: "word ".repeat(5000) });
    expect(lines[0]?.length).toBeLessThan(10_000);
  });
});
