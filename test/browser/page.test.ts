import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "#src/chat/message";
import { CHANNELS, SUBSCRIBING } from "../adapters/subscribing.ts";
import type { PageServer, PageServerOptions } from "../adapters/web/page-server.ts";
import { startPage } from "../adapters/web/page-server.ts";
import { withAssistant } from "../conversations/small-company.ts";
import { installedChromium } from "./chromium.ts";

const program = installedChromium();
const PICTURES = join(import.meta.dirname, "../../test-output");
const NAMES = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "<!channel>",
  "*b* _i_",
];

if (program === null) {
  process.stdout.write(
    "The browser tests are skipped: no Chromium is installed. CHROMIUM_PATH may name one.\n",
  );
}

/** Opens a page of its own server; whatever the browser complains about or asks elsewhere fails the test. */
async function inBrowser(
  browser: Browser,
  check: (page: Page, server: PageServer) => Promise<void>,
  options: PageServerOptions & {
    readonly dark?: boolean;
    readonly width?: number;
  } = {},
): Promise<void> {
  await withAssistant(async (_assistant, _bugs, store) => {
    const server = await startPage(store, options);
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1100, height: 800 },
      colorScheme: options.dark === true ? "dark" : "light",
      reducedMotion: "reduce",
    });
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      const isOwn = request.url().startsWith(server.url) || request.url().startsWith("data:");
      if (!isOwn) complaints.push(`a request to ${request.url()}`);
    });
    try {
      await page.goto(server.url);
      await page.locator("#examples button").first().waitFor();
      await check(page, server);
      expect(complaints).toEqual([]);
      expect(server.bugs).toEqual([]);
    } finally {
      await page.close();
      await server.stop();
    }
  });
}

async function ask(page: Page, text: string): Promise<void> {
  const before = await page.locator(".entry.tally").count();
  await page.getByLabel("Your question").fill(text);
  await page.keyboard.press("Enter");
  await page.locator(".entry.tally").nth(before).waitFor();
}

async function view(page: Page, name: "Slack" | "Teams" | "Plain"): Promise<void> {
  await page.getByRole("radio", { name }).check({ force: true });
  if (name === "Teams") await page.locator(".ac-adaptiveCard").first().waitFor();
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  // The charts draw themselves once they know their width.
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: false });
}

/** The card of every reply is replaced by one whose names would act, were they read as markup. */
function hostile(reply: Reply): Reply {
  const table = {
    type: "table" as const,
    columns: [
      { label: NAMES[0] ?? "", kind: "text" as const },
      { label: "cost", kind: "money" as const, currency: "USD" },
    ],
    rows: NAMES.map((name, at) => [name, at + 1]),
  };
  const action = { kind: "ask" as const, question: "cost in September" };
  return {
    ...reply,
    card: {
      title: `Cost of ${NAMES.join(", ")}`,
      blocks: [
        { type: "text", text: NAMES.join("\n") },
        { type: "fields", fields: NAMES.map((name) => ({ label: name, value: name })) },
        table,
        {
          type: "chart",
          chart: "bar",
          title: NAMES.join(", "),
          unit: "USD",
          labels: NAMES,
          series: [{ name: NAMES[0] ?? "", values: [1, 2, 3, 4] }],
        },
        { type: "context", lines: NAMES },
        { type: "divider" },
        { type: "buttons", buttons: [{ label: NAMES[0] ?? "", action }] },
        { type: "select", label: "Choose a month", options: [{ label: "September", action }] },
        {
          type: "date",
          label: "Choose a day",
          action: { kind: "ask", question: "cost on {date}" },
          initial: "2026-10-05",
        },
        {
          type: "basis",
          fields: [{ label: "Metric", value: NAMES[1] ?? "" }],
          query: NAMES[1] ?? "",
        },
      ],
    },
  };
}

describe.skipIf(program === null)("the page in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    const options = { executablePath: program ?? "", args: ["--no-sandbox"] };
    browser = await chromium.launch(options);
  });

  afterAll(async () => {
    await browser.close();
  });

  test("asks, follows up, presses a button, and draws it all as on each platform", async () => {
    await inBrowser(browser, async (page) => {
      await picture(page, "page-first-screen");
      await page.getByRole("button", { name: "what did we spend last month?" }).click();
      await page.getByText("$240.00").first().waitFor();
      await ask(page, "by service");
      const last = page.locator(".entry.tally").last();
      await isShown(last.getByRole("rowheader", { name: "Virtual Machines" }));
      await ask(page, "only shop-one");
      await page.getByText("$140.00").first().waitFor();
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: "Table as CSV" }).last().click();
      expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
      await picture(page, "page-plain");
      for (const name of ["Slack", "Teams", "Plain"] as const) {
        await view(page, name);
        expect(await page.locator(".entry").count()).toBe(7);
        expect(await page.getByText("$140.00").count()).toBeGreaterThan(0);
        await picture(page, `page-${name.toLowerCase()}`);
      }
    });
  });

  test.each(["Slack", "Teams"] as const)("buttons drawn as in %s do what they do", async (name) => {
    await inBrowser(browser, async (page) => {
      await view(page, name === "Teams" ? "Plain" : name);
      await ask(page, "cost by service in October");
      await view(page, name);
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: "Table as CSV" }).click();
      await saved;
      const folded = page.getByText("Charge rows read");
      await isGone(folded);
      await page.getByText("How this was computed").click();
      await isShown(folded);
      await page.getByRole("button", { name: /good/i }).click();
      await isShown(page.locator('[data-verdict="good"][aria-pressed="true"]'));
      await picture(page, `page-${name.toLowerCase()}-basis`);
    });
  });

  test.each(["Slack", "Teams", "Plain"] as const)(
    "names out of data never act in %s; its menus and dates do",
    async (name) => {
      await inBrowser(
        browser,
        async (page) => {
          await ask(page, "cost in October");
          await view(page, name);
          const card = page.locator(".entry.tally").first();
          await picture(page, `page-hostile-${name.toLowerCase()}`);
          expect(await card.locator("script, img, .slack-mention").count()).toBe(0);
          expect(await card.innerText()).toContain("<script>".slice(1));
          await card.getByRole("combobox").selectOption({ label: "September" });
          if (name === "Teams") await card.getByRole("button", { name: "Choose" }).click();
          await page.locator(".entry.tally").nth(1).waitFor();
          await card.locator("input[type=date]").fill("2026-10-06");
          if (name !== "Slack") await card.getByRole("button", { name: "Show" }).click();
          await page.locator(".entry.tally").nth(2).waitFor();
          expect(await page.locator(".entry.you").last().innerText()).toContain("2026-10-06");
        },
        { change: hostile },
      );
    },
  );

  test.each(["Slack", "Teams", "Plain"] as const)(
    "what is asked before something happens is asked in %s",
    async (name) => {
      const change = (reply: Reply): Reply => ({
        ...reply,
        card: {
          title: "Careful",
          blocks: [
            {
              type: "buttons",
              buttons: [
                {
                  label: "Ask it",
                  action: { kind: "ask", question: "cost in September" },
                  style: "danger",
                  confirm: "Do you mean it?",
                },
              ],
            },
          ],
        },
      });
      await inBrowser(
        browser,
        async (page) => {
          await ask(page, "cost in October");
          await view(page, name);
          await page.getByRole("button", { name: "Ask it" }).click();
          await isShown(page.getByText("Do you mean it?"));
          expect(await page.locator(".entry").count()).toBe(2);
          if (name === "Teams") {
            await page.getByRole("button", { name: "Ask it" }).last().click();
          } else {
            await page.keyboard.press("Escape");
            expect(await page.locator(".entry").count()).toBe(2);
            await page.getByRole("button", { name: "Ask it" }).click();
            await page.getByRole("button", { name: "Continue" }).click();
          }
          await page.locator(".entry.tally").nth(1).waitFor();
        },
        { change },
      );
    },
  );

  test.each(["Plain", "Slack", "Teams"] as const)(
    "a form opens from the card as %s draws it, and stays open with what is wrong",
    async (name) => {
      const options = { desk: SUBSCRIBING, access: { channels: CHANNELS } };
      await inBrowser(
        browser,
        async (page) => {
          page.setDefaultTimeout(4000);
          await view(page, "Plain");
          await ask(page, "cost by service last month");
          await view(page, name);
          const form = page.getByRole("dialog", { name: "Subscribe to this" });
          await page.getByRole("button", { name: "Subscribe to this" }).click();
          await form.getByLabel("How often").selectOption("Every Friday");
          await picture(page, `page-form-${name.toLowerCase()}`);
          await form.getByRole("button", { name: "Cancel" }).click();
          await form.waitFor({ state: "hidden" });
          await page.getByRole("button", { name: "Subscribe to this" }).click();
          await form.getByLabel("How often").selectOption("Every Friday");
          await form.getByLabel("At", { exact: true }).fill("08:30");
          await form.getByLabel("To the channel").selectOption("#data");
          await form.getByLabel("the table as CSV").check();
          await form.getByRole("button", { name: "Subscribe" }).click();
          await page.getByText("every Friday at 08:30, UTC", { exact: false }).first().waitFor();
        },
        options,
      );
    },
    30_000,
  );

  test("a conversation outlives a reload, and begins afresh when asked to", async () => {
    await inBrowser(browser, async (page) => {
      await ask(page, "EC2 cost in October");
      await view(page, "Slack");
      await page.reload();
      expect(await page.locator(".entry").count()).toBe(2);
      expect(await page.getByRole("radio", { name: "Slack" }).isChecked()).toBe(true);
      await ask(page, "and September?");
      await page.getByText("$80.00").first().waitFor();
      await page.getByRole("button", { name: "New conversation" }).click();
      expect(await page.locator(".entry").count()).toBe(0);
      await ask(page, "and September?");
      await page.getByText("$155.00").first().waitFor();
    });
  });

  test("all of it works by keyboard alone, with the focus in sight", async () => {
    await inBrowser(browser, async (page) => {
      await page.keyboard.type("cost by service in October");
      await page.keyboard.press("Enter");
      await page.locator(".entry.tally").waitFor();
      expect(await focused(page)).toBe("question");
      const seen: string[] = [];
      while (seen.at(-1) !== "Skip to the question" && seen.length < 30) {
        await page.keyboard.press("Shift+Tab");
        seen.push(await focused(page));
        expect(await page.evaluate(hasFocusInSight), seen.at(-1) ?? "").toBe(true);
      }
      expect(seen.slice(0, 2)).toEqual(["Bad answer", "Good answer"]);
      const others = ["How this was computed", "Table as CSV", "New conversation", "Plain"];
      expect(seen).toEqual(expect.arrayContaining([...others, "Skip to the question"]));
      await page.keyboard.press("Enter");
      expect(await focused(page)).toBe("question");
      for (const name of seen.slice(0, seen.indexOf("Table as CSV") + 1)) {
        await page.keyboard.press("Shift+Tab");
        expect(await focused(page)).toBe(name);
      }
      const saved = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      await saved;
    });
  });

  test.each(["Slack", "Teams", "Plain"] as const)(
    "everything that can be used has a name and everything a place in %s",
    async (name) => {
      await inBrowser(browser, async (page) => {
        await ask(page, "daily cost in October");
        await ask(page, "cost by service in October");
        await view(page, name);
        await page.waitForTimeout(300);
        expect(await page.evaluate(nameless)).toEqual([]);
        expect(await page.evaluate(misplaced)).toEqual([]);
        expect(await page.getByRole("status").innerText()).toContain("$240.00");
        expect(await page.getByRole("img", { name: /chart/i }).count()).toBeGreaterThan(0);
      });
    },
  );

  test("is dark where people want it dark, and narrow where it must be", async () => {
    for (const name of ["Slack", "Teams", "Plain"] as const) {
      await inBrowser(
        browser,
        async (page) => {
          await ask(page, "daily cost in October");
          await view(page, name);
          await picture(page, `page-dark-narrow-${name.toLowerCase()}`);
          const [red = 255] = await page.evaluate(() =>
            (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number),
          );
          expect(red).toBeLessThan(60);
          expect(await page.evaluate(lowContrast)).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow).toBeLessThanOrEqual(0);
        },
        { dark: true, width: 390 },
      );
    }
  });

  test("texts stand out from what is behind them", async () => {
    await inBrowser(browser, async (page) => {
      expect(await page.evaluate(lowContrast)).toEqual([]);
      await ask(page, "compare October to September by service");
      for (const name of ["Slack", "Teams", "Plain"] as const) {
        await view(page, name);
        expect(await page.evaluate(lowContrast), name).toEqual([]);
      }
    });
  });

  test("a table of 5,000 rows is shown at once, whole when asked for", async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => [`item ${at}`, at]);
    const change = (reply: Reply): Reply => ({
      ...reply,
      card: {
        title: "Many items",
        blocks: [
          {
            type: "table",
            columns: [
              { label: "item", kind: "text" },
              { label: "cost", kind: "money", currency: "USD" },
            ],
            rows,
          },
        ],
      },
    });
    await inBrowser(
      browser,
      async (page) => {
        await ask(page, "cost in October");
        expect(await page.getByRole("row").count()).toBe(16);
        await page.getByRole("button", { name: "Show all 5,000 rows" }).click();
        expect(await page.locator("tbody tr").count()).toBe(5000);
        for (const [name, words] of [
          ["Slack", /of 5,000 rows are shown/],
          ["Teams", /… and 4,9\d\d more/],
        ] as const) {
          await view(page, name);
          await isShown(page.getByText(words).first());
          await isShown(page.getByRole("link", { name: /\.csv$/ }));
        }
        await page.reload();
        expect(await page.locator(".entry").count()).toBe(2);
      },
      { change },
    );
  });

  test("says so when the server is gone, and keeps the question", async () => {
    await withAssistant(async (_assistant, _bugs, store) => {
      const server = await startPage(store);
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.locator("#examples button").first().waitFor();
      await server.stop();
      await ask(page, "cost in October");
      await isShown(page.getByText("Tally can't be reached"));
      expect(await page.getByLabel("Your question").inputValue()).toBe("cost in October");
      await page.close();
    });
  });

  test("signs in with the token", async () => {
    const token = "a-token-of-some-length-0123456789";
    await withAssistant(async (_assistant, _bugs, store) => {
      const server = await startPage(store, { settings: { token } });
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.getByLabel("Access token").fill("wrong");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").waitFor();
      await picture(page, "page-sign-in");
      await page.getByLabel("Access token").fill(token);
      await page.keyboard.press("Enter");
      await page.locator("#examples button").first().waitFor();
      await ask(page, "cost in October");
      await page.getByText("$240.00").first().waitFor();
      await page.close();
      await server.stop();
    });
  });
});

/** The id, or else the name, of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return "";
    if (element.id === "question") return "question";
    const text = element.matches("input")
      ? element.parentElement?.textContent
      : element.textContent;
    return (element.getAttribute("aria-label") ?? text ?? "").trim();
  });
}

/** Runs in the browser: whether what has the focus is outlined; a radio button's outline is its label's. */
function hasFocusInSight(): boolean {
  const element = document.activeElement;
  const shown = element?.matches("input[type=radio]") ? element.nextElementSibling : element;
  return shown !== null && shown !== undefined && getComputedStyle(shown).outlineStyle !== "none";
}

/** Waits until something is on the page, or fails. */
function isShown(locator: Locator): Promise<void> {
  return locator.waitFor({ state: "visible", timeout: 3000 });
}

/** Waits until something is no longer on the page, or fails. */
function isGone(locator: Locator): Promise<void> {
  return locator.waitFor({ state: "hidden", timeout: 3000 });
}

/** Runs in the browser: what can be used but has no name, or jumps the order. */
function nameless(): string[] {
  const named = "button, a, input, select, textarea, [role=img], [role=region], summary";
  return [...document.querySelectorAll<HTMLElement>(named)].flatMap((element) => {
    if (!element.checkVisibility()) return [];
    const labels = "labels" in element ? (element.labels as NodeListOf<HTMLElement> | null) : null;
    const names = [
      element.getAttribute("aria-label"),
      element.getAttribute("aria-labelledby"),
      labels?.[0]?.textContent,
      element.matches("input, select, textarea") ? "" : element.textContent,
    ];
    const isNamed = names.some((name) => (name ?? "").trim() !== "");
    const start = element.outerHTML.slice(0, 80);
    if (element.tabIndex > 0) return [`${start} jumps the order`];
    return isNamed ? [] : [`${start} has no name`];
  });
}

/** Runs in the browser: what is wrong with headings, ids, tables and landmarks. */
function misplaced(): string[] {
  const all = [...document.querySelectorAll<HTMLElement>("body *")];
  const ids = all.map(({ id }) => id).filter((id) => id !== "");
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the id ${id} twice`);
  const headings = all.filter(
    (element) => element.checkVisibility() && element.matches("h1, h2, h3, [role=heading]"),
  );
  const levels = headings.map((heading) =>
    Number(heading.getAttribute("aria-level") ?? heading.tagName.slice(1)),
  );
  const isOrdered = levels.every((level, at) => level - (levels[at - 1] ?? 0) <= 1);
  const landmarks = ["main", "header", "footer", "[role=status]", "ol[aria-label]", "h1"];
  return [
    ...repeated,
    ...(isOrdered ? [] : [`levels ${levels.join(" ")}`]),
    ...landmarks.filter((mark) => document.querySelector(mark) === null),
    ...all.filter((element) => element.matches("th:not([scope]), img:not([alt])")).map(String),
  ];
}

/** Runs in the browser: texts whose contrast with what is behind them is under 4.5 (3 where they are large). */
function lowContrast(): string[] {
  const parse = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): readonly number[] => {
    if (element === null) return [255, 255, 255];
    const color = parse(getComputedStyle(element).backgroundColor);
    return (color[3] ?? 1) > 0.5 ? color : behind(element.parentElement);
  };
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>("body *")) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? "").trim() !== "",
    );
    if (!hasText || !element.checkVisibility() || element.closest(".unseen, .skip, noscript"))
      continue;
    const style = getComputedStyle(element);
    const [one, two] = [luminance(parse(style.color)), luminance(behind(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const isLarge = Number.parseFloat(style.fontSize) >= 24;
    if (contrast < (isLarge ? 3 : 4.5)) {
      found.push(`${(element.textContent ?? "").slice(0, 40)}: ${contrast.toFixed(1)}`);
    }
  }
  return found;
}
