import { describe, expect, test } from "vitest";
import { ChannelMembers } from "#src/chat/members";
import {
  ANN,
  actionsOf,
  activity,
  type BenchOptions,
  BOB,
  cardOf,
  EVE,
  execute,
  hosts,
  type Json,
  TENANT,
  type TeamsBench,
  withTeams,
} from "./teams-bench.ts";

const GROUP = "19:group@thread.v2";
const inGroup = {
  conversation: { id: GROUP, tenantId: TENANT, conversationType: "groupChat", isGroup: true },
};
const LIMITED: BenchOptions = { audience: "members" };
const MORE = "Show me all that I may see";
const ALL = "$240.00";
const S3_ALONE = "$30.00";

const ann = { id: "29:ann", aadObjectId: ANN, tenantId: TENANT, userRole: "user" };
const bob = { id: "29:bob", aadObjectId: BOB, tenantId: TENANT, userRole: "user" };
const eve = { id: "29:eve", aadObjectId: EVE, tenantId: TENANT, userRole: "user" };
const byBob = { from: { id: "29:bob", aadObjectId: BOB } };

function says(bench: TeamsBench, text: string, given: object = {}): Json {
  return activity(bench.connector.serviceUrl, { text, ...inGroup, ...given });
}

function press(bench: TeamsBench, card: Json, label: string, given: object = {}) {
  const { data } = actionsOf(card).find(({ title }) => title === label) ?? {};
  if (data === undefined) throw new Error(`no button ${label}`);
  return bench.send(execute(bench.connector.serviceUrl, data, { ...inGroup, ...given }));
}

/** What all of the group read. */
const inTheGroup = ({ connector }: TeamsBench) =>
  connector.taken.filter(({ path }) => path.includes(GROUP));

describe.each(hosts)("the audience in Teams on %s", (host) => {
  test("an answer stays as it is where all see as much", () =>
    withTeams(
      host,
      async (bench) => {
        bench.connector.members.set(GROUP, [ann, { id: "28:other", tenantId: TENANT }]);
        await bench.send(says(bench, "cost in October"));
        const [answer] = await bench.connector.waitFor(1);
        expect(answer?.body.summary).toContain(ALL);
        expect(JSON.stringify(answer?.body)).not.toContain(MORE);
      },
      LIMITED,
    ));

  test("shows what all see, and all of it to the presser in their own chat", () =>
    withTeams(
      host,
      async (bench) => {
        bench.connector.members.set(GROUP, [ann, bob, bob]);
        await bench.send(says(bench, "cost in October"));
        const [answer] = await bench.connector.waitFor(1);
        expect(answer?.body.summary).toContain(S3_ALONE);
        expect(JSON.stringify(answer?.body)).not.toContain("240");
        const pressed = await press(bench, answer && cardOf(answer), MORE);
        expect(pressed.body.value).toBe("The answer follows in our private chat.");
        const [, opened, alone] = await bench.connector.waitFor(3);
        expect(opened?.path).toBe("/teams/v3/conversations");
        expect(opened?.body.members).toMatchObject([{ id: "29:ann" }]);
        expect(alone?.path).toBe("/teams/v3/conversations/m2/activities");
        expect(alone?.body.summary).toContain(ALL);
        expect(alone?.body.channelData.feedbackLoop).toEqual({ type: "default" });
        await press(bench, answer && cardOf(answer), MORE, byBob);
        const theirs = await bench.connector.waitFor(5);
        expect(theirs[4]?.body.summary).toContain(S3_ALONE);
        expect(inTheGroup(bench)).toHaveLength(1);
      },
      LIMITED,
    ));

  test.each([
    ["somebody unknown", eve],
    ["a guest", { ...eve, userRole: "guest" }],
    ["somebody of another tenant", { ...bob, tenantId: "33333333-3333-4333-8333-333333333333" }],
    ["somebody without an account", { id: "29:x", userRole: "anonymous" }],
  ])("with %s in it the group reads one line", (_who, somebody) =>
    withTeams(
      host,
      async (bench) => {
        bench.connector.members.set(GROUP, [ann, bob, somebody]);
        await bench.send(
          says(bench, "what was the cost in October? what was the cost in September?"),
        );
        const taken = await bench.connector.waitFor(5);
        expect(inTheGroup(bench).map(({ body }) => body.text)).toEqual([
          "I’ve answered that in our private chat.",
        ]);
        expect(taken[1]?.body.summary).toContain(ALL);
        expect(taken[3]?.body.summary).toContain("$155.00");
      },
      LIMITED,
    ),
  );

  test("is read anew when somebody came", () =>
    withTeams(
      host,
      async (bench) => {
        bench.connector.members.set(GROUP, [ann]);
        await bench.send(says(bench, "cost in October"));
        await bench.connector.waitFor(1);
        bench.connector.members.set(GROUP, [ann, eve]);
        const change = { type: "conversationUpdate", membersAdded: [{ id: "29:eve" }] };
        await bench.send(activity(bench.connector.serviceUrl, { ...inGroup, ...change }));
        await bench.send(says(bench, "cost in September"));
        await bench.connector.waitFor(4);
        expect(JSON.stringify(inTheGroup(bench))).not.toContain("155");
      },
      LIMITED,
    ));

  test("a file that not all may see is offered to its presser alone", () =>
    withTeams(
      host,
      async (bench) => {
        bench.connector.members.set(GROUP, [ann]);
        await bench.send(says(bench, "cost by service in October"));
        const [answer] = await bench.connector.waitFor(1);
        bench.connector.members.set(GROUP, [ann, eve]);
        const change = { type: "conversationUpdate", membersAdded: [{ id: "29:eve" }] };
        await bench.send(activity(bench.connector.serviceUrl, { ...inGroup, ...change }));
        const pressed = await press(bench, answer && cardOf(answer), "Table as CSV");
        expect(pressed.body.value).toBe("The file follows in our private chat.");
        const [, , offer] = await bench.connector.waitFor(3);
        expect(offer?.path).toBe("/teams/v3/conversations/m2/activities");
        expect(offer?.body.attachments[0].name).toBe("costs.csv");
        expect(inTheGroup(bench)).toHaveLength(1);
      },
      LIMITED,
    ));

  test("a 1:1 chat is one person's, who is known where Teams tells", () => {
    const members = new ChannelMembers();
    const chatWith = (id: string) => members.of({ platform: "teams", tenant: TENANT, id });
    return withTeams(
      host,
      async ({ connector, send }) => {
        expect(await chatWith(ANN)).toEqual({ reader: expect.objectContaining({ id: ANN }) });
        await send(activity(connector.serviceUrl, { text: "cost in October" }));
        await connector.waitFor(1);
        expect(await chatWith("a:personal")).toEqual({ reader: null });
        connector.members.set("a:personal", [ann, { id: "28:other", tenantId: TENANT }]);
        members.changed({ platform: "teams", tenant: TENANT });
        expect(await chatWith("a:personal")).toEqual({
          reader: expect.objectContaining({ id: ANN }),
        });
      },
      { parts: { members } },
    );
  });

  test("a group that Teams tells nothing of reads one line; a 1:1 chat reads all", () =>
    withTeams(
      host,
      async (bench) => {
        await bench.send(says(bench, "cost in October"));
        await bench.connector.waitFor(3);
        expect(JSON.stringify(inTheGroup(bench))).not.toContain("240");
        await bench.send(activity(bench.connector.serviceUrl, { text: "cost in October" }));
        const taken = await bench.connector.waitFor(4);
        expect(taken[3]?.body.summary).toContain(ALL);
      },
      LIMITED,
    ));
});
