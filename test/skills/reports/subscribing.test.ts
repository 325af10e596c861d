import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import type { Channel } from "#src/channel";
import { HERE, NOW, PAYMENTS, QUIET, type Reading, reading } from "./small-weeks.ts";

const ELSEWHERE: Channel = { platform: "teams", tenant: "t", id: "19:abc" };

/** A conversation in a channel, or in a terminal where there is none. */
function talk({ assistant }: Reading, channel: Channel | null = HERE, user = "ann@example.com") {
  return (text: string): Promise<Answer> =>
    assistant.ask({
      text,
      user,
      now: NOW,
      thread: `${channel?.id ?? "terminal"} ${user}`,
      ...(channel === null ? {} : { channel }),
    });
}

const heldBy = ({ context }: Reading) => context().schedules.held();

describe("subscribing by words", () => {
  test("asks first, then keeps it for this channel, with the rights of who asked", async () => {
    await reading(QUIET, async (all) => {
      const say = talk(all);
      const asked = await say("weekly digest for payments here");
      expect(asked.status).toBe("confirm");
      expect(asked.text).toBe(
        "Weekly digest for payments will be sent to slack:T1/C1 every Monday at 09:00, Europe/Berlin; it shows what you may see, as far as everybody there may, and all there read what it is about.",
      );
      expect(heldBy(all)).toEqual([]);
      const done = await say("yes");
      expect(done.text).toContain("Next: 2026-11-30 08:00 UTC.");
      expect(heldBy(all).map(({ schedule }) => schedule)).toEqual([
        {
          name: "Weekly digest for payments",
          kind: "weekly-digest",
          team: "payments",
          filters: [],
          call: null,
          channel: "slack:T1/C1",
          times: {
            rhythm: { every: "week", weekday: "monday" },
            time: "09:00",
            timeZone: "Europe/Berlin",
          },
          files: [],
          person: "ann@example.com",
        },
      ]);
    });
  });

  test("said again for another time changes it; elsewhere it is another one", async () => {
    await reading(QUIET, async (all) => {
      const say = talk(all);
      await say("weekly digest for payments here");
      await say("yes");
      const asked = await say("weekly digest for payments here every Friday at 5pm London time");
      expect(asked.text).toContain("every Friday at 17:00, Europe/London");
      expect(asked.text).toContain("Now it is sent every Monday at 09:00, Europe/Berlin.");
      await say("yes");
      expect(heldBy(all)).toHaveLength(1);
      expect(heldBy(all)[0]?.schedule.times.time).toBe("17:00");
      const there = talk(all, ELSEWHERE);
      await there("weekly digest for payments here");
      await there("yes");
      expect(heldBy(all).map(({ schedule }) => [schedule.name, schedule.channel])).toEqual([
        ["Weekly digest for payments", "slack:T1/C1"],
        ["Weekly digest for payments 2", "teams:t/19:abc"],
      ]);
    });
  });

  test("is sent at another time once that is said", async () => {
    await reading(QUIET, async (all) => {
      const say = talk(all);
      await say("weekly digest for payments here");
      await say("yes");
      const asked = await say("change it to Fridays at 8am");
      expect(asked.text).toContain("every Friday at 08:00, Europe/Berlin");
      await say("yes");
      await say("make it 10:30");
      await say("yes");
      const times = heldBy(all).map(({ schedule }) => schedule.times);
      expect(times).toMatchObject([{ rhythm: { weekday: "friday" }, time: "10:30" }]);
    });
  });

  test("takes an answer that is asked for in the same breath", async () => {
    await reading(QUIET, async (all) => {
      const asked = await talk(all)("send the costs of payments last month to #data on Fridays");
      expect(asked.text).toContain("Cost, last month, for payments will be sent to slack:T1/C2");
      expect(asked.text).toContain("every Friday at 09:00");
    });
  });

  test("nothing is sent by itself where people of other organisations read along", async () => {
    await reading(QUIET, async (all) => {
      const shared = talk(all, { ...HERE, audience: "shared" });
      expect((await shared("weekly digest for payments here")).status).toBe("refused");
    });
  });

  test("takes any answer of the thread, to a channel that is called by its name", async () => {
    await reading(QUIET, async (all) => {
      const say = talk(all);
      await say("costs for payments by service last month");
      const asked = await say("send this to #data every Monday at 8 with csv");
      expect(asked.text).toContain(
        "Cost by ServiceName, last month, for payments will be sent to slack:T1/C2",
      );
      expect(asked.text).toContain("every Monday at 08:00, UTC");
      await say("yes");
      const [held] = heldBy(all);
      expect(held?.schedule).toMatchObject({
        kind: "answer",
        files: ["csv"],
        call: { skill: "get-spend", input: { periodWords: "last month", filters: [PAYMENTS] } },
      });
    });
  });

  test("lists what is sent here, and stops it", async () => {
    await reading(QUIET, async (all) => {
      const say = talk(all);
      await say("daily brief here at 8:30");
      await say("yes");
      const there = talk(all, ELSEWHERE);
      expect((await there("what's scheduled here?")).text).toContain("Nothing is scheduled here.");
      const listed = await say("what's scheduled here?");
      expect(listed.text).toContain("every working day at 08:30, Europe/Berlin");
      const asked = await say("stop it");
      expect(asked).toMatchObject({ status: "confirm", skill: "stop-report" });
      await say("yes");
      expect(heldBy(all)).toEqual([]);
      expect((await say("list schedules")).text).toContain("Nothing is scheduled.");
    });
  });

  test("“stop it” under a digest ends that one; of several it asks which", async () => {
    await reading(QUIET, async (all) => {
      const say = talk(all);
      for (const team of ["payments", "search"]) {
        await say(`weekly digest for ${team} here`);
        await say("yes");
      }
      const which = await say("stop the weekly digest");
      expect(which).toMatchObject({
        status: "clarify",
        suggestions: ["Stop “Weekly digest for payments”", "Stop “Weekly digest for search”"],
      });
      await say("Stop “Weekly digest for search”");
      await say("yes");
      await say("weekly digest for payments");
      await say("stop it");
      await say("yes");
      expect(heldBy(all)).toEqual([]);
    });
  });

  test("a terminal says how, an unknown channel what would help, and nothing is sent of what one doesn't see", async () => {
    await reading(QUIET, async (all) => {
      const inTerminal = await talk(all, null)("weekly digest for payments every Monday");
      expect(inTerminal).toMatchObject({ status: "clarify" });
      expect(inTerminal.text).toContain("Here is no channel to send to.");
      const unknown = await talk(all)("weekly digest to #nowhere");
      expect(unknown.text).toContain("I know no channel #nowhere.");
      const nothing = await talk(all)("send this here every Monday");
      expect(nothing).toMatchObject({ status: "clarify" });
      const dan = talk(all, HERE, "dan@example.com");
      await dan("weekly digest for search here");
      await dan("yes");
      expect(heldBy(all)[0]?.schedule.person).toBe("dan@example.com");
      const ann = talk(all);
      await ann("weekly digest here");
      await ann("yes");
      const seen = await dan("list schedules");
      expect(seen.text).toContain("1 thing is scheduled.");
    });
  });
});
