import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { Assistant } from "#src/assistant";
import { StoredProviderItems } from "#src/store/providers/provider-items";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { S3, withAssistant } from "../../conversations/small-company.ts";
import { FINDING } from "./small-waste.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const PEOPLE = [
  { email: "ann@example.com", role: "finops" as const, scope: [], team: "payments", lead: true },
  { email: "ana.diaz@example.com", role: "finops" as const, scope: [], team: "data" },
  { email: "cat@example.com", role: "finops" as const, scope: [], accounts: ["2"] },
  {
    email: "bob@example.com",
    scope: [{ dimension: "ServiceName", operator: "in" as const, values: [S3] }],
  },
];

interface World {
  readonly store: Store;
  /** Asks in one thread of a person's. */
  say(text: string, user?: string, minutes?: number): Promise<Answer>;
  /** Presses what calls a skill. */
  press(
    actionId: string,
    input: object,
    user?: string,
    skill?: string,
    minutes?: number,
  ): Promise<Answer>;
}

function withWorld(check: (world: World) => Promise<void>): Promise<void> {
  return withAssistant(
    async (assistant: Assistant, bugs, store) => {
      const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
      await check({
        store,
        say: (text, user = "ann@example.com", minutes = 0) =>
          assistant.ask({ text, user, thread: `t-${user}`, now: at(minutes) }),
        press: (
          actionId,
          input,
          user = "ann@example.com",
          skill = "decide-recommendation",
          minutes = 0,
        ) => assistant.call({ skill, input }, { user, now: at(minutes), actionId }),
      });
      expect(bugs).toEqual([]);
    },
    undefined,
    undefined,
    { people: PEOPLE, ...FINDING },
  );
}

const numbersOf = ({ table }: Answer) => table?.rows.map(([number]) => number);
const only = (answer: Answer) =>
  (answer as unknown as { recommendations: Record<string, unknown>[] }).recommendations[0];

describe("what can be saved", () => {
  test("is listed by what it saves, each saving counted once", () =>
    withWorld(async ({ say }) => {
      const answer = await say("what can we save?");
      expect(answer).toMatchObject({ status: "answered", skill: "list-recommendations" });
      expect(answer.table?.columns.map(({ name }) => name)).toEqual([
        "recommendation",
        "action",
        "saving",
        "owner",
        "status",
      ]);
      expect(numbersOf(answer)).toEqual(["4", "2", "1", "3", "5"]);
      // Deleting the bucket and moving it are alternatives.
      expect(answer.totals).toEqual([{ currency: "USD", value: 2_450 }]);
      expect(answer.text).toContain("5 recommendations save $2,450.00 a month");
    }));

  test.each([
    ["savings over $200 a month", ["4", "2"]],
    ["what can payments save?", ["1"]],
    ["idle ones", ["2", "1", "5"]],
    ["which recommendations have no owner?", []],
    ["my recommendations", ["1"]],
    ["recommendations assigned to ana", ["4", "2", "3"]],
    ["Azure recommendations", ["4"]],
    ["top 2 recommendations", ["4", "2"]],
  ])("%s", (question, numbers) =>
    withWorld(async ({ say }) => {
      await say("what can we save?");
      expect(numbersOf(await say(question)) ?? []).toEqual(numbers);
    }),
  );

  test("is added up by team", () =>
    withWorld(async ({ say }) => {
      const { table, totals } = await say("savings opportunities by team");
      expect(table?.rows).toEqual([
        ["data", 3, 2_350],
        ["payments", 1, 100],
        // It is about the bucket for which data has a larger one, so that all add up to the total.
        [null, 1, 0],
      ]);
      expect(totals).toEqual([{ currency: "USD", value: 2_450 }]);
    }));

  test("is limited to what the asker sees", () =>
    withWorld(async ({ say }) => {
      expect(numbersOf(await say("what can we save?", "bob@example.com"))).toEqual(["3", "5"]);
      const refused = await say("accept rec 4", "bob@example.com");
      expect(refused.status).toBe("refused");
      expect((await say("rec 4", "bob@example.com")).status).toBe("refused");
      expect((await say("rec 99")).status).toBe("clarify");
    }));

  test("is told in detail: sources beside ours, risk, owner and why, with the query", () =>
    withWorld(async ({ say }) => {
      const answer = await say("why rec 2?");
      for (const words of ["aws, at $340.00, on list prices", "idle-databases, at $300.00"]) {
        expect(answer.text).toContain(words);
      }
      expect(answer.text).toContain("ana.diaz@example.com: the only one known of data");
      expect(answer.basis.query).toContain("ledger-old");
      expect(only(answer)).toMatchObject({ number: 2, status: "open", findings: [{}, {}] });
    }));
});

describe("a decision in words", () => {
  test("is shown first, and taken after a yes", () =>
    withWorld(async ({ say }) => {
      const shown = await say("snooze rec 1 until after Black Friday");
      expect(shown.status).toBe("confirm");
      expect(shown.text).toContain("snoozed until 28 November 2026");
      const done = await say("yes");
      expect(done.text).toContain("snoozed until 28 November 2026 by ann@example.com");
      expect(numbersOf(await say("what can we save?"))).not.toContain("1");
      expect(numbersOf(await say("what was snoozed?"))).toEqual(["1"]);
    }));

  test("may be about several, all or none", () =>
    withWorld(async ({ say }) => {
      await say("dismiss 1, 2 and 3: planned");
      const done = await say("yes");
      expect(done.text.match(/dismissed \(planned anyway\)/g)).toHaveLength(3);
      const again = await say("dismiss 3 and 5: planned", "ana.diaz@example.com");
      expect(again.status).toBe("failed");
      expect(again.text).toMatch(/3 .* dismissed \(planned anyway\) by ann@example.com/);
      expect(numbersOf(await say("what can we save?"))).toEqual(["4", "5"]);
    }));

  test("needs a reason to dismiss, and words for another one", () =>
    withWorld(async ({ say }) => {
      expect(await say("dismiss rec 1")).toMatchObject({ status: "clarify" });
      expect((await say("dismiss rec 1 for another reason")).text).toContain(
        "For which other reason",
      );
      await say("dismiss the NAT one because the vendor needs it");
      expect((await say("yes")).text).toContain("“the vendor needs it”");
      const asked = await say("who dismissed the NAT one and why?", "cat@example.com");
      expect(asked.text).toContain(
        "Dismissed (another reason) by ann@example.com, 20 November 2026, 09:00 UTC: “the vendor needs it”",
      );
    }));

  test("can be taken back for ten minutes by whoever took it", () =>
    withWorld(async ({ say }) => {
      await say("accept rec 1");
      await say("yes");
      const other = await say("undo rec 1", "cat@example.com", 5);
      expect(other.text).toContain("Only who did it");
      await say("undo", "ann@example.com", 5);
      await say("yes", "ann@example.com", 6);
      expect(only(await say("rec 1"))).toMatchObject({ status: "open" });
      await say("accept rec 1", "ann@example.com", 10);
      await say("yes", "ann@example.com", 10);
      const late = await say("undo rec 1", "ann@example.com", 30);
      expect(late.text).toContain("for ten minutes");
    }));

  test("tells what I accepted, and whether it is done", () =>
    withWorld(async ({ say }) => {
      for (const text of ["accept rec 1", "yes", "rec 1 is done", "yes"]) await say(text);
      const answer = await say("what did I accept this month and is it done?");
      expect(numbersOf(answer)).toEqual(["1"]);
      expect(answer.table?.rows[0]?.at(-1)).toBe("done");
      expect(numbersOf(await say("what did I accept last month?")) ?? []).toEqual([]);
    }));

  test("snoozes until it would save more", () =>
    withWorld(async ({ say }) => {
      expect((await say("snooze rec 1 until it exceeds $50")).text).toContain("already");
      await say("snooze rec 1 until it exceeds $500");
      expect((await say("yes")).text).toContain("until it would save more than $500.00 a month");
    }));
});

describe("a decision by button", () => {
  const accept = { decision: "accept", numbers: [1] };

  test("counts once, and a second person is told what the first did", () =>
    withWorld(async ({ press, say }) => {
      expect((await press("a", accept)).status).toBe("answered");
      expect((await press("a", accept)).status).toBe("answered");
      const second = await press("a", accept, "cat@example.com");
      expect(second.status).toBe("failed");
      expect(second.text).toContain("accepted by ann@example.com, 20 November 2026, 09:00 UTC");
      const other = await press("b", { ...accept, decision: "approve" }, "cat@example.com");
      expect(other.text).toContain("accepted by ann@example.com");
      expect((only(await say("rec 1")) as { history: unknown[] }).history).toHaveLength(1);
    }));

  test("above the configured saving waits for somebody else", () =>
    withWorld(async ({ press, say }) => {
      const accepted = await press("a", { decision: "accept", numbers: [4] });
      expect(accepted.text).toContain(
        "to be approved by somebody else by the end of 27 November 2026",
      );
      expect(numbersOf(await say("what waits for my approval?")) ?? []).toEqual([]);
      expect(numbersOf(await say("what waits for my approval?", "cat@example.com"))).toEqual(["4"]);
      const own = await press("b", { decision: "approve", numbers: [4] });
      expect(own.text).toContain("somebody else has to approve it");
      const done = await press("c", { decision: "done", numbers: [4] });
      expect(done.status).toBe("failed");
      const approved = await press("d", { decision: "approve", numbers: [4] }, "cat@example.com");
      expect(approved.text).toContain("approved by cat@example.com");
    }));

  test("that nobody approves in time is open again", () =>
    withWorld(async ({ press, say }) => {
      await press("a", { decision: "accept", numbers: [4] });
      const later = 8 * 24 * 60;
      expect(only(await say("rec 4", "ann@example.com", later))).toMatchObject({ status: "open" });
    }));
});

describe("an owner", () => {
  test("comes by lead, account or team, and by hand before all", () =>
    withWorld(async ({ say }) => {
      const owner = async (number: number) => only(await say(`rec ${number}`))?.["owner"];
      expect(await owner(1)).toMatchObject({ name: "ann@example.com", by: "allocation" });
      expect(await owner(2)).toMatchObject({ name: "ana.diaz@example.com", by: "directory" });
      expect(await owner(5)).toMatchObject({ name: "cat@example.com", by: "account" });
      await say("assign the idle RDS one to cat");
      const given = await say("yes");
      expect(given.text).toContain("given to cat@example.com by ann@example.com");
      expect(await owner(2)).toMatchObject({ name: "cat@example.com", by: "hand" });
      await say("release rec 2");
      await say("yes");
      expect(await owner(2)).toMatchObject({ name: "ana.diaz@example.com", by: "directory" });
    }));

  test("may take it, and be mentioned", () =>
    withWorld(async ({ say }) => {
      await say("take rec 3");
      expect((await say("yes")).text).toContain("given to ann@example.com");
      await say("hand it over to <@cat@example.com>");
      expect((await say("yes")).text).toContain("given to cat@example.com");
      expect((await say("assign rec 3 to zoe")).status).toBe("clarify");
    }));
});

describe("what isn't flagged", () => {
  test("is confirmed, counted, listed and taken back", () =>
    withWorld(async ({ say }) => {
      const shown = await say("never flag staging for 6 months");
      expect(shown.status).toBe("confirm");
      expect(shown.text).toContain("until 20 May 2027");
      await say("yes");
      const list = await say("what can we save?");
      expect(numbersOf(list)).toEqual(["4", "2", "1", "3"]);
      expect(list.text).toContain("1 recommendation isn't shown ($40.00 a month): ann@example.com");
      expect((await say("what do you not flag?", "cat@example.com")).table?.rows).toMatchObject([
        ["1", "anything of environment staging", "2027-05-20", "ann@example.com", null, 1],
      ]);
      await say("flag staging again");
      await say("yes");
      expect(numbersOf(await say("what can we save?"))).toHaveLength(5);
    }));

  test("is only for who sees all of it, and a year at most", () =>
    withWorld(async ({ say }) => {
      expect((await say("never flag production", "bob@example.com")).status).toBe("refused");
      expect((await say("never flag staging for 2 years")).text).toContain("a year at most");
    }));
});

test("the source of a finding is told, and the detail says how far that is", () =>
  withWorld(async ({ press, say, store }) => {
    await press("a", { decision: "dismiss", reason: "planned", numbers: [2] });
    const providers = new StoredProviderItems(store.database, makeScope([]));
    expect(providers.told("aws", "recommendation", "item-2")).toMatchObject([
      {
        person: "ann@example.com",
        status: "waiting",
        writeBack: { state: "dismissed", until: null },
      },
    ]);
    expect((await say("rec 2")).text).toContain("aws will be told with its next sync (dismissed)");
    await press("b", { decision: "undo", numbers: [2] });
    await press("c", { decision: "snooze", days: 7, numbers: [2] });
    expect(
      providers.told("aws", "recommendation", "item-2").map(({ writeBack }) => writeBack),
    ).toMatchObject([
      { state: "dismissed" },
      { state: "open" },
      { state: "snoozed", until: "2026-11-27" },
    ]);
  }));
