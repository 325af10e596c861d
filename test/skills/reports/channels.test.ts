import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { Channel } from "#src/channel";
import { ChannelList, channelsSchema } from "#src/schedule-config";
import { StoredFeedback } from "#src/store/chat/feedback";
import { openStore } from "#src/store/open-store";
import { StoredChannelTeams } from "#src/store/schedules/channel-teams";
import { Postings } from "#src/store/schedules/postings";
import { HERE, NOW, QUIET, type Reading, reading } from "./small-weeks.ts";

const ELSEWHERE: Channel = { platform: "slack", tenant: "T1", id: "C9" };

function talk({ assistant }: Reading, channel: Channel | null, user: string) {
  return (text: string): Promise<Answer> =>
    assistant.ask({
      ...{ text, user, now: NOW, thread: `${channel?.id} ${user}` },
      ...(channel === null ? {} : { channel }),
    });
}

describe("whose a channel is", () => {
  test("is said by who governs the team, asked by anybody, and taken back", async () => {
    await reading(QUIET, async (all) => {
      const lead = talk(all, ELSEWHERE, "ana@example.com");
      expect((await lead("whose channel is this?")).text).toContain("no team's channel");
      const asked = await lead("this is team payments' channel");
      expect(asked).toMatchObject({ status: "confirm", skill: "bind-channel" });
      expect((await lead("yes")).text).toContain("This channel belongs to team payments");
      const teamOf = () => all.context().schedules.channelTeams.teamOf("slack:T1/C9");
      expect(teamOf()).toBe("payments");
      const other = talk(all, ELSEWHERE, "dan@example.com");
      expect((await other("whose channel is this?")).text).toContain("payments");
      expect((await other("unbind this channel")).status).toBe("refused");
      await lead("unbind this channel");
      await lead("yes");
      expect(teamOf()).toBeNull();
    });
  });

  test("can't be said of another team's, of none, or where tally.yaml says it", async () => {
    await reading(QUIET, async (all) => {
      const lead = talk(all, ELSEWHERE, "ana@example.com");
      expect((await lead("this is team search's channel")).status).toBe("refused");
      expect((await lead("this is the flurbs' channel")).status).toBe("clarify");
      const fixed = talk(all, HERE, "ann@example.com");
      expect((await fixed("unbind this channel")).text).toContain("stands in tally.yaml");
      const nowhere = talk(all, null, "ann@example.com");
      expect((await nowhere("this is team payments' channel")).text).toContain(
        "Here is no channel",
      );
    });
  });

  test("goes behind what tally.yaml says, and is where a team's alerts go", () => {
    const database = openStore(":memory:");
    const said = new StoredChannelTeams(database);
    const file = { "slack:T1/C1": { team: "payments" }, "slack:T1/C2": { name: "#data" } };
    const channels = new ChannelList(channelsSchema.parse(file), "UTC").boundBy(said);
    const by = { person: "", now: NOW };
    said.bind("1", "slack:T1/C1", "search", by);
    said.bind("2", "slack:T1/C2", "search", by);
    said.bind("3", "slack:T1/C3", "data", by);
    said.bind("3", "slack:T1/C3", "search", by);
    const teams = () => channels.all.map(({ channel, team }) => [channel.slice(-2), team]);
    expect(teams()).toEqual([
      ["C1", "payments"],
      ["C2", "search"],
      ["C3", "data"],
    ]);
    said.bind("4", "slack:T1/C3", null, by);
    expect(teams()).toHaveLength(2);
    expect(channels.teamOf({ platform: "slack", tenant: "T1", id: "C2" })).toBe("search");
  });
});

describe("a channel to send to", () => {
  const file = { "slack:T1/C2": { name: "#data" }, "slack:T9/C1": { name: "#far" } };
  const channels = new ChannelList(channelsSchema.parse(file), "UTC");
  test.each([
    ["#data", "slack:T1/C2"],
    ["#far", "slack:T9/C1"],
    ["<#C7|payments>", "slack:T1/C7"],
    ["<#C7>", "slack:T1/C7"],
    ["slack:T1/C8", "slack:T1/C8"],
    ["slack:T9/C1", "slack:T9/C1"],
    ["slack:T9/C8", null],
    ["teams:tenant/19:x", null],
    ["#unknown", null],
  ])("%s is %s for somebody in a workspace", (words, channel) => {
    expect(channels.called(words, ELSEWHERE)).toBe(channel);
  });
});

describe("what people think of what is sent", () => {
  test("is for administrators, counted by what is wrong", async () => {
    await reading(QUIET, async (all) => {
      const { store } = all;
      const admin = (text: string) => all.assistant.ask({ text, now: NOW });
      const question = "what do people think of the digests?";
      expect((await admin(question)).text).toContain("Nobody has said anything in 90 days.");
      const say = talk(all, HERE, "ann@example.com");
      await say("weekly digest for payments here");
      await say("yes");
      const [held] = all.context().schedules.held();
      const postings = new Postings(store.database);
      const key = { kind: "report", subject: held?.id ?? "", channel: "slack:T1/C1" } as const;
      const feedback = new StoredFeedback(store.database);
      const given = [
        ["2026-11-02", "good", null],
        ["2026-11-09", "bad", "too long: half would do"],
        ["2026-11-16", "bad", "the total is wrong"],
      ] as const;
      for (const [step, verdict, note] of given) {
        postings.plan({ ...key, step }, step, NOW);
        const [posting] = postings.of(key.subject, 1);
        feedback.keep(posting?.id ?? "", "ana@example.com", { verdict, note }, NOW);
      }
      const answer = await admin(question);
      expect(answer.text).toContain("3 opinions in 90 days: 1 useful, 1 too long, 1 wrong.");
      expect(answer.table?.rows).toHaveLength(3);
      expect(answer.table?.rows[0]?.[0]).toBe("Weekly digest for payments");
      expect((await say(question)).status).toBe("refused");
    });
  });
});
