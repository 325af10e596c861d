import { describe, expect, test } from "vitest";
import {
  type Conversations,
  conversationsInMemory,
  newThread,
  type ThreadState,
} from "#src/conversation";
import { StoredConversations } from "#src/store/conversations";
import { openStore } from "#src/store/open-store";

const NOON = new Date("2026-11-20T12:00:00Z");
const state = (skill: string): ThreadState => ({
  turn: {
    skill,
    input: { limit: 3, filters: [] },
    rows: { dimension: "ServiceName", values: ["Storage", null] },
  },
  open: null,
});
const asking: ThreadState = { turn: null, open: { text: "cost of kinesis", name: "kinesis" } };

function hoursLater(hours: number): Date {
  return new Date(NOON.getTime() + hours * 3_600_000);
}

const KINDS: Readonly<Record<string, () => Conversations>> = {
  "in memory": conversationsInMemory,
  "in the store": () => new StoredConversations(openStore(":memory:")),
};

describe.each(Object.entries(KINDS))("conversations %s", (_, make) => {
  test("give back what was kept last, as it was", () => {
    const conversations = make();
    expect(conversations.last("t", "ann", NOON)).toEqual(newThread);
    conversations.keep("t", "ann", state("get-spend"), NOON);
    conversations.keep("t", "ann", asking, NOON);
    expect(conversations.last("t", "ann", NOON)).toEqual(asking);
    conversations.keep("t", "ann", state("get-spend"), NOON);
    expect(conversations.last("t", "ann", NOON)).toEqual(state("get-spend"));
  });

  test("keep threads and people apart", () => {
    const conversations = make();
    conversations.keep("t", "ann", state("of-ann"), NOON);
    conversations.keep("t", "bob", state("of-bob"), NOON);
    expect(conversations.last("t", "ann", NOON).turn?.skill).toBe("of-ann");
    expect(conversations.last("t", "bob", NOON).turn?.skill).toBe("of-bob");
    expect(conversations.last("t", "", NOON)).toEqual(newThread);
    expect(conversations.last("u", "ann", NOON)).toEqual(newThread);
  });

  test("forget after 48 hours", () => {
    const conversations = make();
    conversations.keep("t", "ann", state("get-spend"), NOON);
    expect(conversations.last("t", "ann", hoursLater(47.9))).toEqual(state("get-spend"));
    expect(conversations.last("t", "ann", hoursLater(48))).toEqual(newThread);
  });

  test("go on from what was posted for all, until somebody says something themselves", () => {
    const conversations = make();
    const { turn } = state("weekly-digest");
    conversations.keep("t", "ann", state("of-ann"), NOON);
    conversations.keepForAll("t", turn, hoursLater(1));
    expect(conversations.last("t", "ann", hoursLater(2))).toEqual(state("weekly-digest"));
    expect(conversations.last("t", "bob", hoursLater(2))).toEqual(state("weekly-digest"));
    expect(conversations.last("u", "bob", hoursLater(2))).toEqual(newThread);
    conversations.keep("t", "bob", state("of-bob"), hoursLater(3));
    expect(conversations.last("t", "bob", hoursLater(4))).toEqual(state("of-bob"));
    expect(conversations.last("t", "ann", hoursLater(4))).toEqual(state("weekly-digest"));
  });

  test("what waits for a person's yes goes on waiting when something is posted for all", () => {
    const conversations = make();
    const pending = { skill: "set-budget", input: {}, actionId: "a" };
    conversations.keep("t", "ann", { ...state("of-ann"), pending }, NOON);
    conversations.keepForAll("t", state("weekly-digest").turn, hoursLater(1));
    const forAnn = conversations.last("t", "ann", hoursLater(2));
    expect(forAnn).toEqual({ ...state("weekly-digest"), pending });
    expect(conversations.last("t", "bob", hoursLater(2)).pending).toBeUndefined();
  });

  test("forget what was posted for all after two weeks", () => {
    const conversations = make();
    conversations.keepForAll("t", state("weekly-digest").turn, NOON);
    conversations.keep("u", "ann", state("get-spend"), hoursLater(13 * 24));
    expect(conversations.last("t", "ann", hoursLater(13.9 * 24))).toEqual(state("weekly-digest"));
    expect(conversations.last("t", "ann", hoursLater(14 * 24))).toEqual(newThread);
  });
});

test("the store deletes what is forgotten", () => {
  const database = openStore(":memory:");
  const conversations = new StoredConversations(database);
  conversations.keep("t", "ann", state("get-spend"), NOON);
  conversations.keep("u", "ann", state("get-spend"), hoursLater(49));
  const threads = database.prepare("SELECT thread FROM conversation ORDER BY thread").pluck();
  expect(threads.all()).toEqual(["u"]);
  conversations.keepForAll("v", null, hoursLater(49));
  conversations.keep("w", "ann", state("get-spend"), hoursLater(49 + 13 * 24));
  expect(threads.all()).toEqual(["v", "w"]);
  conversations.keep("w", "ann", state("get-spend"), hoursLater(49 + 14 * 24));
  expect(threads.all()).toEqual(["w"]);
});
