import { describe, expect, test } from "vitest";
import type { PlainBlock, ShownForm, ShownPress, ShownReply } from "#src/adapters/web/shown";
import type { Reply } from "#src/chat/message";
import { withAssistant } from "../../conversations/small-company.ts";
import { CHANNELS, SUBSCRIBING } from "../subscribing.ts";
import { type PageServer, type PageServerOptions, startPage } from "./page-server.ts";

const THREAD = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

async function withPage(
  check: (page: PageServer) => Promise<void>,
  options: PageServerOptions = {},
): Promise<void> {
  await withAssistant(async (_assistant, _bugs, store) => {
    const page = await startPage(store, options);
    try {
      await check(page);
      expect(page.bugs).toEqual([]);
    } finally {
      await page.stop();
    }
  });
}

async function post(page: PageServer, path: string, body: unknown): Promise<Response> {
  return fetch(`${page.url}api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask(page: PageServer, text: string, thread = THREAD): Promise<ShownReply[]> {
  const response = await post(page, "ask", { text, thread });
  expect(response.status).toBe(200);
  return ((await response.json()) as { replies: ShownReply[] }).replies;
}

async function press(page: PageServer, id: string, date?: string): Promise<ShownPress> {
  const response = await post(page, "press", date === undefined ? { id } : { id, date });
  expect(response.status).toBe(200);
  return (await response.json()) as ShownPress;
}

function buttonId({ card }: ShownReply, label: string): string {
  const buttons = card.blocks.flatMap((block) => (block.type === "buttons" ? block.buttons : []));
  return buttons.find((button) => button.label === label)?.id ?? `no button ${label}`;
}

function totals(reply: ShownReply): unknown {
  return (reply.answer as { totals: unknown }).totals;
}

describe("asking", () => {
  test("an answer comes as ANSWER's JSON and as the payload of each platform", async () => {
    await withPage(async (page) => {
      const [reply] = await ask(page, "cost by service in October");
      expect(reply?.answer).toMatchObject({
        status: "answered",
        skill: "get-spend",
        totals: [{ currency: "USD", value: 240 }],
      });
      expect(Object.keys(reply?.answer ?? {})).not.toContain("card");
      expect(reply?.card.blocks[0]).toMatchObject({
        type: "figures",
        figures: [{ label: "Total", value: "$240.00" }],
      });
      expect(reply?.summary).toContain("$240.00");
      expect(JSON.stringify(reply?.slack?.payload)).toContain("$240.00");
      expect(reply?.teams?.payload).toMatchObject({ card: { type: "AdaptiveCard" } });
    });
  });

  test("a follow-up goes on from its own conversation, and no other", async () => {
    await withPage(async (page) => {
      await ask(page, "EC2 cost in October");
      const [next] = await ask(page, "and September?");
      expect(next && totals(next)).toEqual([{ currency: "USD", value: 80 }]);
      const [elsewhere] = await ask(page, "and September?", crypto.randomUUID());
      expect(elsewhere && totals(elsewhere)).toEqual([{ currency: "USD", value: 155 }]);
    });
  });

  test("several questions get several answers", async () => {
    await withPage(async (page) => {
      const replies = await ask(page, "what did EC2 cost in October? how much was S3 in October?");
      expect(replies.map(totals)).toEqual([
        [{ currency: "USD", value: 150 }],
        [{ currency: "USD", value: 30 }],
      ]);
    });
  });

  test.each([
    ["ask", {}],
    ["ask", { text: "  ", thread: THREAD }],
    ["ask", { text: "cost?", thread: "web:somebody-elses" }],
    ["ask", { text: "cost?", thread: THREAD, user: "ann@example.com" }],
    ["press", { id: 7 }],
    ["press", { id: "x", date: "yesterday" }],
    ["feedback", { answerId: "a", verdict: "maybe" }],
  ])("%s refuses %o", async (path, body) => {
    await withPage(async (page) => {
      const response = await post(page, path, body);
      expect(response.status).toBe(400);
      expect(await response.json()).toHaveProperty("error");
    });
  });

  test("an answer is counted", async () => {
    await withPage(async (page) => {
      await ask(page, "cost in October");
      const line = 'tally_answers_total{platform="web",skill="get-spend",status="answered"} 1';
      expect(await page.metrics.text()).toContain(line);
    });
  });
});

describe("pressing", () => {
  test("a suggestion is asked as a follow-up of its own answer", async () => {
    await withPage(async (page) => {
      const [first] = await ask(page, "EC2 cost in October");
      await ask(page, "S3 cost in November");
      const blocks = first?.card.blocks ?? [];
      const buttons = blocks.flatMap((block) => (block.type === "buttons" ? block.buttons : []));
      const suggestion = buttons.find(({ kind }) => kind === "ask");
      const came = await press(page, suggestion?.id ?? "");
      expect(came).toMatchObject({
        kind: "replies",
        replies: [{ answer: { status: "answered" } }],
      });
    });
  });

  test("a table comes as a file that can be fetched", async () => {
    await withPage(async (page) => {
      const [reply] = await ask(page, "cost by service in October");
      const came = await press(page, reply === undefined ? "" : buttonId(reply, "Table as CSV"));
      if (came.kind !== "file") throw new Error(`a ${came.kind} came`);
      expect(came.file).toMatchObject({ mediaType: "text/csv" });
      const file = await fetch(new URL(came.file.address, page.url));
      const text = await file.text();
      expect(text).toContain("Amazon Elastic Compute Cloud");
      expect(text.split("\r\n")).toHaveLength(5);
    });
  });

  test("the same id stands for the same action in every drawing", async () => {
    await withPage(async (page) => {
      const [reply] = await ask(page, "cost by service in October");
      const id = reply === undefined ? "" : buttonId(reply, "Table as CSV");
      expect(JSON.stringify(reply?.slack)).toContain(id);
      expect(JSON.stringify(reply?.teams)).toContain(id);
    });
  });

  test("a double click does it once; an unknown id says that it expired", async () => {
    await withPage(async (page) => {
      const [reply] = await ask(page, "cost by service in October");
      const id = reply === undefined ? "" : buttonId(reply, "Table as CSV");
      const kinds = await Promise.all([press(page, id), press(page, id)]);
      expect(kinds.map(({ kind }) => kind).sort()).toEqual(["file", "repeated"]);
      expect(await press(page, "nothing")).toMatchObject({ kind: "notice" });
    });
  });

  test("a chosen day takes the place in the question", async () => {
    const change = (reply: Reply): Reply => ({
      ...reply,
      card: {
        ...reply.card,
        blocks: [
          { type: "date", label: "Day", action: { kind: "ask", question: "cost on {date}" } },
        ],
      },
    });
    await withPage(
      async (page) => {
        const [reply] = await ask(page, "cost in October");
        const [date] = reply?.card.blocks ?? [];
        if (date?.type !== "date") throw new Error("no date to choose");
        const came = await press(page, date.id, "2026-10-05");
        const [next] = came.kind === "replies" ? came.replies : [];
        expect(next && totals(next)).toEqual([{ currency: "USD", value: 100 }]);
      },
      { change },
    );
  });
});

describe("what else the page asks for", () => {
  test("the first screen says which bill it is, and how far it reaches", async () => {
    await withPage(
      async (page) => {
        const help = await (await fetch(`${page.url}api/help`)).json();
        expect(help).toMatchObject({ store: "The demo company", isDemo: true });
        expect(help).toHaveProperty("dataThrough", "4 November 2026");
      },
      { isDemo: true },
    );
  });

  test("feedback is kept", async () => {
    await withAssistant(async (_assistant, _bugs, store) => {
      const page = await startPage(store);
      const [reply] = await ask(page, "cost in October");
      const kept = await post(page, "feedback", { answerId: reply?.id, verdict: "bad" });
      expect(kept.status).toBe(204);
      const rows = store.database.prepare("SELECT answer_id, verdict FROM feedback").all();
      expect(rows).toEqual([{ answer_id: reply?.id, verdict: "bad" }]);
      await page.stop();
    });
  });

  test("scripts are served without types, libraries from their packages", async () => {
    await withPage(async (page) => {
      const html = await (await fetch(page.url)).text();
      const addresses = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(
        ([, path]) => path ?? "",
      );
      expect(addresses).toContain("/page/main.ts");
      for (const path of [
        ...addresses,
        "/library/echarts.min.js",
        "/library/adaptivecards.min.js",
      ]) {
        expect((await fetch(new URL(path, page.url))).status, path).toBe(200);
      }
      const script = await fetch(`${page.url}page/main.ts`);
      expect(script.headers.get("content-type")).toMatch(/^text\/javascript/);
      const code = await script.text();
      expect(code).not.toMatch(/import type|: Promise<void>/);
      expect((await fetch(`${page.url}page/tsconfig.json`)).status).toBe(404);
      expect((await fetch(`${page.url}page/..%2fweb-page.ts`)).status).toBe(404);
    });
  });
});

test("a table keeps all its rows for the page, and says what the first ones leave out", async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => [`item ${at}`, 1]);
  const change = (reply: Reply): Reply => ({
    ...reply,
    card: {
      title: "Many",
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
  await withPage(
    async (page) => {
      const [reply] = await ask(page, "cost in October");
      const table = reply?.card.blocks[0] as Extract<PlainBlock, { type: "table" }>;
      expect(table.rows).toHaveLength(5000);
      expect(table.rest).toBe(`… and 4,985 more, $4,985.00 together`);
    },
    { change },
  );
});

describe("a form", () => {
  const parts = { desk: SUBSCRIBING, access: { channels: CHANNELS } };
  const fill = async (page: PageServer, id: string, filled: object) =>
    (await (await post(page, "press", { id, filled })).json()) as ShownPress;

  async function opened(page: PageServer): Promise<ShownForm> {
    const [reply] = await ask(page, "cost by service last month");
    const pressed = await press(page, reply ? buttonId(reply, "Subscribe to this") : "");
    if (pressed.kind !== "form") throw new Error(`no form: ${JSON.stringify(pressed)}`);
    return pressed.form;
  }

  test("comes with its fields, says what is wrong, and does what it is for", async () => {
    await withPage(async (page) => {
      const form = await opened(page);
      expect(form.fields.map(({ name, type, initial }) => [name, type, initial])).toEqual([
        ["rhythm", "choice", "0"],
        ["time", "time", "09:00"],
        ["timeZone", "choice", "0"],
        ["channel", "choice", ""],
        ["files", "choices", ""],
      ]);
      const filled = { rhythm: "4", time: "", timeZone: "0", channel: "0", files: ["0"] };
      const wrong = await fill(page, form.id, filled);
      expect(wrong).toMatchObject({ kind: "form", form: { id: form.id } });
      const fields = wrong.kind === "form" ? wrong.form.fields : [];
      expect(fields.filter(({ problem }) => problem !== "")).toMatchObject([{ name: "time" }]);
      expect(fields[0]?.initial).toBe("4");
      const done = await fill(page, form.id, { ...filled, time: "08:30" });
      const text = done.kind === "replies" ? done.replies[0]?.summary : "";
      expect(text).toContain("every Friday at 08:30");
      expect(text).toContain("slack:T1/C2");
    }, parts);
  });

  test("isn't offered where nothing can be sent", async () => {
    await withPage(async (page) => {
      const [reply] = await ask(page, "cost by service last month");
      expect(JSON.stringify(reply?.card)).not.toContain("Subscribe");
    });
  });

  test("takes no more than it should", async () => {
    await withPage(async (page) => {
      const { id } = await opened(page);
      for (const filled of [{ time: "x".repeat(4000) }, { time: { every: "day" } }, ["x"]]) {
        expect((await post(page, "press", { id, filled })).status).toBe(400);
      }
    }, parts);
  });
});
