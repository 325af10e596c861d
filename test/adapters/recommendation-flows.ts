import { expect, test } from "vitest";
import type { Store } from "#src/store/store";

/**
 * Who takes part. Ann and Cat are of FinOps, and see all as Vic does, who may change nothing, and Dee, who is of team
 * data; Bob sees only storage.
 */
export type Somebody = "ann" | "bob" | "cat" | "dee" | "vic";

/** What came of a press: the card in its place for all, what the presser alone was told, and what stands below. */
export interface Pressed {
  readonly redrawn: string | null;
  readonly told: string | null;
  readonly said?: string;
}

/** A conversation on a platform, over the small company's waste. */
export interface Chat {
  readonly store: Store;
  /** Where the cards stand, as the history keeps it. */
  readonly place: { readonly from: string; readonly thread?: string };
  /** Says something to the bot; gives what is shown for it, as text. */
  say(person: Somebody, text: string): Promise<string>;
  /** Whether all in the channel read what was shown last, or only who had said something. */
  wasForAll(): boolean;
  /** Presses the button, or chooses the option, that is labelled so on the card that was shown last. */
  press(person: Somebody, label: string, menu?: string): Promise<Pressed>;
  /** Fills in the form that a button opens: texts as they are, choices by their labels. */
  fill(person: Somebody, label: string, filled: Readonly<Record<string, string>>): Promise<Pressed>;
  /** The last press once more, when a double click is over: by the same person or from another's old view of the card. */
  again(person: Somebody): Promise<Pressed>;
  /** Mentions somebody, as the platform's people do. */
  mention(person: Somebody): string;
  later(minutes: number): void;
}

type Opens = (check: (chat: Chat) => Promise<void>) => Promise<void>;

/** Accepting, snoozing, dismissing, assigning, undoing and approving, each from a card and from words. */
export function testRecommendationFlows(open: Opens): void {
  test.each([
    ["accept", "Accept", undefined, "Accepted by ann@example.com"],
    ["snooze", "1 week", "Snooze", "Snoozed until 27 November 2026 by ann@example.com"],
    ["dismiss", "Planned anyway", "Dismiss", "Dismissed (planned anyway) by ann@example.com"],
    ["assign", "cat@example.com", "Assign", "given to cat@example.com by ann@example.com"],
  ])("a card: %s", (_, label, menu, done) =>
    open(async (chat) => {
      await chat.say("ann", "rec 1");
      const { redrawn } = await chat.press("ann", label, menu);
      expect(redrawn?.toLowerCase()).toContain(done.toLowerCase());
      expect(stepsIn(chat.store)).toHaveLength(1);
    }),
  );

  test("a form: dismiss for another reason, which needs its note", () =>
    open(async (chat) => {
      await chat.say("ann", "rec 1");
      const form = "Dismiss with a note";
      const unsaid = await chat.fill("ann", form, { reason: "Another reason" });
      expect(unsaid).toEqual({ redrawn: null, told: expect.stringContaining("Say it") });
      expect(stepsIn(chat.store)).toEqual([]);
      chat.later(1);
      const note = "The vendor needs it until March.";
      const refused = await chat.fill("bob", form, { reason: "Another reason", note });
      expect(refused).toEqual({
        redrawn: null,
        told: expect.stringContaining("isn't yours to see or decide"),
      });
      const { redrawn } = await chat.fill("ann", form, { reason: "Another reason", note });
      expect(redrawn).toContain("ismissed (another reason) by ann@example.com");
      expect(redrawn).toContain(note);
      expect(stepsIn(chat.store)).toHaveLength(1);
    }));

  test("a list: any other one is told by itself once it is chosen, and decided there", () =>
    open(async (chat) => {
      await chat.say("ann", "what can we save?");
      const label = "3 · $50.00 · Move the bucket lake to infrequent access";
      const { said, redrawn } = await chat.press("ann", label, "Decide about another one");
      expect(redrawn).toBeNull();
      expect(said).toContain("Recommendation 3");
      expect((await chat.press("ann", "1 week", "Snooze")).redrawn).toContain("noozed until");
    }));

  test.each([
    ["accept rec 1", "accepted by ann@example.com"],
    ["snooze rec 1 for 2 weeks", "snoozed until 4 December 2026 by ann@example.com"],
    ["dismiss rec 1: planned", "dismissed (planned anyway) by ann@example.com"],
    ["assign rec 1 to cat", "given to cat@example.com by ann@example.com"],
  ])("words: %s", (text, done) =>
    open(async (chat) => {
      await chat.say("ann", text);
      expect(stepsIn(chat.store)).toEqual([]);
      expect(await chat.say("ann", "yes")).toContain(done);
      expect(stepsIn(chat.store)).toHaveLength(1);
    }),
  );

  test("the history keeps where it was done, so that what comes of it is told there", () =>
    open(async (chat) => {
      await chat.say("ann", "rec 1");
      await chat.press("ann", "Accept");
      const by = { kind: "person", person: "ann@example.com", ...chat.place };
      expect(stepsIn(chat.store)).toEqual([
        { number: 1, step: expect.stringContaining(JSON.stringify({ by }).slice(1, -1)) },
      ]);
    }));

  test("words: somebody is mentioned", () =>
    open(async (chat) => {
      await chat.say("ann", `assign the NAT one to ${chat.mention("cat")}`);
      expect(await chat.say("ann", "yes")).toContain("given to cat@example.com");
    }));

  test("undo, from the card and in words", () =>
    open(async (chat) => {
      await chat.say("ann", "rec 1");
      expect((await chat.press("ann", "Accept")).redrawn).toContain("Undo");
      const undone = await chat.press("ann", "Undo");
      expect(undone.redrawn).toContain("Accept");
      expect(undone.redrawn).toContain("ast step taken back by ann@example.com");
      await chat.press("ann", "Accept");
      chat.later(3);
      await chat.say("ann", "undo");
      expect(await chat.say("ann", "yes")).toContain("last step taken back by ann@example.com");
      expect(await chat.say("ann", "rec 1")).toContain("Open.");
    }));

  test("approve: by somebody else, from the card and in words", () =>
    open(async (chat) => {
      await chat.say("ann", "rec 4");
      expect((await chat.press("ann", "Accept")).redrawn).toContain("to be approved");
      const own = await chat.press("ann", "Approve");
      expect(own).toEqual({ redrawn: null, told: expect.stringContaining("somebody else") });
      expect((await chat.press("cat", "Approve")).redrawn).toContain("pproved by cat@example.com");
      await chat.say("ann", "reopen rec 4");
      await chat.say("ann", "yes");
      await chat.say("ann", "accept rec 4");
      await chat.say("ann", "yes");
      expect(await chat.say("ann", "approve rec 4")).toContain("somebody else has to approve it");
      await chat.say("cat", "approve rec 4");
      expect(await chat.say("cat", "yes")).toContain("approved by cat@example.com");
    }));

  test("a retried click changes nothing, and a second person is told what the first did", () =>
    open(async (chat) => {
      await chat.say("ann", "rec 1");
      await chat.press("ann", "Accept");
      const before = stepsIn(chat.store);
      expect(before).toHaveLength(1);
      chat.later(1);
      expect((await chat.again("ann")).redrawn).toContain("ccepted by ann@example.com");
      const second = await chat.again("cat");
      expect(second.redrawn).toBeNull();
      expect(second.told).toContain("accepted by ann@example.com, 20 November 2026, 09:00 UTC");
      expect(stepsIn(chat.store)).toEqual(before);
    }));

  test("a person without the right is refused in private, and the card stays", () =>
    open(async (chat) => {
      await chat.say("ann", "rec 1");
      const refused = await chat.press("bob", "Accept");
      expect(refused.redrawn).toBeNull();
      expect(refused.told).toContain("isn't yours to see or decide");
      expect(stepsIn(chat.store)).toEqual([]);
      expect((await chat.press("ann", "Accept")).redrawn).toContain("ccepted by ann@example.com");
    }));

  test.each([
    ["vic", "rec 1", "Accept", undefined, "change nothing"],
    ["vic", "rec 1", "1 week", "Snooze", "change nothing"],
    ["vic", "rec 1", "cat@example.com", "Assign", "change nothing"],
    ["dee", "rec 1", "Accept", undefined, "isn't yours or your team's"],
    ["dee", "rec 1", "Planned anyway", "Dismiss", "isn't yours or your team's"],
    ["dee", "rec 1", "Me", "Assign", "isn't yours or your team's"],
  ] as const)("%s, who may not, presses on %s: %s", (who, question, label, menu, why) =>
    open(async (chat) => {
      await chat.say("ann", question);
      const refused = await chat.press(who, label, menu);
      expect(refused).toEqual({ redrawn: null, told: expect.stringContaining(why) });
      expect(stepsIn(chat.store)).toEqual([]);
      expect((await chat.press("ann", "Accept")).redrawn).toContain("ccepted by ann@example.com");
    }),
  );

  test.each([
    ["vic", "accept rec 1", "change nothing"],
    ["dee", "accept rec 1", "isn't yours or your team's"],
  ] as const)("%s, who may not, isn't even asked: %s", (who, text, why) =>
    open(async (chat) => {
      expect(await chat.say(who, text)).toContain(why);
      expect(chat.wasForAll()).toBe(false);
      await chat.say(who, "yes");
      expect(stepsIn(chat.store)).toEqual([]);
    }),
  );

  test("of one's own team one decides, and what it needs an approval for its owner approves", () =>
    open(async (chat) => {
      await chat.say("dee", "rec 2");
      expect((await chat.press("dee", "Accept")).redrawn).toContain("ccepted by dee@example.com");
      await chat.say("ann", "rec 4");
      await chat.press("ann", "Accept");
      const refused = await chat.press("dee", "Approve");
      expect(refused).toEqual({ redrawn: null, told: expect.stringContaining("for the owner") });
      expect((await chat.press("cat", "Approve")).redrawn).toContain("pproved by cat@example.com");
    }));

  test("a list is decided on the spot, and keeps its rows", () =>
    open(async (chat) => {
      const list = await chat.say("ann", "idle recommendations");
      expect(list).toContain("nat-1");
      const { redrawn } = await chat.press("ann", "Accept");
      expect(redrawn).toContain("ccepted by ann@example.com");
      expect(redrawn).toContain("nat-1");
    }));
}

/** All steps that were ever taken. */
function stepsIn({ database }: Store): unknown[] {
  return database.prepare("SELECT number, step FROM recommendation_step ORDER BY id").all();
}
