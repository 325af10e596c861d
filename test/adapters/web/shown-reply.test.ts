import { expect, test } from "vitest";
import { shownReply } from "#src/adapters/web/shown-reply";
import { withAssistant } from "../../conversations/small-company.ts";

const NOW = new Date("2026-11-20T09:00:00Z");

test("a drawing that fails leaves the others, and is told", async () => {
  await withAssistant(async (assistant) => {
    const answer = await assistant.ask({ id: "a", text: "cost in October", now: NOW });
    const errors: unknown[] = [];
    const reply = {
      answer,
      card: { title: "Cost", blocks: [{ type: "text" as const, text: answer.text }] },
      issue: () => "an-id",
      isPrivate: false,
    };
    const shown = await shownReply(reply, {
      drawings: {
        slack: () => Promise.reject(new Error("too wide")),
        teams: async () => ({ payload: { card: {} }, files: [] }),
      },
      keepFile: () => "/files/x",
      onDrawingError: (platform, error) => errors.push([platform, error]),
    });
    expect(shown.slack).toBeNull();
    expect(shown.teams).toEqual({ payload: { card: {} }, files: [] });
    expect(shown.card.title).toBe("Cost");
    expect(errors).toEqual([["slack", new Error("too wide")]]);
  });
});
