import { describe, expect, test } from "vitest";
import { heldIn, SUBSCRIBING } from "../subscribing.ts";
import { objectsOf } from "./render/inspect-card.ts";
import { parseComplaints } from "./render/parse-card.ts";
import { activity, cardOf, EVE, hosts, TENANT, type TeamsBench, withTeams } from "./teams-bench.ts";

const FILLED = {
  "field-rhythm": "4",
  "field-time": "08:30",
  "field-timeZone": "0",
  "field-channel": "",
  "field-files": "0,1",
};

const inChannel = {
  conversation: {
    id: "19:costs@thread.tacv2;messageid=m0",
    tenantId: TENANT,
    conversationType: "channel",
    isGroup: true,
  },
};

type Json = Record<string, unknown>;

function dialog(bench: TeamsBench, name: string, data: object, given: object = {}) {
  const value = { data, context: { theme: "default" } };
  return bench.send(
    activity(bench.connector.serviceUrl, { ...inChannel, type: "invoke", name, value, ...given }),
  );
}

/** Asks in a channel, presses “Subscribe to this”, and gives what its dialog sends. */
async function opened(bench: TeamsBench) {
  await bench.send(
    activity(bench.connector.serviceUrl, { ...inChannel, text: "cost by service last month" }),
  );
  const [answer] = await bench.connector.waitFor(1);
  const button = objectsOf(answer && cardOf(answer)).find(
    ({ title }) => title === "Subscribe to this",
  );
  expect(button).toMatchObject({
    type: "Action.Submit",
    data: { msteams: { type: "task/fetch" } },
  });
  const { status, body } = await dialog(bench, "task/fetch", button?.["data"] as object, {
    replyToId: "m1",
  });
  expect(status).toBe(200);
  return cardIn(body);
}

function cardIn(body: { readonly task: Json }) {
  const { type, value } = body.task as { type: string; value: { card: { content: Json } } };
  expect(type).toBe("continue");
  const card = value.card.content;
  expect(parseComplaints(card, "unknown")).toEqual([]);
  const [submit] = card["actions"] as [{ readonly data: Json }];
  return { card, data: submit.data };
}

describe.each(hosts)("“Subscribe to this” in Teams on %s", (host) => {
  test("opens a dialog with what is usual, and keeps what is filled in, once", () =>
    withTeams(
      host,
      async (bench) => {
        const { card, data } = await opened(bench);
        const inputs = objectsOf(card).filter(({ type }) => String(type).startsWith("Input."));
        expect(inputs.map(({ id, type, value }) => [id, type, value])).toEqual([
          ["field-rhythm", "Input.ChoiceSet", "0"],
          ["field-time", "Input.Time", "09:00"],
          ["field-timeZone", "Input.ChoiceSet", "0"],
          ["field-channel", "Input.ChoiceSet", undefined],
          ["field-files", "Input.ChoiceSet", undefined],
        ]);
        const sent = { ...data, ...FILLED };
        const { status, body } = await dialog(bench, "task/submit", sent);
        expect([status, body]).toEqual([200, ""]);
        const [, said] = await bench.connector.waitFor(2);
        expect(said?.path).toContain("19:costs@thread.tacv2;messageid=m0");
        expect(said?.body.summary).toContain("every Friday at 08:30, UTC");
        await dialog(bench, "task/submit", sent);
        expect(heldIn(bench.store)).toEqual([
          `["get-spend","teams:${TENANT}/19:costs@thread.tacv2",{"every":"week","weekday":"friday"},"08:30","UTC",["csv","png"],"ann@example.com"]`,
        ]);
      },
      { desk: SUBSCRIBING },
    ));

  test("stays open with what is wrong, and with what was filled in", () =>
    withTeams(
      host,
      async (bench) => {
        const { data } = await opened(bench);
        const { body } = await dialog(bench, "task/submit", {
          ...data,
          ...FILLED,
          "field-time": "",
        });
        const again = cardIn(body as { readonly task: Json });
        expect(JSON.stringify(again.card)).toContain("Please fill this in.");
        const rhythm = objectsOf(again.card).find(({ id }) => id === "field-rhythm");
        expect(rhythm).toMatchObject({ value: "4" });
        const stranger = { from: { id: "29:eve", name: "Eve", aadObjectId: EVE } };
        const refused = await dialog(bench, "task/submit", { ...data, ...FILLED }, stranger);
        expect(JSON.stringify(refused.body)).toContain("aren't known here");
        expect(heldIn(bench.store)).toEqual([]);
        const mended = await dialog(bench, "task/submit", { ...again.data, ...FILLED });
        expect(mended).toEqual({ status: 200, body: "" });
        expect(heldIn(bench.store)).toHaveLength(1);
      },
      { desk: SUBSCRIBING },
    ));

  test("says that a form has expired", () =>
    withTeams(host, async (bench) => {
      const { body } = await dialog(bench, "task/fetch", { action: "press", id: "gone" });
      expect(body).toEqual({
        task: { type: "message", value: "This button has expired. Please ask again." },
      });
    }));
});
