import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { withAssistant } from "../../conversations/small-company.ts";
import type { GivenPerson } from "../../known-people.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const is = (dimension: string, value: string) => ({
  dimension,
  operator: "in" as const,
  values: [value],
});

/** What somebody of tally.yaml is told; the local administrator where nobody is named. */
async function told(question: string, person?: GivenPerson): Promise<Answer> {
  let answer: Answer | undefined;
  await withAssistant(
    async (assistant) => {
      const user = person === undefined ? {} : { user: person.email };
      answer = await assistant.ask({ text: question, now: NOW, ...user });
    },
    undefined,
    undefined,
    { people: person === undefined ? [] : [person] },
  );
  if (answer === undefined) throw new Error("nothing was answered");
  return answer;
}

describe("who asks", () => {
  test("is told their role, what is theirs, and what they see", async () => {
    const { text, ...answer } = await told("what may I do?", {
      email: "ann@example.com",
      role: "owner",
      team: ["payments", "search"],
      accounts: ["1"],
      scope: [is("team", "payments")],
    });
    expect(answer).toMatchObject({
      status: "answered",
      skill: "show-rights",
      person: "ann@example.com",
      role: "owner",
      teams: ["payments", "search"],
      accounts: ["1"],
      sees: { allowed: [[is("team", "payments")]], denied: [] },
    });
    expect(text).toContain("ann@example.com");
    expect(text).toContain("set budgets, approve");
    expect(text).toContain("payments, search");
    expect(text).toContain("Charges for team payments");
  });

  test("sees the whole bill where nothing limits them", async () => {
    const { text } = await told("who am I?", { email: "vic@example.com", role: "viewer" });
    expect(text).toContain("viewer");
    expect(text).toContain("change nothing");
    expect(text).toContain("The whole bill");
  });

  test("is the local administrator without a name", async () => {
    const { text } = await told("who am I?");
    expect(text).toContain("The local administrator");
    expect(text).toContain("see to Tally itself");
  });
});
