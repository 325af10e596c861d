import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { openAudiences } from "#src/chat/audience";
import { plainAnswer } from "#src/plain-answer";
import { answerReporter, callOf } from "#src/schedule/answer-reporter";
import type { Schedule } from "#src/schedule-book";
import { titled } from "./simulated-platform.ts";

const weekly: Schedule = {
  ...{ name: "Weekly", kind: "weekly-digest", team: "payments", filters: [], call: null },
  channel: "slack:T1/C1",
  times: { rhythm: { every: "week", weekday: "monday" }, time: "09:00", timeZone: "UTC" },
  files: ["csv"],
  person: "ana@example.com",
};

const answered: Answer = { ...plainAnswer("a", "clarify", "so much", []), status: "answered" };

/** A reporter over somebody who answers so; what was asked and drawn is noted. */
function reporting(answer: Answer & { readonly report?: unknown }, schedule = weekly) {
  const asked: unknown[] = [];
  const renewedOn: string[] = [];
  const reporter = answerReporter(
    {
      call: (call, by) => {
        asked.push({ call, user: by.user });
        return Promise.resolve(answer);
      },
    },
    {
      drawFor: (_, { id, person, files }) => {
        asked.push({ id, person, files });
        return Promise.resolve(titled("drawn"));
      },
    },
    (call, now) => {
      renewedOn.push(now.toISOString().slice(0, 10));
      return call;
    },
    openAudiences,
  );
  const dueAt = new Date("2026-11-23T09:00:00Z");
  const ask = (mayWait: boolean) =>
    reporter({ ...{ id: "1", schedule, period: "2026-11-23", dueAt, now: dueAt, mayWait } });
  return { asked, ask, renewedOn };
}

describe("a reporter", () => {
  test("asks the report's skill in the person's name, and draws it for the channel", async () => {
    const { asked, ask, renewedOn } = reporting({ ...answered, report: { isAwaited: false } });
    expect(await ask(true)).toMatchObject({ card: { title: "drawn" } });
    expect(renewedOn).toEqual(["2026-11-23"]);
    const filters = [{ dimension: "team", operator: "in", values: ["payments"] }];
    const input = { filters, through: "2026-11-22" };
    expect(asked).toEqual([
      { call: { skill: "weekly-digest", input }, user: "ana@example.com" },
      { id: "1", person: "ana@example.com", files: ["csv"] },
    ]);
  });

  test("waits for awaited data, or any, as long as it may", async () => {
    for (const answer of [
      { ...answered, report: { isAwaited: true } },
      { ...answered, status: "no_data" } as const,
    ]) {
      const { ask } = reporting(answer);
      expect(await ask(true)).toBe("wait");
      expect(await ask(false)).toMatchObject({ card: { title: "drawn" } });
    }
  });

  test("fails where the person has no rights any more", async () => {
    const { ask } = reporting({ ...answered, status: "refused", text: "ana isn't known here" });
    await expect(ask(true)).rejects.toThrow("ana isn't known here");
  });

  test("runs what was asked where that is sent again", () => {
    const call = { skill: "get-spend", input: { period: "…" } };
    expect(callOf({ ...weekly, kind: "answer", call }, "2026-11-23")).toEqual(call);
  });
});
