import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { withAssistant } from "./small-company.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const OF_A_PART = "totals, shares and ranks are of what you may see";

/** How often an answer's card says that it is about a part. */
function timesSaid({ card }: Answer): number {
  const lines =
    card?.blocks.flatMap((block) => (block.type === "context" ? block.lines : [])) ?? [];
  return lines.filter((line) => line === OF_A_PART).length;
}

async function said(user: string, ...texts: string[]): Promise<(number | string)[]> {
  const all: (number | string)[] = [];
  await withAssistant(async (assistant) => {
    for (const text of texts) {
      const answer = await assistant.ask({ text, user, now: NOW });
      all.push(answer.status === "answered" ? timesSaid(answer) : answer.status);
      expect(answer.assumptions.includes(OF_A_PART)).toBe(timesSaid(answer) > 0);
    }
  });
  return all;
}

describe("somebody who sees a part of the bill", () => {
  test("is told so with each total, share and rank", async () => {
    const texts = [
      "what did we spend in October?",
      "top 3 accounts in October",
      "what share of October was S3?",
      "compare October to September by team",
      "why did costs change in October?",
      "S3 vs EC2 in October",
    ];
    const answers = await said("bob@example.com", ...texts);
    expect(answers.filter((one) => one !== 1)).toEqual([]);
  });

  test("isn't, where all that was asked for is theirs to see, or no figure is told", async () => {
    expect(
      await said("bob@example.com", "what did S3 cost in October?", "how fresh is the data?"),
    ).toEqual([0, 0]);
  });
});

test("who sees the whole bill isn't told of parts", async () => {
  expect(await said("ann@example.com", "what did we spend in October?")).toEqual([0]);
});

test("rules about what somebody doesn't see aren't listed for them", async () => {
  const people = [
    { email: "fay@example.com", role: "finops" as const },
    {
      email: "bob@example.com",
      scope: [{ dimension: "team", operator: "in" as const, values: ["data"] }],
    },
  ];
  await withAssistant(
    async (assistant) => {
      const say = async (user: string, text: string) =>
        (await assistant.ask({ text, user, thread: user, now: NOW })).text;
      await say("fay@example.com", "never flag the payments team");
      await say("fay@example.com", "yes");
      expect(await say("fay@example.com", "what do you not flag?")).toContain("payments");
      const forBob = await say("bob@example.com", "what do you not flag?");
      expect(forBob).toContain("Everything is flagged");
      expect(forBob).not.toContain("payments");
      const taken = await say("bob@example.com", "flag the payments team again");
      expect(taken).not.toContain("Rule 1");
    },
    undefined,
    undefined,
    { people },
  );
});
