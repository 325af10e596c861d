import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import { newThread } from "#src/conversation";
import { EC2, S3, VM, withAssistant } from "./small-company.ts";

const NOW = new Date("2026-11-20T09:00:00Z");

/** The figures of an answer: the total, what it is compared with, and the table's rows. */
function figures({ status, totals, comparison, table }: Answer) {
  if (status !== "answered") return status;
  const rows = table?.rows.map((row) => row.filter((_, at) => isKeyOrAmount(table, at)));
  const total = totals[0]?.value ?? null;
  return [
    total,
    ...(comparison === null ? [] : [comparison.totals[0]?.value ?? null]),
    ...(rows ?? []),
  ];
}

function isKeyOrAmount(table: NonNullable<Answer["table"]>, at: number): boolean {
  const first = table.columns.findIndex(({ kind }) => kind === "measure");
  return at === 0 || at === first;
}

async function talk(assistant: Assistant, turns: readonly (readonly [string, unknown])[]) {
  const answers: Answer[] = [];
  for (const [text] of turns) answers.push(await assistant.ask({ text, thread: "t", now: NOW }));
  const read = answers.map((answer, at) => [turns[at]?.[0], figures(answer)]);
  expect(read).toEqual(turns);
}

describe("a conversation over a bill", () => {
  test("narrows down, picks rows and looks back", async () => {
    await withAssistant((assistant) =>
      talk(assistant, [
        ["what did we spend in October?", [240]],
        ["only AWS", [180]],
        ["by service", [180, [EC2, 150], [S3, 30]]],
        ["the second one", [30]],
        ["and the first?", [150]],
        ["exclude tax", [140]],
        ["by account", [140, ["1", 100], ["2", 40]]],
        ["that account", [100]],
        ["vs the month before", [100, 80]],
        ["include tax", [110, 80]],
        ["remove the filter", [240, 155]],
        ["what about Azure?", [60, 50]],
        ["without the comparison", [60]],
        ["for AWS instead", [180]],
        ["and in September?", [105]],
        ["show it daily", [105, ["2026-09-10", 105]]],
        ["only the data team", [25, ["2026-09-10", 25]]],
        ["in total", [25]],
        ["what did we spend in September?", [155]],
        ["by team", [155, ["payments", 80], ["data", 75]]],
        ["top 1", [155, ["payments", 80]]],
        ["that team", [80]],
        ["and this month?", [55]],
        ["in 2024", "no_data"],
        ["same for October", [140]],
      ]),
    );
  });

  test("sets things side by side", async () => {
    await withAssistant((assistant) =>
      talk(assistant, [
        ["production vs staging in October", [190, 40, ["production", 190], ["staging", 40]]],
        ["only AWS", [130, 40, ["production", 130], ["staging", 40]]],
        ["the second one", [40]],
        ["how does it compare to production?", [40, 130, ["staging", 40], ["production", 130]]],
        ["how much of it was S3?", [null, 30, ["production", 30]]],
      ]),
    );
  });

  test("starts afresh with a question that is complete", async () => {
    await withAssistant((assistant) =>
      talk(assistant, [
        ["EC2 cost for production in October by account", [100, ["1", 100]]],
        ["what did we spend on S3 in September?", [25]],
        ["what did we spend on EC2?", [55]],
        ["what is our total spend?", [60]],
      ]),
    );
  });

  test("answers what the rules can't read without losing the thread", async () => {
    await withAssistant((assistant) =>
      talk(assistant, [
        ["EC2 cost in October", [150]],
        ["buy a savings plan for it", "unsupported"],
        ["what about quuxinator?", "clarify"],
        ["number 3", "clarify"],
        ["and September?", [80]],
      ]),
    );
  });

  test("explains what was shown, and goes on explaining", async () => {
    await withAssistant((assistant) =>
      talk(assistant, [
        ["EC2 cost in October", [150]],
        ["why?", [150, 80, ["All charges", 150]]],
        ["and in September?", [80, null, ["All charges", 80]]],
      ]),
    );
  });

  test("takes a name for the answer to what it asked back", async () => {
    await withAssistant((assistant) =>
      talk(assistant, [
        ["cost of the paiments-core team in October by account", "clarify"],
        ["payments", [140, ["1", 100], ["2", 40]]],
        ["what about quuxinator?", "clarify"],
        ["sorry, the data team please", [90, ["3", 60], ["1", 30]]],
        ["costs by frobnicator in October", "clarify"],
        ["by service", [240, [EC2, 150], [VM, 60], [S3, 30]]],
        ["what about quuxinator?", "clarify"],
        ["and in September?", [155, [EC2, 80], [VM, 50], [S3, 25]]],
        ["payments", [80, [EC2, 80]]],
      ]),
    );
  });
});

describe("a thread", () => {
  test("belongs to the person who asked", async () => {
    await withAssistant(async (assistant) => {
      const ask = (text: string, user: string) =>
        assistant.ask({ text, user, thread: "t", now: NOW });
      await ask("EC2 cost in October", "ann@example.com");
      expect(figures(await ask("by account", "bob@example.com"))).toEqual([5, ["1", 5]]);
      expect(figures(await ask("by account", "Ann@Example.com"))).toEqual([
        150,
        ["1", 110],
        ["2", 40],
      ]);
    });
  });

  test("is forgotten after 48 hours", async () => {
    await withAssistant(async (assistant) => {
      const ask = async (text: string, now: string) =>
        figures(await assistant.ask({ text, thread: "t", now: new Date(now) }));
      expect(await ask("cost in October", "2026-11-18T10:00:00Z")).toEqual([240]);
      expect(await ask("only S3", "2026-11-20T09:00:00Z")).toEqual([30]);
      expect(await ask("only EC2", "2026-11-22T09:00:00Z")).toEqual([55]);
    });
  });

  test("isn't needed: without one each question stands alone", async () => {
    await withAssistant(async (assistant) => {
      await assistant.ask({ text: "cost in October", now: NOW });
      expect(figures(await assistant.ask({ text: "only S3", now: NOW }))).toEqual([5]);
    });
  });

  test("that can't be kept costs no answer, and is reported", async () => {
    const broken = {
      last: () => newThread,
      keep: () => {
        throw new Error("database is locked");
      },
      keepForAll: () => undefined,
    };
    await withAssistant(async (assistant, bugs) => {
      const answer = await assistant.ask({ text: "cost in October", thread: "t", now: NOW });
      expect(figures(answer)).toEqual([240]);
      expect(bugs).toHaveLength(1);
    }, broken);
  });
});

describe("a message with several questions", () => {
  test("gets several answers, of which a later one may follow up an earlier one", async () => {
    await withAssistant(async (assistant) => {
      const text = "What did we spend in October? And how much of it was S3? And why?";
      const answers = await assistant.askAll({ id: "q", text, now: NOW });
      expect(answers.map(({ id }) => id)).toEqual(["q", "q#2", "q#3"]);
      expect(answers.map(figures)).toEqual([[240], [30], [30, 25, ["All charges", 30]]]);
    });
  });

  test("goes on with its thread, and the thread with it", async () => {
    await withAssistant(async (assistant) => {
      const ask = async (text: string) =>
        (await assistant.askAll({ text, thread: "t", now: NOW })).map(figures);
      expect(await ask("cost in October")).toEqual([[240]]);
      expect(await ask("and in September? And what about S3?")).toEqual([[155], [25]]);
      expect(await ask("and EC2?")).toEqual([[80]]);
    });
  });

  test("may hold eight", async () => {
    await withAssistant(async (assistant) => {
      const text = "what did we spend in October? ".repeat(10);
      const answers = await assistant.askAll({ id: "q", text, now: NOW });
      expect(answers.map(({ status }) => status)).toEqual([
        ...Array.from({ length: 8 }, () => "answered"),
        "failed",
      ]);
      expect(answers[8]?.text).toContain("8 questions");
    });
  });
});
