import { describe, expect, test } from "vitest";
import type { Card, CardButton } from "#src/cards/card";
import { CLIENT_ID, genuineClaims } from "./fake-issuer.ts";
import {
  ANN,
  actionsOf,
  activity,
  BOB,
  BOT_ID,
  cardOf,
  EVE,
  execute,
  hosts,
  type Json,
  TENANT,
  type TeamsBench,
  withTeams,
} from "./teams-bench.ts";

const ask = (question: string): CardButton => ({
  label: question,
  action: { kind: "ask", question },
});
const helpWithInputs: Card = {
  title: "Choose",
  blocks: [
    {
      type: "select",
      label: "Month",
      options: ["October", "September"].map((name) => ask(`cost in ${name}`)),
    },
    { type: "date", label: "Day", action: { kind: "ask", question: "cost on {date}" } },
  ],
};

const cost = {
  skill: "get-spend",
  input: { period: { start: "2026-10-01", end: "2026-11-01" } },
};
const helpThatRedraws: Card = {
  title: "Costs",
  blocks: [
    {
      type: "buttons",
      buttons: [{ label: "Do", action: { kind: "call", ...cost, redraw: cost } }],
    },
  ],
};

const CHANNEL = "19:channel@thread.tacv2;messageid=1700000000000";

const inGroup = {
  conversation: { id: "19:group@thread.v2", tenantId: TENANT, conversationType: "groupChat" },
};
const inChannel = {
  conversation: { id: CHANNEL, tenantId: TENANT, conversationType: "channel", isGroup: true },
};
const byEve = { from: { id: "29:eve", name: "Ann", aadObjectId: EVE } };

function says(bench: TeamsBench, text: string, given: object = {}): Json {
  return activity(bench.connector.serviceUrl, { text, ...given });
}

/** Seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}

describe.each(hosts)("Teams on %s", (host) => {
  test("answers a message with a labelled card under which there are thumbs", () =>
    withTeams(host, async (bench) => {
      const { status } = await bench.send(says(bench, "cost in October"));
      expect(status).toBe(200);
      const [answer] = await bench.connector.waitFor(1);
      expect(answer?.method).toBe("POST");
      expect(answer?.path).toBe("/teams/v3/conversations/a:personal/activities");
      expect(answer?.authorization).toMatch(/^Bearer eyJ/);
      expect(answer?.body.summary).toContain("$240.00");
      expect(JSON.stringify(answer?.body.attachments)).toContain("$240.00");
      expect(answer?.body.channelData.feedbackLoop).toEqual({ type: "default" });
      expect(answer?.body.entities[0].additionalType).toEqual(["AIGeneratedContent"]);
    }));

  test("follows up in the same conversation, and keeps another apart", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost in October"));
      await bench.send(says(bench, "and in September?"));
      const [, followUp] = await bench.connector.waitFor(2);
      expect(followUp?.body.summary).toContain("$155.00");
      await bench.send(says(bench, "only S3", inGroup));
      const [, , apart] = await bench.connector.waitFor(3);
      expect(apart?.path).toContain("19:group@thread.v2");
      expect(apart?.body.summary).not.toContain("September 2026");
    }));

  test("takes the mention of the bot out by its id, and answers in the channel’s thread", () =>
    withTeams(host, async (bench) => {
      const mention = (text: string, id: string) => ({ type: "mention", text, mentioned: { id } });
      const text = "<at>Tally</at>&nbsp;cost of service in <at>October</at>\n";
      const entities = [mention("<at>Tally</at>", BOT_ID), mention("<at>October</at>", "29:x")];
      await bench.send(says(bench, text, { ...inChannel, entities }));
      const [answer] = await bench.connector.waitFor(1);
      expect(answer?.path).toBe(`/teams/v3/conversations/${CHANNEL}/activities`);
      expect(answer?.body.summary).toContain("$240.00");
      expect(bench.conversations.find("19:channel@thread.tacv2")?.scope).toBe("channel");
    }));

  test("a repeated message is answered once", () =>
    withTeams(host, async (bench) => {
      const message = says(bench, "cost in October");
      expect((await bench.send(message)).status).toBe(200);
      expect((await bench.send(message)).status).toBe(200);
      await bench.send(says(bench, "cost in September"));
      const taken = await bench.connector.waitFor(2);
      expect(taken[1]?.body.summary).toContain("$155.00");
    }));

  test("a pressed button is acknowledged at once, and answered by a message", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost by service in October"));
      const [shown] = await bench.connector.waitFor(1);
      const ask = actionsOf(shown && cardOf(shown)).find(({ title }) => !/CSV|image/.test(title));
      expect(Object.keys(ask.data)).toEqual(["action", "id"]);
      const pressed = await bench.send(execute(bench.connector.serviceUrl, ask.data));
      expect(pressed.status).toBe(200);
      expect(pressed.body.statusCode).toBe(200);
      expect(pressed.body.type).toBe("application/vnd.microsoft.activity.message");
      const taken = await bench.connector.waitFor(2);
      expect(taken[1]?.body.attachments[0].content.type).toBe("AdaptiveCard");
      const again = await bench.send(execute(bench.connector.serviceUrl, ask.data));
      expect(again.body.value).toContain("already");
      expect(bench.connector.taken).toHaveLength(2);
    }));

  test("a card that is redrawn takes its own place, or a new one where it is gone", () =>
    withTeams(
      host,
      async ({ connector, send }) => {
        await send(activity(connector.serviceUrl, { text: "help" }));
        const [help] = await connector.waitFor(1);
        const [act] = actionsOf(help && cardOf(help));
        const pressing = execute(connector.serviceUrl, act.data, { replyToId: "m1" });
        const pressed = await send(pressing);
        expect(pressed.body.value).toContain("$240.00");
        const [, redrawn] = await connector.waitFor(2);
        expect(redrawn?.method).toBe("PUT");
        expect(redrawn?.path).toMatch(/\/activities\/m1$/);
        expect(redrawn?.body.summary).toContain("$240.00");
        await send(activity(connector.serviceUrl, { text: "help" }));
        const [, , again] = await connector.waitFor(3);
        connector.next.push({ status: 404 });
        const [actAgain] = actionsOf(again && cardOf(again));
        await send(execute(connector.serviceUrl, actAgain.data, { replyToId: "m3" }));
        const [, , , below] = await connector.waitFor(4);
        expect(below?.method).toBe("POST");
        expect(below?.body.summary).toContain("$240.00");
      },
      { help: helpThatRedraws },
    ));

  test("an unknown button has expired", () =>
    withTeams(host, async (bench) => {
      const data = { action: "press", id: "nothing" };
      const pressed = await bench.send(execute(bench.connector.serviceUrl, data));
      expect(pressed.body.value).toContain("expired");
      expect(bench.connector.taken).toHaveLength(0);
    }));

  test("a choice and a day come from what was entered", () =>
    withTeams(
      host,
      async (bench) => {
        await bench.send(says(bench, "help"));
        const [help] = await bench.connector.waitFor(1);
        const [choose, show] = actionsOf(help && cardOf(help));
        const body = cardOf(help ?? { body: {} }).body as Json[];
        const choices = body.find(({ type }) => type === "Input.ChoiceSet");
        const chosen = { ...choose.data, [choices.id]: choices.choices[1].value };
        const { serviceUrl } = bench.connector;
        expect((await bench.send(execute(serviceUrl, chosen))).status).toBe(200);
        const [, september] = await bench.connector.waitFor(2);
        expect(september?.body.summary).toContain("$155.00");
        const day = body.find(({ type }) => type === "Input.Date");
        await bench.send(execute(serviceUrl, { ...show.data, [day.id]: "2026-10-05" }));
        const [, , ofTheDay] = await bench.connector.waitFor(3);
        expect(ofTheDay?.body.summary).toContain("$100.00");
        const nothing = await bench.send(execute(serviceUrl, choose.data));
        expect(nothing.body.value).toContain("choose something");
      },
      { help: helpWithInputs },
    ));

  test("in a group the answer takes the place of “Looking …” when it takes longer", () =>
    withTeams(host, async (bench) => {
      bench.desk.milliseconds = 1300;
      await bench.send(says(bench, "cost in October", inGroup));
      const [looking, answer] = await bench.connector.waitFor(2);
      expect(looking?.body.text).toContain("Looking");
      expect(answer?.method).toBe("PUT");
      expect(answer?.path).toBe("/teams/v3/conversations/19:group@thread.v2/activities/m1");
      expect(answer?.body.summary).toContain("$240.00");
    }));

  test("in a 1:1 conversation it streams: what is being done, then the answer", () =>
    withTeams(host, async (bench) => {
      bench.desk.milliseconds = 1300;
      await bench.send(says(bench, "cost in October"));
      const [first, last] = await bench.connector.waitFor(2);
      expect(first?.body.type).toBe("typing");
      expect(first?.body.entities).toEqual([
        { type: "streaminfo", streamType: "informative", streamSequence: 1 },
      ]);
      expect(last?.body.type).toBe("message");
      expect(last?.body.entities).toContainEqual({
        type: "streaminfo",
        streamId: "m1",
        streamType: "final",
      });
      expect(last?.body.channelData.feedbackLoop).toEqual({ type: "default" });
      expect(last?.body.summary).toContain("$240.00");
    }));

  test("where streaming isn’t allowed it types, and answers with an ordinary message", () =>
    withTeams(host, async (bench) => {
      bench.desk.milliseconds = 1300;
      bench.connector.next.push({ status: 403 });
      await bench.send(says(bench, "cost in October"));
      const [typing, answer] = await bench.connector.waitFor(2);
      expect(typing?.body.type).toBe("typing");
      expect(typing?.body.entities ?? []).toEqual([]);
      expect(answer?.body.summary).toContain("$240.00");
    }));

  test("a slow press is told that it is being worked on before three seconds are over", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost by service in October"));
      const [shown] = await bench.connector.waitFor(1);
      const [ask] = actionsOf(shown && cardOf(shown));
      bench.desk.milliseconds = 2500;
      const started = performance.now();
      const pressed = await bench.send(execute(bench.connector.serviceUrl, ask.data));
      expect(performance.now() - started).toBeLessThan(2400);
      expect(pressed.body.value).toContain("Looking");
      expect(await bench.connector.waitFor(2)).toHaveLength(2);
    }));

  test("waits where Teams asks for it, and keeps the order", () =>
    withTeams(host, async (bench) => {
      bench.connector.next.push({ status: 429, headers: { "retry-after": "1" } }, { status: 502 });
      const started = performance.now();
      await bench.send(says(bench, "cost in October"));
      await bench.send(says(bench, "cost in September"));
      const taken = await bench.connector.waitFor(2);
      expect(performance.now() - started).toBeGreaterThan(1000);
      expect(taken.map(({ body }) => body.summary.match(/\$\d+/)?.[0])).toEqual(["$240", "$155"]);
      // The libraries don't try by themselves.
      expect(bench.connector.sent).toHaveLength(4);
    }));

  test("keeps a verdict with its note under the answer", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost in October"));
      await bench.connector.waitFor(1);
      const feedback = (reaction: string, replyToId: string) =>
        activity(bench.connector.serviceUrl, {
          type: "invoke",
          name: "message/submitAction",
          replyToId,
          value: {
            actionName: "feedback",
            actionValue: { reaction, feedback: JSON.stringify({ feedbackText: "tax is missing" }) },
          },
        });
      expect((await bench.send(feedback("dislike", "m1"))).status).toBe(200);
      expect((await bench.send(feedback("like", "m99"))).status).toBe(200);
      expect(bench.verdicts()).toEqual([
        [expect.any(String), "ann@example.com", "bad", "tax is missing"],
      ]);
    }));

  test("welcomes once, remembers where it is, and forgets where it was taken out", () =>
    withTeams(host, async (bench) => {
      const { serviceUrl } = bench.connector;
      const added = { membersAdded: [{ id: BOT_ID }] };
      await bench.send(activity(serviceUrl, { type: "installationUpdate", action: "add" }));
      await bench.send(activity(serviceUrl, { type: "conversationUpdate", ...added }));
      const [welcome] = await bench.connector.waitFor(1);
      expect(JSON.stringify(welcome?.body)).toContain("Ask me what the cloud costs");
      expect(bench.conversations.find("a:personal")).toEqual({
        conversationId: "a:personal",
        serviceUrl,
        tenantId: TENANT,
        scope: "personal",
      });
      const card = { card: { title: "Budget", blocks: [] }, issue: () => "" };
      const chat = { platform: "teams", tenant: TENANT, id: "a:personal" } as const;
      await bench.app.courier.post(chat, card, { mark: "1" });
      const [, proactive] = await bench.connector.waitFor(2);
      expect(proactive?.path).toBe("/teams/v3/conversations/a:personal/activities");
      expect(JSON.stringify(proactive?.body)).toContain("Budget");
      await bench.send(activity(serviceUrl, { type: "installationUpdate", action: "remove" }));
      await bench.app.stop();
      expect(bench.conversations.find("a:personal")).toBeNull();
      const sending = bench.app.courier.post(chat, card, { mark: "2" });
      await expect(sending).rejects.toThrow("was taken out of it");
      expect(bench.connector.taken).toHaveLength(2);
    }));

  test("refuses a stranger in private, and tells the group nothing", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost in October", { ...inGroup, ...byEve }));
      const [open, told, neutral] = await bench.connector.waitFor(3);
      expect(open?.path).toBe("/teams/v3/conversations");
      expect(open?.body.members[0].id).toBe("29:eve");
      expect(open?.body.tenantId).toBe(TENANT);
      expect(told?.path).toBe("/teams/v3/conversations/m1/activities");
      expect(told?.body.summary).toContain(`${TENANT}/${EVE}`);
      expect(neutral?.path).toContain("19:group@thread.v2");
      expect(JSON.stringify(neutral?.body)).not.toContain(EVE);
    }));

  test("says to the group how to ask where it can’t be told in private", () =>
    withTeams(host, async (bench) => {
      bench.connector.next.push({ status: 403 });
      await bench.send(says(bench, "cost in October", { ...inChannel, ...byEve }));
      const [neutral] = await bench.connector.waitFor(1);
      expect(neutral?.body.text).toContain("private chat");
      expect(JSON.stringify(neutral?.body)).not.toContain(EVE);
    }));

  test("a press has the rights of its presser; a refusal stays with them", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost by service in October", inGroup));
      const [shown] = await bench.connector.waitFor(1);
      const [ask] = actionsOf(shown && cardOf(shown));
      const { serviceUrl } = bench.connector;
      const pressed = await bench.send(execute(serviceUrl, ask.data, { ...inGroup, ...byEve }));
      expect(pressed.body.value).toContain(`${TENANT}/${EVE}`);
      const byBob = { from: { id: "29:bob", aadObjectId: BOB } };
      await bench.send(execute(serviceUrl, ask.data, { ...inGroup, ...byBob }));
      const taken = await bench.connector.waitFor(2);
      expect(JSON.stringify(taken[1]?.body)).not.toContain("Virtual Machines");
    }));

  test("somebody without an account in Entra gets nothing; a bot isn’t answered", () =>
    withTeams(host, async (bench) => {
      const guest = { from: { id: "29:guest", name: "Ann" } };
      await bench.send(says(bench, "cost in October", guest));
      const [told] = await bench.connector.waitFor(1);
      expect(told?.body.text).toContain("Entra");
      const bot = { from: { id: "28:other", role: "bot", aadObjectId: ANN } };
      expect((await bench.send(says(bench, "cost in October", bot))).status).toBe(200);
      await bench.app.stop();
      expect(bench.connector.taken).toHaveLength(1);
    }));

  test("offers a file in a 1:1 conversation, and puts it where its owner accepts it", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost by service in October"));
      const [shown] = await bench.connector.waitFor(1);
      const csv = actionsOf(shown && cardOf(shown)).find(({ title }) => /CSV/.test(title));
      const { serviceUrl } = bench.connector;
      const pressed = await bench.send(execute(serviceUrl, csv.data));
      expect(pressed.body.value).toContain("file");
      const [, offer] = await bench.connector.waitFor(2);
      const [consent] = offer?.body.attachments ?? [];
      expect(consent.contentType).toBe("application/vnd.microsoft.teams.card.file.consent");
      const uploadUrl = `${serviceUrl}upload`;
      const accept = (given: object = {}) =>
        activity(serviceUrl, {
          type: "invoke",
          name: "fileConsent/invoke",
          value: {
            type: "fileUpload",
            action: "accept",
            context: consent.content.acceptContext,
            uploadInfo: {
              uploadUrl,
              contentUrl: "https://x",
              name: "c",
              uniqueId: "u",
              fileType: "csv",
            },
          },
          ...given,
        });
      await bench.send(accept(byEve));
      const [, , over] = await bench.connector.waitFor(3);
      expect(over?.body.text).toContain("over");
      await bench.send(accept());
      const [, , , upload, info] = await bench.connector.waitFor(5);
      expect(upload?.method).toBe("PUT");
      expect(upload?.body).toContain("Amazon");
      expect(info?.body.attachments[0].content).toEqual({ uniqueId: "u", fileType: "csv" });
    }));

  test("in a group a file is a link where the server has an address, else words", () =>
    withTeams(host, async (bench) => {
      await bench.send(says(bench, "cost by service in October", inGroup));
      const [shown] = await bench.connector.waitFor(1);
      const csv = actionsOf(shown && cardOf(shown)).find(({ title }) => /CSV/.test(title));
      await bench.send(execute(bench.connector.serviceUrl, csv.data, inGroup));
      const [, words] = await bench.connector.waitFor(2);
      expect(words?.body.text).toContain("private chat");
    }));

  test("links to files and shows images where Teams can fetch them", () =>
    withTeams(
      host,
      async (bench) => {
        await bench.send(says(bench, "daily cost in October by service", inGroup));
        const [shown] = await bench.connector.waitFor(1);
        const actions = actionsOf(shown && cardOf(shown));
        const press = (label: RegExp) => {
          const { data } = actions.find(({ title }) => label.test(title));
          return bench.send(execute(bench.connector.serviceUrl, data, inGroup));
        };
        await press(/CSV/);
        const [, link] = await bench.connector.waitFor(2);
        expect(JSON.stringify(link?.body)).toContain("https://tally.example/costs.csv");
        await press(/image/);
        const [, , image] = await bench.connector.waitFor(3);
        const [element] = cardOf(image ?? { body: {} }).body;
        expect(element.url).toBe("https://tally.example/costs.png");
        expect(element.altText).toBe("costs");
      },
      { parts: { fileUrl: ({ name }) => `https://tally.example/${name}` } },
    ));

  test("never writes to a place that isn’t Teams’, even one that it remembers", () =>
    withTeams(host, async (bench) => {
      const place = { conversationId: "a:x", tenantId: TENANT, scope: "personal" } as const;
      const now = new Date("2026-11-20T09:00:00Z");
      bench.conversations.save({ ...place, serviceUrl: "https://evil.example/" }, now);
      const chat = { platform: "teams", tenant: TENANT, id: "a:x" } as const;
      const card = { card: { title: "Budget", blocks: [] }, issue: () => "" };
      const sending = bench.app.courier.post(chat, card, { mark: "1" });
      await expect(sending).rejects.toThrow("isn’t among teams.serviceHosts");
    }));

  test("takes no requests once it stops", () =>
    withTeams(host, async (bench) => {
      await bench.app.stop();
      expect((await bench.send(says(bench, "cost in October"))).status).toBe(503);
    }));

  test("answers a dialog on a message in the dialog", () =>
    withTeams(host, async (bench) => {
      const dialog = await bench.send(
        activity(bench.connector.serviceUrl, {
          ...inGroup,
          type: "invoke",
          name: "composeExtension/fetchTask",
          value: {
            commandId: "explain",
            messagePayload: {
              body: { contentType: "html", content: "<p>cost in&nbsp;October</p>" },
            },
          },
        }),
      );
      const { card } = dialog.body.task.value;
      expect(JSON.stringify(card.content)).toContain("$240.00");
      expect(actionsOf(card.content)).toEqual([]);
      expect(bench.connector.taken).toHaveLength(0);
    }));

  test("refuses requests that nobody vouches for, before and within the library", () =>
    withTeams(host, async (bench) => {
      const { connector, issuer, send } = bench;
      const message = () => says(bench, "cost in October");
      const genuine = genuineClaims(connector.serviceUrl);
      const bearer = (claims: object) => `Bearer ${issuer.token({ ...genuine, ...claims })}`;
      const entra = `https://login.microsoftonline.com/${TENANT}/v2.0`;
      const cases: Record<string, [Json, string | null]> = {
        "no token": [message(), null],
        "not a bearer token": [message(), "Basic YTpi"],
        garbage: [message(), "Bearer a.b.c"],
        forged: [message(), `Bearer ${issuer.forged(genuine)}`],
        "wrong audience": [message(), bearer({ aud: "33333333-3333-4333-8333-333333333333" })],
        "wrong issuer": [message(), bearer({ iss: "https://evil.example" })],
        "an Entra token": [message(), bearer({ iss: entra, tid: TENANT, aud: CLIENT_ID })],
        expired: [message(), bearer({ nbf: 1, exp: 1000 })],
        "expired ten minutes ago": [message(), bearer({ exp: now() - 600 })],
        "not valid yet": [message(), bearer({ nbf: now() + 600 })],
        unsigned: [message(), `Bearer ${issuer.unsigned(genuine)}`],
        "signed by what everybody knows": [message(), `Bearer ${issuer.signedByItsKey(genuine)}`],
        "of a key that isn’t listed": [message(), `Bearer ${issuer.token(genuine, "k2")}`],
        "another service URL than the token’s": [message(), bearer({ serviceurl: "https://x" })],
        "a foreign tenant": [
          { ...message(), conversation: { id: "a:x", tenantId: "foreign" } },
          bearer({}),
        ],
        "somebody of a foreign tenant": [
          { ...message(), channelData: { tenant: { id: "foreign" } } },
          bearer({}),
        ],
        "a foreign place to answer at": [
          { ...message(), serviceUrl: "https://evil.example/" },
          bearer({ serviceurl: "https://evil.example/" }),
        ],
      };
      const statuses: Record<string, number> = {};
      for (const [name, [body, authorization]] of Object.entries(cases)) {
        statuses[name] = (await send(body, authorization)).status;
      }
      const expected = Object.fromEntries(Object.keys(cases).map((name) => [name, 401]));
      expect(statuses).toEqual(expected);
      await bench.app.stop();
      expect(connector.sent).toHaveLength(0);
    }));

  test("takes a token of a clock that is a minute or two off", () =>
    withTeams(host, async (bench) => {
      const claims = { ...genuineClaims(bench.connector.serviceUrl), nbf: now() + 90 };
      const token = `Bearer ${bench.issuer.token(claims)}`;
      expect((await bench.send(says(bench, "cost in October"), token)).status).toBe(200);
      await bench.connector.waitFor(1);
    }));

  test("takes large requests up to a megabyte, and no more", () =>
    withTeams(host, async (bench) => {
      const large = (characters: number) =>
        says(bench, "cost in October", { padding: "x".repeat(characters) });
      expect((await bench.send(large(500_000))).status).toBe(200);
      expect((await bench.send(large(2_000_000))).status).toBe(413);
      await bench.connector.waitFor(1);
    }));

  test("in development on loopback it runs without credentials", () =>
    withTeams(
      host,
      async (bench) => {
        const { status } = await bench.send(says(bench, "cost in October"), null);
        expect(status).toBe(200);
        const [answer] = await bench.connector.waitFor(1);
        expect(answer?.body.summary).toContain("$240.00");
        expect(answer?.authorization).toBeUndefined();
      },
      { settings: { clientId: undefined, tenantId: undefined, accessToken: undefined } },
    ));
});
