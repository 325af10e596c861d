import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CallError } from "#src/sources/calls/call-error";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { Store } from "#src/store/store";
import { StoredTickets } from "#src/store/tickets/stored-tickets";
import { TicketQueue } from "#src/store/tickets/ticket-queue";
import { readTickets, sendTickets, type TicketParts } from "#src/tickets/send-tickets";
import type { BackLink, Ticket, TicketSystem, TicketToOpen } from "#src/tickets/ticket";
import { recommendation } from "../recommendations/example.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-11-20T09:00:00Z");

/** A ticket system in memory that fails when a test says so. */
class Board implements TicketSystem {
  readonly name = "Board";
  readonly tickets = new Map<string, Ticket & { readonly key: string }>();
  readonly links: (BackLink & { readonly id: string })[] = [];
  /** What goes wrong with the next openings: before, or after the ticket is there. */
  failures: { readonly error: Error; readonly isOpened: boolean }[] = [];

  async find(key: string): Promise<Ticket | null> {
    return [...this.tickets.values()].find((ticket) => ticket.key === key) ?? null;
  }

  async open({ key }: TicketToOpen): Promise<Ticket> {
    const failure = this.failures.shift();
    if (failure !== undefined && !failure.isOpened) throw failure.error;
    const id = `B-${this.tickets.size + 1}`;
    const status = { name: "To do", isClosed: false };
    const ticket = { id, name: id, url: `https://board.example.com/${id}`, status, key };
    this.tickets.set(id, ticket);
    if (failure !== undefined) throw failure.error;
    return ticket;
  }

  async status(id: string) {
    return this.tickets.get(id)?.status ?? null;
  }

  async link(id: string, link: BackLink): Promise<void> {
    this.links.push({ id, ...link });
  }
}

describe("tickets that were asked for", () => {
  let store: Store;
  let board: Board;
  let now: Date;
  let bugs: unknown[];
  beforeEach(() => {
    store = new Store(":memory:", []);
    board = new Board();
    now = new Date(START);
    bugs = [];
    const found = ["a", "b", "c"].map((key) => recommendation(key));
    const parts = { generation: () => "1", find: () => found };
    new RecommendationSearch(store.database, parts).run("2026-11-20");
  });
  afterEach(() => store.close());

  const parts = (): TicketParts => ({
    system: board,
    queue: new TicketQueue(store.database),
    now: () => now,
    backLink: ({ number }) => ({ address: `https://tally.example.com/${number}`, title: "Tally" }),
    reportBug: (error) => bugs.push(error),
  });
  const book = () => new StoredTickets(store.database, "Board");
  const ask = (actionId: string, number: number, key: string) =>
    book().ask(actionId, [{ number, key, title: "Save", body: "Delete it" }], {
      person: "ann@example.com",
      channel: "slack:T1/C1",
      now,
    });
  const busy = new CallError("unavailable", { reason: "503" });

  test("are opened once, linked back, and told to whoever asked", async () => {
    ask("one", 1, "tally-a");
    ask("one", 1, "tally-a");
    ask("two", 1, "tally-a");
    expect(book().of([1])).toMatchObject([{ number: 1, status: "waiting", ticket: null }]);
    const outcomes = await sendTickets(parts());
    expect(outcomes).toMatchObject([
      {
        number: 1,
        person: "ann@example.com",
        channel: "slack:T1/C1",
        status: "sent",
        problem: null,
      },
    ]);
    expect(board.links).toEqual([
      { id: "B-1", address: "https://tally.example.com/1", title: "Tally" },
    ]);
    expect(await sendTickets(parts())).toEqual([]);
    expect(board.tickets.size).toBe(1);
    expect(book().of([1, 2])).toMatchObject([
      { status: "sent", ticket: { name: "B-1", url: "https://board.example.com/B-1" } },
    ]);
  });

  test("that were opened without our hearing of it are found, not opened again", async () => {
    ask("one", 1, "tally-a");
    board.failures = [{ error: busy, isOpened: true }];
    expect(await sendTickets(parts())).toMatchObject([{ status: "waiting" }]);
    expect(await sendTickets(parts())).toEqual([]);
    now = new Date(START + HOUR);
    expect(await sendTickets(parts())).toMatchObject([{ status: "sent", ticket: { id: "B-1" } }]);
    expect(board.tickets.size).toBe(1);
  });

  test("are given up after some days, and may be asked for anew", async () => {
    ask("one", 1, "tally-a");
    board.failures = Array.from({ length: 6 }, () => ({ error: busy, isOpened: false }));
    const states: string[] = [];
    for (let round = 0; round < 6; round++) {
      const [outcome] = await sendTickets(parts());
      states.push(outcome?.status ?? "");
      now = new Date(now.getTime() + 25 * HOUR);
    }
    expect(states).toEqual(["waiting", "waiting", "waiting", "waiting", "waiting", "failed"]);
    expect(book().of([1])).toMatchObject([{ status: "failed", problem: busy.message }]);
    ask("again", 1, "tally-a");
    expect(await sendTickets(parts())).toMatchObject([{ status: "sent" }]);
    expect(book().of([1])).toHaveLength(1);
  });

  test("wait as long as the system asks, and not at all for what can't be", async () => {
    ask("one", 1, "tally-a");
    const slow = new CallError("throttled", { reason: "429", retryAfter: 3 * HOUR });
    board.failures = [
      { error: slow, isOpened: false },
      { error: new CallError("refused", { reason: "422" }), isOpened: false },
    ];
    await sendTickets(parts());
    now = new Date(START + 2 * HOUR);
    expect(await sendTickets(parts())).toEqual([]);
    now = new Date(START + 3 * HOUR);
    expect(await sendTickets(parts())).toMatchObject([{ status: "failed", ticket: null }]);
    expect(bugs).toEqual([]);
  });

  test("don't wait for each other, and a bug's words reach nobody", async () => {
    ask("one", 1, "tally-a");
    ask("two", 2, "tally-b");
    board.failures = [{ error: new Error("s3cret"), isOpened: false }];
    const outcomes = await sendTickets(parts());
    expect(outcomes).toMatchObject([
      { number: 1, status: "waiting", problem: "Something went wrong inside Tally." },
      { number: 2, status: "sent" },
    ]);
    expect(bugs).toHaveLength(1);
  });

  test("are opened by one process of two", async () => {
    ask("one", 1, "tally-a");
    const [own, other] = await Promise.all([sendTickets(parts()), sendTickets(parts())]);
    expect([...own, ...other]).toHaveLength(1);
    expect(board.tickets.size).toBe(1);
  });

  test("are read until they are closed; what changed is told once", async () => {
    ask("one", 1, "tally-a");
    ask("two", 2, "tally-b");
    await sendTickets(parts());
    expect(await readTickets(parts())).toEqual([]);
    const done = { name: "Done", isClosed: true };
    const first = board.tickets.get("B-1");
    if (first !== undefined) board.tickets.set("B-1", { ...first, status: done });
    board.tickets.delete("B-2");
    expect(await readTickets(parts())).toMatchObject([
      { number: 1, before: "To do", ticket: { status: done }, channel: "slack:T1/C1" },
      { number: 2, before: "To do", ticket: { status: { name: "gone", isClosed: true } } },
    ]);
    expect(await readTickets(parts())).toEqual([]);
    expect(book().of([1])).toMatchObject([{ ticket: { status: done } }]);
  });
});
