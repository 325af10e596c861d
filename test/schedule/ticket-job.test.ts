import { expect, test } from "vitest";
import { silentLog } from "#src/log";
import { ticketJob } from "#src/schedule/ticket-job";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { Store } from "#src/store/store";
import { StoredTickets } from "#src/store/tickets/stored-tickets";
import { TicketQueue } from "#src/store/tickets/ticket-queue";
import { recommendation } from "../recommendations/example.ts";

test("tickets are opened with each run, and read once an hour", async () => {
  const store = new Store(":memory:", []);
  const listed = [recommendation("vol-1")];
  new RecommendationSearch(store.database, { generation: () => "1", find: () => listed }).run(
    "2026-11-20",
  );
  let now = new Date("2026-11-20T09:00:00Z");
  const calls: string[] = [];
  const status = { name: "To Do", isClosed: false };
  const job = ticketJob({
    system: {
      name: "Board",
      find: async () => null,
      open: async ({ key }) => {
        calls.push(`open ${key}`);
        return { id: "B-1", name: "B-1", url: "https://board.example.com/B-1", status };
      },
      status: async (id) => {
        calls.push(`read ${id}`);
        return { name: "Done", isClosed: true };
      },
      link: async () => undefined,
    },
    queue: new TicketQueue(store.database),
    backLink: () => null,
    now: () => now,
    log: silentLog,
  });
  const run = () => job.run(new AbortController().signal);
  await run();
  expect(calls).toEqual([]);
  const tickets = new StoredTickets(store.database, "Board");
  const draft = { number: 1, key: "tally-1", title: "Delete vol-1", body: "" };
  tickets.ask("a", [draft], { person: "", channel: null, now });
  await run();
  await run();
  expect(calls).toEqual(["open tally-1"]);
  now = new Date("2026-11-20T10:00:00Z");
  await run();
  expect(calls).toEqual(["open tally-1", "read B-1"]);
  expect(tickets.of([1])[0]?.ticket?.status.name).toBe("Done");
  store.close();
});
