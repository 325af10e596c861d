import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTicket } from "#skills/recommendations/create-ticket";
import { recommendationsOf } from "#skills/recommendations/list-recommendations";
import { recommendationCard } from "#skills/recommendations/recommendation-card";
import { recommendationListSchema } from "#skills/recommendations/recommendation-list";
import { ticketsAnswerSchema } from "#skills/recommendations/ticket-answer";
import { cardText } from "#src/cards/fallback-text";
import { UserError } from "#src/errors";
import type { SkillContext } from "#src/skill";
import type { Filter } from "#src/store/cost-query";
import { RecommendationSearch } from "#src/store/recommendations/recommendation-search";
import { StoredRecommendations } from "#src/store/recommendations/stored-recommendations";
import { makeScope } from "#src/store/scope";
import { Store } from "#src/store/store";
import { StoredTickets } from "#src/store/tickets/stored-tickets";
import { TicketQueue } from "#src/store/tickets/ticket-queue";
import { recommendation } from "../../recommendations/example.ts";
import { readingContext } from "../reading-context.ts";

const TODAY = "2026-11-20";

describe("create-ticket", () => {
  let store: Store;
  let found = [recommendation("a")];
  beforeEach(() => {
    store = new Store(":memory:", []);
    found = [
      recommendation("vol-a", { monthlySaving: 500 }),
      recommendation("vol-b", { monthlySaving: 250, team: "search" }),
      recommendation("vol-c", { monthlySaving: 100, action: "Delete\n@here `vol-c`" }),
    ];
  });
  afterEach(() => store.close());

  const context = (
    part: Partial<SkillContext> = {},
    scope: readonly Filter[] = [],
  ): SkillContext => {
    const search = new RecommendationSearch(store.database, {
      generation: () => JSON.stringify(found),
      find: () => found,
    });
    const own = makeScope(scope);
    return {
      ...readingContext(store, TODAY, scope),
      recommendations: new StoredRecommendations(store.database, own, (day) => search.run(day)),
      tickets: new StoredTickets(store.database, "Jira"),
      channel: { platform: "slack", tenant: "T1", id: "C1" },
      ...part,
    };
  };
  const act = (actionId: string) => ({
    actionId,
    person: "ann@example.com",
    now: new Date(`${TODAY}T10:00:00Z`),
  });
  const confirmed = (input: object, where = context()) => {
    const proposal = createTicket.confirm?.(where, createTicket.input.parse(input));
    if (proposal === undefined || typeof proposal === "string") throw new Error("no proposal");
    return { text: proposal.text, input: createTicket.input.parse(proposal.input) };
  };
  const run = (input: unknown, actionId: string, where = context()) =>
    ticketsAnswerSchema.parse(createTicket.run({ ...where, act: act(actionId) }, input));

  test("shows the draft exactly as it is sent, and sends it once", () => {
    const { text, input } = confirmed({ numbers: [1] });
    expect(text).toMatch(
      /^This ticket will be opened in Jira:\n\nSave \$500\.00 a month: Delete the volume vol-a\n/,
    );
    // What was found changes between showing and confirming.
    found = [recommendation("vol-a", { monthlySaving: 900 })];
    const { tickets, notes } = run(input, "press");
    const [ticket] = tickets;
    expect(text).toBe(`This ticket will be opened in Jira:\n\n${ticket?.title}\n${ticket?.body}`);
    expect(notes).toEqual(["1 (Delete the volume vol-a): its ticket will be opened."]);
    expect(run(input, "press").tickets).toEqual(tickets);
    const waiting = new TicketQueue(store.database).due(new Date(`${TODAY}T10:00:00Z`));
    expect(waiting).toMatchObject([
      { number: 1, channel: "slack:T1/C1", person: "ann@example.com", title: ticket?.title },
    ]);
  });

  test("drafts one for each that saves more than is said, the largest first", () => {
    const { text, input } = confirmed({ savings: [{ operator: "gt", value: 200 }] });
    expect(text).toMatch(/^These 2 tickets will be opened in Jira:/);
    expect(text.indexOf("vol-a")).toBeLessThan(text.indexOf("vol-b"));
    expect(run(input, "press").tickets.map(({ number }) => number)).toEqual([1, 2]);
    expect(() => confirmed({ savings: [{ operator: "gt", value: 200 }] })).toThrow(
      /^There is a ticket already\. 1: will be opened; 2: will be opened\.$/,
    );
  });

  test("writes a resource's words in one line", () => {
    const { text } = confirmed({ numbers: [3] });
    expect(text).toContain("Save $100.00 a month: Delete @here `vol-c`\n");
  });

  test("opens another one once the first is closed", () => {
    const first = run(confirmed({ numbers: [1] }).input, "first");
    expect(first.tickets).toHaveLength(1);
    const queue = new TicketQueue(store.database);
    const [waiting] = queue.due(new Date(`${TODAY}T10:00:00Z`));
    const ticket = {
      id: "FIN-1",
      name: "FIN-1",
      url: "https://example.atlassian.net/browse/FIN-1",
      status: { name: "Done", isClosed: true },
    };
    queue.sent(waiting?.id ?? 0, ticket, new Date(`${TODAY}T11:00:00Z`));
    run(confirmed({ numbers: [1] }).input, "second");
    const keys = context()
      .tickets.of([1])
      .map(({ key }) => key);
    expect(keys[0]).toMatch(/^tally-[0-9a-f]{12}$/);
    expect(keys[1]).toBe(`${keys[0]}-2`);
  });

  test("opens none for what somebody doesn't see, or where nothing is configured", () => {
    context().recommendations.held(TODAY);
    const scope: Filter[] = [{ dimension: "team", operator: "in", values: ["search"] }];
    expect(() => confirmed({ numbers: [1] }, context({}, scope))).toThrow(/isn't yours to see/);
    const none = context({ tickets: new StoredTickets(store.database, null) });
    expect(() => confirmed({ numbers: [1] }, none)).toThrow(UserError);
    expect(() => confirmed({ numbers: [1] }, none)).toThrow(/No ticket system is configured/);
  });

  test("is offered on the card of a recommendation, as long as it has none; then the card tells of it", () => {
    const cardOf = (where = context()) => {
      const list = recommendationListSchema.parse({ numbers: [1], detail: true });
      return recommendationCard(recommendationsOf(where, list), list);
    };
    const offers = (where = context()) => cardText(cardOf(where)).includes("Open a ticket");
    expect(offers()).toBe(true);
    expect(offers(context({ tickets: new StoredTickets(store.database, null) }))).toBe(false);
    run(confirmed({ numbers: [1] }).input, "press");
    expect(offers()).toBe(false);
    expect(cardText(cardOf())).toContain("Will be opened");
    const queue = new TicketQueue(store.database);
    const [waiting] = queue.due(new Date(`${TODAY}T10:00:00Z`));
    const url = "https://example.atlassian.net/browse/FIN-1";
    const ticket = (isClosed: boolean) => ({
      id: "FIN-1",
      name: "FIN-1",
      url,
      status: { name: isClosed ? "Done" : "In Progress", isClosed },
    });
    queue.sent(waiting?.id ?? 0, ticket(false), new Date(`${TODAY}T11:00:00Z`));
    expect(cardText(cardOf())).toContain(`FIN-1 (In Progress): ${url}`);
    expect(offers()).toBe(false);
    queue.read(waiting?.id ?? 0, ticket(true), new Date(`${TODAY}T12:00:00Z`));
    expect(cardText(cardOf())).toContain(`FIN-1 (Done): ${url}`);
    expect(offers()).toBe(true);
  });

  test("remembers the thread in which it was asked for", () => {
    const channel = { platform: "slack", tenant: "T1", id: "C1", thread: "C1/100.1" } as const;
    run(confirmed({ numbers: [1] }).input, "press", context({ channel }));
    const [kept] = context().tickets.of([1]);
    expect(kept).toMatchObject({ channel: "slack:T1/C1", thread: "C1/100.1" });
  });

  test("draws what was asked for as a card", () => {
    const { input } = confirmed({ numbers: [1] });
    const card = createTicket.present(run(input, "press"), input);
    expect(card.title).toBe("Ticket");
    expect(card.blocks.map(({ type }) => type)).toEqual(["text", "context"]);
  });
});
