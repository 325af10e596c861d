import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "#src/chat/message";
import { startPage } from "../adapters/web/page-server.ts";
import { withAssistant } from "../conversations/small-company.ts";
import { injections } from "../injection/corpus.ts";
import { installedChromium } from "./chromium.ts";

const program = installedChromium();
/** So many texts are on a card at once. */
const AT_ONCE = 24;
const TEXTS = injections.map(({ text }) => text);
const CARDS = Math.ceil(TEXTS.length / AT_ONCE);
const VIEWS = ["Slack", "Teams", "Plain"] as const;

/** The card of every reply is replaced by one with the next texts in all of its places. */
function hostile(): (reply: Reply) => Reply {
  let shown = 0;
  return (reply) => {
    const texts = TEXTS.slice(shown, shown + AT_ONCE);
    shown += AT_ONCE;
    const action = { kind: "ask" as const, question: "cost in September" };
    const [first = ""] = texts;
    return {
      ...reply,
      card: {
        title: first,
        blocks: [
          { type: "text", text: texts.join("\n") },
          { type: "fields", fields: texts.map((text) => ({ label: text, value: text })) },
          {
            type: "table",
            columns: [
              { label: first, kind: "text" },
              { label: "cost", kind: "money", currency: "USD" },
            ],
            rows: texts.map((text, at) => [text, at + 1]),
          },
          {
            type: "chart",
            chart: "bar",
            title: first,
            unit: "USD",
            labels: texts,
            series: [{ name: first, values: texts.map((_, at) => at + 1) }],
          },
          { type: "context", lines: texts },
          { type: "buttons", buttons: texts.slice(0, 4).map((label) => ({ label, action })) },
          { type: "basis", fields: [{ label: first, value: first }], query: texts.join("\n") },
        ],
      },
    };
  };
}

/** What a page may hold that none of the texts may bring about. */
function foreignParts(): string[] {
  const selectors =
    "iframe, object, embed, base, meta[http-equiv], form[action], a[href^='javascript']";
  const found = [...document.querySelectorAll(selectors)].map(({ outerHTML }) => outerHTML);
  const loaded = [...document.querySelectorAll("[src], [href]")].flatMap((element) =>
    ["src", "href"].flatMap((name) => {
      const address = element.getAttribute(name);
      const isOwn = address === null || /^(\/(?!\/)|data:image|blob:|#)/.test(address);
      return isOwn ? [] : [element.outerHTML];
    }),
  );
  const handlers = [...document.querySelectorAll("*")].filter((element) =>
    [...element.attributes].some(({ name }) => name.startsWith("on")),
  );
  return [...found, ...loaded, ...handlers.map(({ outerHTML }) => outerHTML)];
}

describe.skipIf(program === null)("texts that want to be more than text, on the page", () => {
  let browser: Browser;

  beforeAll(async () => {
    const options = { executablePath: program ?? "", args: ["--no-sandbox"] };
    browser = await chromium.launch(options);
  });
  afterAll(() => browser.close());

  test.each(VIEWS)(
    "run nothing, load nothing and add nothing in %s",
    async (name) => {
      await withAssistant(async (_assistant, _bugs, store) => {
        const server = await startPage(store, { change: hostile() });
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on(
          "dialog",
          (dialog) => void dialog.dismiss().then(() => complaints.push("a dialog")),
        );
        page.on("request", (request) => {
          const isOwn = request.url().startsWith(server.url) || request.url().startsWith("data:");
          if (!isOwn) complaints.push(`a request to ${request.url()}`);
        });
        try {
          await page.goto(server.url);
          await page.locator("#examples button").first().waitFor();
          await page.getByRole("radio", { name }).check({ force: true });
          const before = await page.evaluate(foreignParts);
          for (let card = 0; card < CARDS; card++) {
            await ask(page, card);
            expect(await page.evaluate("window.injected")).toBeUndefined();
            expect(await page.evaluate(foreignParts)).toEqual(before);
          }
          expect(complaints).toEqual([]);
          expect(server.bugs).toEqual([]);
        } finally {
          await page.close();
          await server.stop();
        }
      });
    },
    120_000,
  );
});

async function ask(page: Page, card: number): Promise<void> {
  await page.getByLabel("Your question").fill("cost by service in October");
  await page.keyboard.press("Enter");
  await page.locator(".entry.tally").nth(card).waitFor();
}
