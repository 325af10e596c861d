import { describe, expect, test } from "vitest";
import type { AuditEvent } from "#src/audit/entry";
import { recordedCourier } from "#src/audit/recorded-courier";
import { syncEvent } from "#src/audit/sync-event";
import { type Courier, CourierError } from "#src/chat/courier";
import { withoutRows } from "#src/sync/outcome";

const now = new Date("2026-11-20T09:00:00Z");
const channel = { platform: "slack", tenant: "T1", id: "C1" } as const;
const card = { card: { title: "Costs", blocks: [] }, issue: () => "" };

describe("what is recorded of syncs", () => {
  test("months and feeds with their status; not what a source said", () => {
    const units = [
      withoutRows("2026-10", "failed", "AccountKey=hush can't be used"),
      withoutRows("2026-09", "unchanged", null),
    ];
    const outcome = { source: "aws", status: "failed", problem: "hush", calls: 3 } as const;
    const event = syncEvent({ ...outcome, units, writeBacks: [], feeds: [] }, now);
    expect(event).toMatchObject({
      kind: "sync",
      person: "",
      text: null,
      what: {
        source: "aws",
        status: "failed",
        months: ["2026-10: failed"],
        unchanged: 1,
        calls: 3,
      },
    });
    expect(JSON.stringify(event)).not.toContain("hush");
  });
});

describe("what is recorded of deliveries", () => {
  function recorded(courier: Partial<Courier>): { courier: Courier; events: AuditEvent[] } {
    const events: AuditEvent[] = [];
    const whole: Courier = {
      post: async () => "m1",
      update: async () => undefined,
      find: async () => null,
      remember: () => undefined,
      ...courier,
    };
    const log = { note: (event: AuditEvent) => void events.push(event) };
    return { courier: recordedCourier(whole, log, () => now), events };
  }

  test("what arrived, by its posting", async () => {
    const { courier, events } = recorded({});
    expect(await courier.post(channel, card, { mark: "p1" })).toBe("m1");
    await courier.update({ ...channel, id: "U7" }, "m1", card);
    expect(events).toMatchObject([
      { kind: "delivery", channel: "slack:T1/C1", what: { posting: "p1", message: "m1" } },
      { kind: "delivery", channel: "slack:T1/direct", what: { updated: "m1" } },
    ]);
  });

  test("nothing that didn't arrive", async () => {
    const { courier, events } = recorded({
      post: async () => {
        throw new CourierError("later", "busy");
      },
    });
    await expect(courier.post(channel, card, { mark: "p1" })).rejects.toThrow(CourierError);
    expect(events).toEqual([]);
  });
});
