import { describe, expect, test } from "vitest";
import { StoredInstallations } from "#src/store/chat/installations";
import { StoredFiles } from "#src/store/chat/kept-files";
import { StoredTeamsAnswers } from "#src/store/chat/teams-answers";
import { StoredTeamsConversations } from "#src/store/chat/teams-conversations";
import { openStore } from "#src/store/open-store";

const now = new Date("2026-11-20T09:00:00Z");

describe("what the platforms need kept", () => {
  test("a file is found for a day, by its address alone", () => {
    const files = new StoredFiles(openStore(":memory:"));
    const content = new Uint8Array([1, 2, 255]);
    const file = { name: "a.csv", mediaType: "text/csv", content, description: "costs" } as const;
    const id = files.keep(file, now);
    expect(id).toMatch(/^[\w-]{32}$/);
    expect(new Uint8Array(files.find(id, now)?.content ?? [])).toEqual(content);
    expect(files.find(`${id}x`, now)).toBeNull();
    expect(files.find(id, new Date("2026-11-21T09:00:01Z"))).toBeNull();
  });

  test("an installation is replaced and deleted", () => {
    const installations = new StoredInstallations(openStore(":memory:"));
    installations.save("T1", new Uint8Array([1]), now);
    installations.save("T1", new Uint8Array([2, 3]), now);
    expect([...(installations.find("T1") ?? [])]).toEqual([2, 3]);
    installations.delete("T1");
    expect(installations.find("T1")).toBeNull();
  });

  test("an answer in Teams is found by its message, for 30 days", () => {
    let today = now;
    const answers = new StoredTeamsAnswers(openStore(":memory:"), () => today);
    answers.keep("activity", "one");
    answers.keep("activity", "two");
    expect(answers.find("activity")).toBe("two");
    expect(answers.find("other")).toBeNull();
    today = new Date("2026-12-21T09:00:00Z");
    answers.keep("later", "three");
    expect(answers.find("activity")).toBeNull();
  });

  test("a Teams conversation is found again where it last spoke from", () => {
    const conversations = new StoredTeamsConversations(openStore(":memory:"));
    const place = { conversationId: "a", tenantId: "t", scope: "personal" } as const;
    conversations.save({ ...place, serviceUrl: "https://one" }, now);
    conversations.save({ ...place, serviceUrl: "https://two" }, now);
    expect(conversations.find("a")).toEqual({ ...place, serviceUrl: "https://two" });
    conversations.delete("a");
    expect(conversations.find("a")).toBeNull();
  });
});
