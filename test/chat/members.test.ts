import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ChannelMembers, type Members } from "#src/chat/members";

const channel = { platform: "slack", tenant: "T1", id: "C1" } as const;
const ann = { platform: "slack", tenant: "T1", id: "UANN" } as const;
const bob = { platform: "slack", tenant: "T1", id: "UBOB" } as const;
const MINUTE = 60_000;

/** Members of a platform that says so, one after the other; and how often it was asked. */
function reading(...said: readonly (() => Promise<Members>)[]) {
  let time = 0;
  const asked: string[] = [];
  const members = new ChannelMembers(() => time);
  members.readBy("slack", ({ id }) => {
    const say = said[Math.min(asked.length, said.length - 1)];
    asked.push(id);
    return say?.() ?? Promise.resolve(null);
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { members, asked, pass };
}

describe("the members of a channel", () => {
  test("are asked for once, also by several at once, and again after ten minutes", async () => {
    const { members, asked, pass } = reading(async () => [ann]);
    expect(await Promise.all([members.of(channel), members.of(channel)])).toEqual([[ann], [ann]]);
    pass(9 * MINUTE);
    expect(await members.of(channel)).toEqual([ann]);
    expect(asked).toHaveLength(1);
    pass(2 * MINUTE);
    await members.of(channel);
    expect(asked).toHaveLength(2);
  });

  test("are asked for again after a minute where the platform didn't tell, or failed", async () => {
    const { members, asked, pass } = reading(
      async () => null,
      () => Promise.reject(new Error("gone")),
      async () => [ann],
    );
    expect(await members.of(channel)).toBe(null);
    expect(await members.of(channel)).toBe(null);
    expect(asked).toHaveLength(1);
    pass(MINUTE);
    expect(await members.of(channel)).toBe(null);
    pass(MINUTE);
    expect(await members.of(channel)).toEqual([ann]);
  });

  test("aren't told where that takes longer than a moment, but the next time", async () => {
    const { members, asked } = reading(async () => {
      await sleep(1300);
      return [ann];
    });
    const began = performance.now();
    expect(await members.of(channel)).toBe(null);
    expect(performance.now() - began).toBeLessThan(1250);
    await sleep(400);
    expect(await members.of(channel)).toEqual([ann]);
    expect(asked).toHaveLength(1);
  });

  test("are told to what nobody waits for where that takes longer than a moment", async () => {
    const { members } = reading(async () => {
      await sleep(1300);
      return [ann];
    });
    expect(await members.of(channel, "patiently")).toEqual([ann]);
  });

  test("are asked for again once something about one of them is another", async () => {
    const { members, asked } = reading(async () => [ann, bob]);
    await members.of(channel);
    members.changedPerson({ platform: "slack", id: "UEVE" });
    members.changedPerson({ platform: "teams", id: "UANN" });
    await members.of(channel);
    expect(asked).toHaveLength(1);
    members.changedPerson(ann);
    await members.of(channel);
    expect(asked).toHaveLength(2);
  });

  test("are asked for again once somebody came, and what was read before that isn't used", async () => {
    const { members, asked } = reading(
      async () => {
        await sleep(50);
        return [ann];
      },
      async () => [ann, bob],
    );
    const before = members.of(channel);
    members.changed(channel);
    expect(await before).toBe(null);
    expect(await members.of(channel)).toEqual([ann, bob]);
    members.changed({ ...channel, id: "C2" });
    await members.of(channel);
    expect(asked).toHaveLength(2);
    members.changed({ platform: "slack", tenant: "T1" });
    await members.of(channel);
    expect(asked).toHaveLength(3);
  });

  test("of a platform that nobody asks aren't known", async () => {
    const { members } = reading();
    expect(await members.of({ ...channel, platform: "teams" })).toBe(null);
  });
});
