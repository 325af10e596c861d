import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "#src/answer";
import { formatMoney } from "#src/cards/format";
import { connectModel } from "#src/router/model/guarded-chat";
import type { ModelEvent } from "#src/router/model/model-event";
import { numbersAreFrom } from "#src/router/model/narration-check";
import { narrator } from "#src/router/model/narrator";
import { readPrompts } from "#src/router/model/prompts";
import { SECRETS } from "#src/router/model/redaction";
import { failure, modelServer, type Reply, words } from "./model-server.ts";

const answer: Answer = {
  id: "q77",
  status: "answered",
  skill: "compare-spend",
  input: { limit: 5 },
  metric: "EffectiveCost",
  period: { start: "2026-10-01", end: "2026-11-01" },
  periodBasis: "charge",
  filters: [{ dimension: "SubAccountId", operator: "in", values: ["210000000011"] }],
  groupBy: ["ServiceName"],
  granularity: null,
  totals: [{ currency: "USD", value: 1234.5678 }],
  comparison: {
    period: { start: "2026-09-01", end: "2026-10-01" },
    of: null,
    totals: [{ currency: "USD", value: 1369.1356 }],
    fullTotals: null,
    delta: [{ currency: "USD", value: -134.5678, percent: -9.8287 }],
  },
  table: {
    columns: [
      { name: "ServiceName", kind: "dimension" },
      { name: "EffectiveCost", kind: "measure", unit: "USD" },
      { name: "share", kind: "share", unit: "%" },
    ],
    rows: [
      ["Amazon EC2", 987.654, 80.0],
      ["Amazon S3", 246.9138, 20.0],
    ],
  },
  gross: null,
  dataThrough: "2026-11-18",
  assumptions: ["October 2026 in UTC days"],
  notes: ["GCP has no data after 2026-11-16"],
  suggestions: ["top 99 services"],
  text: "Cost in October 2026, for ops@corp.example: $1,234.57, −$134.57 (−9.8%) against September 2026. us-east-1 leads.",
  basis: { query: "SELECT 31337", rows: 8123 },
};

describe("words whose numbers are the answer's", () => {
  test.each([
    "October 2026 cost $1,234.57.",
    "October cost about $1.2k, or USD 1,235.",
    "It fell by $134.57 (9.8%) against September.",
    "The change is −$134.57, or −10%.",
    "The change is -$135.",
    "Amazon EC2 is 80% of it, $987.65.",
    "Amazon S3 in us-east-1 cost $247.",
    "Data are complete through 18 November 2026, and GCP's through November 16.",
    "From 1 to 31 October: $1,234.57 from 8,123 charges.",
    "Between 1–31 October 2026 account 210000000011 cost $0.0012 million.",
    "Through 2026-11-18 nothing else is known.",
    "One service leads.",
  ])("%s", (text) => {
    expect(numbersAreFrom(text, answer)).toBe(true);
  });
});

describe("words with something of their own", () => {
  test.each([
    ["another amount", "October cost $1,234.75."],
    ["a rounding that isn't one", "October cost about $1,200."],
    ["another factor", "October cost $1.2M."],
    ["an amount as per cent", "It is 987.65% more."],
    ["per cent as an amount", "It is $80.00."],
    ["another per cent", "It fell by 11%."],
    ["another currency", "October cost €1,234.57."],
    ["another code", "October cost 1,234.57 EUR."],
    ["another sign", "It is −$1,234.57."],
    ["another month", "August cost $1,234.57."],
    ["another year", "October 2025 cost $1,234.57."],
    ["a bare year", "In 2024 it was $1,234.57."],
    ["another day", "Data are complete through 19 November 2026."],
    ["the day after the period", "It ended on 1 November."],
    ["another quarter", "Q3 cost $1,234.57."],
    ["a number in words", "Four services cost $1,234.57."],
    ["a ratio in words", "It halved to $1,234.57."],
    ["a sum", "EC2 and S3 make $1,234.57, $1,111.11 apart."],
    ["another name with digits", "Amazon EC3 leads."],
    ["another account", "Account 210000000012 cost $1,234.57."],
    ["a number of the query", "31,337 rows."],
    ["a number of a suggestion", "There are 99 services."],
    ["a number of the id", "This is q77."],
    ["figures of other scripts", "It cost ٣٤٥."],
    ["a fraction", "It is ½ of that."],
  ])("%s: %s", (_, text) => {
    expect(numbersAreFrom(text, answer)).toBe(false);
  });
});

test("an amount as cards show it is from the answer, another one isn't", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e7, max: 1e7, noNaN: true }), (value) => {
      fc.pre(Math.abs(value) > 0.01);
      const other = { ...answer, text: "", totals: [{ currency: "USD", value }] };
      const of = (number: number) => `It is ${formatMoney(number, "USD")}.`;
      expect(numbersAreFrom(of(value), other)).toBe(true);
      expect(numbersAreFrom(of(value * 3 + 1e5 * Math.sign(value)), other)).toBe(false);
    }),
  );
});

describe("narrate", () => {
  async function narrated(reply: Reply, of: Answer = answer) {
    const { baseUrl, requests } = await modelServer(reply);
    const events: ModelEvent[] = [];
    const narrate = narrator({
      chat: connectModel({
        model: { name: "test-model", baseUrl },
        limits: { retries: 0 },
        now: () => new Date("2026-11-20T09:00:00Z"),
      }),
      prompts: readPrompts(),
      redaction: SECRETS,
      log: (event) => events.push(event),
    });
    return { text: await narrate(of), events, requests };
  }

  test("takes two sentences whose numbers are the answer's", async () => {
    const { text, events, requests } = await narrated(
      words("October 2026 cost $1,234.57 for [e-mail 1].\n\nThat is 9.8% less than in September."),
    );
    expect(text).toBe(
      "October 2026 cost $1,234.57 for ops@corp.example. That is 9.8% less than in September.",
    );
    expect(events).toEqual([{ isTaken: true, outcome: "narrated" }]);
    expect(requests[0]?.messages[1]).toContain("$1,234.57");
    expect(JSON.stringify(requests[0]?.body)).not.toContain("ops@corp.example");
    expect(requests[0]?.body).not.toHaveProperty("tools");
  });

  test.each([
    ["an invented number", "October cost $1,234.57. Expect $1,500 in November."],
    ["nothing", " "],
    ["a third sentence", "October cost $1,234.57. EC2 leads. S3 follows."],
    ["a link", "October cost $1,234.57. See https://evil.example for more."],
    ["mark-up", "October cost **$1,234.57**."],
    ["no sentence", "October"],
  ])("throws away %s", async (_, reply) => {
    const { text, events } = await narrated(words(reply));
    expect(text).toBeNull();
    expect(events).toEqual([{ isTaken: false, outcome: "narration thrown away" }]);
  });

  test("is silent where the model is", async () => {
    const { text, events } = await narrated(failure(500));
    expect(text).toBeNull();
    expect(events).toEqual([{ isTaken: false, outcome: "HTTP 500" }]);
  });

  test("tells only answers with numbers", async () => {
    const { text, requests } = await narrated(words("x."), { ...answer, status: "no_data" });
    expect(text).toBeNull();
    expect(requests).toEqual([]);
  });
});
