import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decisionAlerts } from "#skills/alerts/decision-alerts";
import { savingAlerts } from "#skills/alerts/saving-alerts";
import { ticketAlerts } from "#skills/alerts/ticket-alerts";
import { cardText } from "#src/cards/fallback-text";
import { StoredTickets } from "#src/store/tickets/stored-tickets";
import { TicketQueue } from "#src/store/tickets/ticket-queue";
import { recommendation } from "../../recommendations/example.ts";
import { readingContext } from "../reading-context.ts";
import { SavingsWorld } from "../recommendations/savings-world.ts";

const MONTH = 365 / 12;

describe("what became of decisions", () => {
  let world: SavingsWorld;
  beforeEach(() => {
    world = new SavingsWorld();
  });
  afterEach(() => world.close());

  test("a measured saving is told for three days, where it was accepted", async () => {
    const cost = (day: string) => (day < "2026-10-10" ? 10 : 0);
    await world.load([
      { id: "rest", cost: () => 200 },
      { id: "vol-1", cost },
    ]);
    world.list("2026-10-01", recommendation("vol-1", { monthlySaving: 10 * MONTH }));
    world.act(1, "2026-10-08", { kind: "accept" });
    world.act(1, "2026-10-10", { kind: "done" });
    world.measure("2026-10-28");
    const alertsOn = (day: string) => savingAlerts(readingContext(world.store, day));
    expect(alertsOn("2026-10-27")).toEqual([]);
    const [alert, ...others] = alertsOn("2026-10-28");
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      key: "saving 1 2026-10-28",
      channelHint: "slack:T1/C1",
      thread: "C1/100.1",
      person: "ann@example.com",
      isOver: false,
    });
    expect(alert && cardText(alert.card)).toMatch(
      /is verified.*to save \$304\.17 a month.*a month, in 90 of 100 cases/s,
    );
    expect(alertsOn("2026-10-30")).toHaveLength(1);
    expect(alertsOn("2026-10-31")).toEqual([]);
  });

  test("a cost that comes back is told there, too", async () => {
    const cost = (day: string) => (day < "2026-09-01" || day >= "2026-10-15" ? 10 : 0);
    await world.load([
      { id: "rest", cost: () => 200 },
      { id: "vol-1", cost },
    ]);
    world.list("2026-08-20", recommendation("vol-1", { monthlySaving: 10 * MONTH }));
    world.act(1, "2026-09-01", { kind: "done" });
    world.measure("2026-09-20");
    world.measure("2026-11-01");
    const [alert] = savingAlerts(readingContext(world.store, "2026-11-01"));
    expect(alert).toMatchObject({ key: "saving 1 2026-11-01", thread: "C1/100.1" });
    expect(alert && cardText(alert.card)).toMatch(/open again.*Its cost came back: 30\d USD/s);
  });

  test("what was accepted and isn't done is brought to mind, each time after twice as long", () => {
    world.list("2026-10-01", recommendation("vol-1"));
    world.act(1, "2026-10-01", { kind: "assign", owner: "bob@example.com" });
    world.act(1, "2026-10-01", { kind: "accept" });
    const on = (day: string) => decisionAlerts(readingContext(world.store, day));
    expect(on("2026-10-14")).toEqual([]);
    expect(on("2026-10-15")).toMatchObject([
      { key: "undone 1", person: "bob@example.com", team: "payments", size: 1 },
    ]);
    expect(on("2026-10-28").map(({ size }) => size)).toEqual([1]);
    expect(on("2026-10-29").map(({ size }) => size)).toEqual([2]);
    world.act(1, "2026-10-30", { kind: "done" });
    expect(on("2026-10-31")).toEqual([]);
  });

  test("those that nobody has are one matter, for whoever looks after costs", () => {
    const some = ["a", "b", "c", "d"].map((key) => recommendation(key, { monthlySaving: 60 }));
    world.list("2026-10-01", ...some);
    const [alert, ...others] = decisionAlerts(readingContext(world.store, "2026-10-02"));
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ team: null, person: null, channelHint: null, size: 240 });
    expect(alert && cardText(alert.card)).toContain("4 recommendations, worth $240.00 a month");
    world.list("2026-10-03", ...some.slice(0, 3));
    expect(decisionAlerts(readingContext(world.store, "2026-10-03"))).toEqual([]);
  });

  test("a ticket is told once it is open, or given up, and not before", () => {
    world.list("2026-10-01", recommendation("vol-1"));
    const tickets = new StoredTickets(world.store.database, "Jira");
    const queue = new TicketQueue(world.store.database);
    const now = new Date("2026-10-02T09:00:00Z");
    const ask = (action: string, key: string) =>
      tickets.ask(action, [{ number: 1, key, title: "Delete vol-1", body: "" }], {
        person: "ann@example.com",
        channel: "slack:T1/C1",
        thread: "C1/100.1",
        now,
      });
    ask("a", "tally-1");
    ask("b", "tally-2");
    const context = { ...readingContext(world.store, "2026-10-02"), tickets };
    expect(ticketAlerts(context)).toEqual([]);
    const [first, second] = queue.due(now);
    const status = { name: "To Do", isClosed: false };
    const opened = { id: "FIN-1", name: "FIN-1", url: "https://jira.example.com/FIN-1", status };
    queue.sent(first?.id ?? 0, opened, now);
    queue.fail(second?.id ?? 0, "Jira: These credentials may not do this.");
    const alerts = ticketAlerts(context);
    expect(alerts.map(({ channelHint }) => channelHint)).toEqual(["slack:T1/C1", "slack:T1/C1"]);
    expect(alerts.map(({ thread }) => thread)).toEqual(["C1/100.1", "C1/100.1"]);
    const [open = "", failed = ""] = alerts.map(({ card }) => cardText(card));
    expect(open).toContain("FIN-1: Delete vol-1. https://jira.example.com/FIN-1");
    expect(failed).toContain("couldn't be opened: Jira: These credentials may not do this.");
    const later = { ...readingContext(world.store, "2026-10-20"), tickets };
    expect(ticketAlerts(later)).toEqual([]);
  });
});
