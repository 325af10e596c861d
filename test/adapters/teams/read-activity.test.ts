import { describe, expect, test } from "vitest";
import { readActivity } from "#src/adapters/teams/read-activity";
import { ANN, activity, BOT_ID, execute, TENANT } from "./teams-bench.ts";

const URL = "https://smba.trafficmanager.net/emea/";
const mentionOf = (text: string, id: string) => ({ type: "mention", text, mentioned: { id } });

function textOf(text: string, entities: readonly object[]): string | undefined {
  const event = readActivity(activity(URL, { text, entities }));
  return event?.kind === "message" ? event.text : undefined;
}

describe("readActivity", () => {
  test("reads who said what, where; names don't count", () => {
    const given = { id: "1", text: " cost  in\nOctober ", from: { id: "29:x", aadObjectId: ANN } };
    expect(readActivity(activity(URL, given))).toEqual({
      kind: "message",
      place: {
        conversationId: "a:personal",
        serviceUrl: URL,
        tenantId: TENANT,
        scope: "personal",
      },
      person: { tenantId: TENANT, objectId: ANN, memberId: "29:x" },
      locale: "en-US",
      eventId: "a:personal/1",
      text: "cost in October",
    });
  });

  test.each([
    [{}, undefined],
    [{ name: "Administrator", userRole: "user", userPrincipalName: "ann@example.com" }, undefined],
    [{ userRole: "guest" }, "guest"],
    [{ userPrincipalName: "eve_other.example#ext#@example.com" }, "guest"],
    [{ tenantId: "another" }, "external"],
    [{ tenantId: TENANT.toUpperCase() }, undefined],
    [{ id: "28:another-bot" }, "bot"],
    [{ role: "bot" }, "bot"],
  ])("somebody told of as %j is %s", (given, kind) => {
    const from = { id: "29:ann", aadObjectId: ANN, ...given };
    expect(readActivity(activity(URL, { type: "event", from }))?.person.kind).toBe(kind);
  });

  test("takes the tenant of whoever asks, where it isn't the conversation's", () => {
    const channelData = { tenant: { id: "another" } };
    const person = { tenantId: "another", kind: "external" };
    expect(readActivity(activity(URL, { channelData }))?.person).toMatchObject(person);
  });

  test("knows no account of somebody anonymous", () => {
    const from = { id: "29:x", aadObjectId: ANN, userRole: "anonymous" };
    expect(readActivity(activity(URL, { from }))?.person.objectId).toBeNull();
  });

  test.each([
    [{ conversationType: "personal" }, "personal"],
    [{ conversationType: "groupChat", isGroup: true }, "group"],
    [{ conversationType: "channel", isGroup: true }, "channel"],
    [{ isGroup: true }, "group"],
    [{}, "personal"],
  ])("a conversation with %j is %s", (given, scope) => {
    const conversation = { id: "x", tenantId: TENANT, ...given };
    expect(readActivity(activity(URL, { conversation }))?.place.scope).toBe(scope);
  });

  test("takes out the bot's mention by its id, and keeps others' names", () => {
    const bot = mentionOf("<at>Tally</at>", BOT_ID);
    expect(textOf("<at>Tally</at> cost", [bot])).toBe("cost");
    expect(textOf("<at>Tally</at> ask <at>Tally</at>", [bot, bot])).toBe("ask");
    expect(textOf("Tally cost of Tally", [])).toBe("Tally cost of Tally");
    expect(
      textOf("cost of <at>Ann &amp; Co</at>", [mentionOf("<at>Ann &amp; Co</at>", "29:a")]),
    ).toBe("cost of Ann & Co");
    // What looks like a mention, but isn't one, stays as it was written.
    expect(textOf("<at>Tally</at> cost", [])).toBe("<at>Tally</at> cost");
    // A name is no pattern.
    expect(textOf("<at>T.*ly $&</at> cost", [mentionOf("<at>T.*ly $&</at>", BOT_ID)])).toBe("cost");
  });

  test("mentions others by their object ids, where Teams says those", () => {
    const ann = {
      type: "mention",
      text: "<at>Ann</at>",
      mentioned: { id: "29:a", aadObjectId: ANN },
    };
    expect(textOf("assign it to <at>Ann</at>", [ann])).toBe(`assign it to <@${ANN}>`);
  });

  test("decodes what Teams encodes, once", () => {
    expect(textOf("tag&nbsp;a &lt; b &amp;lt; c", [])).toBe("tag a < b &lt; c");
  });

  test("a note stands in the JSON that feedback brings", () => {
    const feedback = (given: unknown) =>
      readActivity(
        activity(URL, {
          type: "invoke",
          name: "message/submitAction",
          replyToId: "m1",
          value: { actionName: "feedback", actionValue: { reaction: "dislike", feedback: given } },
        }),
      );
    expect(feedback('{"feedbackText":"wrong"}')).toMatchObject({ verdict: "bad", note: "wrong" });
    expect(feedback("wrong")).toMatchObject({ note: "wrong" });
    for (const given of [undefined, "", '{"feedbackText":" "}', "null", "[]"]) {
      expect(feedback(given)).toMatchObject({ kind: "feedback", note: undefined });
    }
  });

  test.each([
    [{ type: "installationUpdate", action: "add" }, "added"],
    [{ type: "installationUpdate", action: "remove" }, "removed"],
    [{ type: "conversationUpdate", membersAdded: [{ id: BOT_ID }] }, "added"],
    [{ type: "conversationUpdate", membersRemoved: [{ id: "29:x" }, { id: BOT_ID }] }, "removed"],
  ])("%j: the bot was %s", (given, change) => {
    expect(readActivity(activity(URL, given))).toMatchObject({ kind: "install", change });
  });

  test.each([
    { type: "installationUpdate", action: "add-upgrade" },
    { type: "installationUpdate", action: "remove-upgrade" },
    { type: "conversationUpdate", channelData: { eventType: "channelRenamed" } },
    { type: "messageReaction" },
    { type: "invoke", name: "signin/verifyState" },
    { type: "invoke", name: "message/submitAction", value: { actionName: "other" } },
    { type: "invoke", name: "fileConsent/invoke", value: { action: "accept" } },
    { type: "message", from: { id: "28:b", role: "bot", aadObjectId: ANN } },
    { type: "message", from: { id: BOT_ID } },
  ])("%j only shows where the bot is", (given) => {
    expect(readActivity(activity(URL, given))?.kind).toBe("sign");
  });

  test.each([
    { type: "conversationUpdate", membersAdded: [{ id: "29:x" }] },
    { type: "conversationUpdate", membersRemoved: [{ id: "29:x" }] },
  ])("%j tells that somebody came or went", (given) => {
    expect(readActivity(activity(URL, given))?.kind).toBe("members");
  });

  test("an action that is none of the bot's does nothing", () => {
    expect(readActivity(execute(URL, { action: "other", id: "x" }))?.kind).toBe("sign");
    expect(readActivity(execute(URL, { action: "press" }))).toMatchObject({ actionId: null });
  });

  test.each([null, "x", {}, { type: "message" }, { type: 1, serviceUrl: URL, conversation: {} }])(
    "%j can't be read",
    (given) => expect(readActivity(given)).toBeNull(),
  );
});
