import { describe, expect, test } from "vitest";
import { Access } from "#src/access";
import { audienceRulesOf } from "#src/audience-config";
import { budgetSchema } from "#src/budget-book";
import { type Audiences, ChannelAudiences, type Limit } from "#src/chat/audience";
import { directoryOf } from "#src/chat/directory";
import { ChannelMembers } from "#src/chat/members";
import { silentLog } from "#src/log";
import { alertsNow, alertsSeen } from "#src/seen-alerts";
import { SharedScopes } from "#src/shared-scope";
import { EC2, PEOPLE, S3, withAssistant } from "./conversations/small-company.ts";
import { knownPeople } from "./known-people.ts";

const now = new Date("2026-11-06T09:00:00Z");
const channel = { platform: "slack", tenant: "T1", id: "C1" } as const;

function budgetOf(name: string, service: string) {
  const filters = [{ dimension: "ServiceName", operator: "in", values: [service] }];
  return budgetSchema.parse({ name, filters, currency: "USD", amount: 1 });
}

describe("alerts for a channel", () => {
  test("are those that all in it may see, worked out from what they see", () =>
    withAssistant(async (_assistant, _bugs, store) => {
      const budgets = [budgetOf("Compute", EC2), budgetOf("Storage", S3)];
      const access = new Access(store, knownPeople(PEOPLE), { budgets });
      const config = { completenessLagDays: 2 };
      const parts = { config, tally: { access }, log: silentLog };
      const all = alertsNow(parts, now).filter(({ kind, isOver }) => kind === "budget" && !isOver);
      expect(all.map(({ card }) => card.title).toSorted()).toEqual([
        expect.stringContaining("Compute"),
        expect.stringContaining("Storage"),
      ]);
      const seen = (limit: Limit) => {
        const audiences: Audiences = { limitFor: async () => limit };
        return alertsSeen({ ...parts, audiences }, all, channel, now);
      };
      expect(await seen({ kind: "open" })).toBe(all);
      expect(await seen({ kind: "alone" })).toEqual([]);
      const within = access.scopeOf("bob@example.com");
      const limited = await seen({ kind: "within", within });
      expect(limited).toHaveLength(1);
      expect(JSON.stringify(limited)).toContain("Storage");
      expect(JSON.stringify(limited)).not.toContain("Compute");
    }));

  test("that is one person's are those that they may see, whatever the rule for channels", () =>
    withAssistant(async (_assistant, _bugs, store) => {
      const people = knownPeople(PEOPLE.map((person, at) => ({ ...person, slack: `T1/U${at}` })));
      const budgets = [budgetOf("Compute", EC2), budgetOf("Storage", S3)];
      const access = new Access(store, people, { budgets });
      const members = new ChannelMembers();
      members.readBy("slack", async ({ id }) => ({
        reader: { platform: "slack", tenant: "T1", id },
      }));
      const directory = directoryOf(people, false);
      const rules = audienceRulesOf({}, "asker");
      const scopes = new SharedScopes(access, people);
      const audiences = new ChannelAudiences({ rules, members, directory, scopes });
      const config = { completenessLagDays: 2 };
      const parts = { config, tally: { access }, log: silentLog, audiences };
      const all = alertsNow(parts, now).filter(({ kind, isOver }) => kind === "budget" && !isOver);
      const seen = async (id: string) => {
        const told = await alertsSeen(parts, all, { ...channel, id }, now);
        return told.map(({ card }) => card.title);
      };
      expect(await seen("U0")).toHaveLength(2);
      expect(await seen("U1")).toEqual([expect.stringContaining("Storage")]);
      expect(await seen("U9")).toEqual([]);
    }));
});
