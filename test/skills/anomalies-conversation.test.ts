import { expect, test } from "vitest";
import { skills } from "#skills/index";
import { Access } from "#src/access";
import type { Answer } from "#src/answer";
import { Assistant } from "#src/assistant";
import { conversationsInMemory } from "#src/conversation";
import { addDays } from "#src/focus/day";
import { ruleRouter } from "#src/router/rule-router";
import type { Store } from "#src/store/store";
import { knownPeople } from "../known-people.ts";
import { withBill } from "../store/store-with-bill.ts";
import { dailyCharges, START, steady } from "./anomaly-bill.ts";

const TODAY = addDays(START, 60);
const ROWS = [
  ...dailyCharges(steady(60, { 50: 400, 51: 400 })),
  ...dailyCharges(steady(60, { 57: 300, 58: 300, 59: 300 }), {
    ServiceName: "Amazon Simple Storage Service",
    SubAccountId: "2",
    SubAccountName: "account-2",
  }),
];

function assistantOver(store: Store): Assistant {
  return new Assistant({
    router: ruleRouter(),
    skills,
    access: new Access(
      store,
      knownPeople([{ email: "ann@example.com", role: "finops", scope: [] }]),
    ),
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug: (error) => {
      throw error;
    },
  });
}

test("an anomaly is found, explained, silenced once that is confirmed, shown again and reopened", async () => {
  await withBill(ROWS, [], async (store) => {
    const assistant = assistantOver(store);
    const say = (text: string): Promise<Answer> =>
      assistant.ask({
        text,
        thread: "t",
        user: "ann@example.com",
        now: new Date(`${TODAY}T09:00:00Z`),
      });
    const listed = await say("any anomalies?");
    expect(listed).toMatchObject({ status: "answered", skill: "list-anomalies" });
    expect(listed.table?.rows).toHaveLength(2);

    const explained = await say("explain the S3 one");
    expect(explained).toMatchObject({ status: "answered", skill: "explain-anomaly" });
    expect(explained.text).toContain("Amazon Simple Storage Service");

    const asked = await say("mark it as expected until January, it was a migration");
    expect(asked).toMatchObject({ status: "confirm", skill: "resolve-anomaly" });
    expect(asked.text).toContain("until 1 January 2027");
    expect((await say("yes")).text).toContain("expected, said by ann@example.com");

    const fewer = await say("any anomalies?");
    expect(fewer.table?.rows).toHaveLength(1);
    expect(fewer.text).toContain("1 anomaly is left out");
    const silenced = await say("show silenced ones");
    expect(silenced.text).toContain("“a migration”");

    expect(await say("reopen it")).toMatchObject({ status: "confirm" });
    expect((await say("no")).text).toContain("Nothing was changed");
    await say("reopen it");
    expect((await say("yes")).text).toContain("open");
    expect((await say("any anomalies?")).table?.rows).toHaveLength(2);
  });
});

test("a button acts once, however often it is delivered", async () => {
  await withBill(ROWS, [], async (store) => {
    const assistant = assistantOver(store);
    const by = { user: "ann@example.com", now: new Date(`${TODAY}T09:00:00Z`) };
    const list = await assistant.call({ skill: "list-anomalies", input: {} }, by);
    const button = list.card?.blocks
      .flatMap((block) => (block.type === "buttons" ? block.buttons : []))
      .find(({ label }) => label === "Acknowledge");
    if (button?.action.kind !== "call") throw new Error("there is no such button");
    const first = await assistant.call(button.action, { ...by, actionId: "press-1" });
    const again = await assistant.call(button.action, { ...by, actionId: "press-1" });
    expect(first).toMatchObject({ status: "answered", anomalies: [{ state: "acknowledged" }] });
    expect(again.text).toBe(first.text);
    expect(again).toMatchObject({ anomalies: [{ history: [{ verdict: "acknowledged" }] }] });
  });
});
