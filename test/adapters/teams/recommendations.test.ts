import { describe } from "vitest";
import { S3 } from "../../conversations/small-company.ts";
import { FINDING } from "../../skills/recommendations/small-waste.ts";
import {
  type Chat,
  type Pressed,
  type Somebody,
  testRecommendationFlows,
} from "../recommendation-flows.ts";
import type { Sent } from "./fake-connector.ts";
import { objectsOf } from "./render/inspect-card.ts";
import {
  ANN,
  actionsOf,
  activity,
  BOB,
  cardOf,
  execute,
  hosts,
  type Json,
  TENANT,
  type TeamsBench,
  withTeams,
} from "./teams-bench.ts";

const CAT = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";
const DEE = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";
const VIC = "ffffffff-ffff-4fff-8fff-ffffffffffff";
const IDS: Readonly<Record<Somebody, string>> = {
  ann: ANN,
  bob: BOB,
  cat: CAT,
  dee: DEE,
  vic: VIC,
};
/** A thread of a channel, which all of them read. */
const CHANNEL = "19:costs@thread.tacv2";
const THREAD = {
  conversation: {
    id: `${CHANNEL};messageid=100`,
    tenantId: TENANT,
    conversationType: "channel",
    isGroup: true,
  },
};
const PEOPLE = [
  { email: "ann@example.com", role: "finops" as const, scope: [], team: "payments", lead: true },
  {
    email: "bob@example.com",
    scope: [{ dimension: "ServiceName", operator: "in" as const, values: [S3] }],
  },
  { email: "cat@example.com", role: "finops" as const, scope: [] },
  { email: "dee@example.com", team: "data" },
  { email: "vic@example.com", role: "viewer" as const },
];

describe.each(hosts)("recommendations in Teams on %s", (host) => {
  testRecommendationFlows((check) => {
    let now = new Date("2026-11-20T09:00:00Z").getTime();
    return withTeams(
      host,
      (bench) => check(chatIn(bench, (minutes) => (now += minutes * 60_000))),
      {
        seenBy: { people: PEOPLE, ...FINDING },
        others: [
          { email: "cat@example.com", teams: `${TENANT}/${CAT}` },
          { email: "dee@example.com", teams: `${TENANT}/${DEE}` },
          { email: "vic@example.com", teams: `${TENANT}/${VIC}` },
        ],
        clock: () => new Date(now),
      },
    );
  });
});

function chatIn(bench: TeamsBench, pass: (minutes: number) => number): Chat {
  const { connector, store } = bench;
  const from = (person: Somebody) => ({
    ...THREAD,
    from: { id: `29:${person}`, name: person, aadObjectId: IDS[person] },
  });
  let shown: Json = {};
  let id = "";
  let wasForAll = true;
  let last: object = {};
  return {
    store,
    place: { from: `teams:${TENANT}/${CHANNEL}`, thread: "100" },
    later: (minutes) => void pass(minutes),
    mention: (person) => `<at>${person}</at>`,
    async say(person, text) {
      const before = connector.taken.length;
      const said = text.match(/<at>(\w+)<\/at>/);
      const name = (said?.[1] ?? "ann") as Somebody;
      const mentioned = { id: `29:${name}`, aadObjectId: IDS[name] };
      const entities = said === null ? [] : [{ type: "mention", text: said[0], mentioned }];
      await bench.send(activity(connector.serviceUrl, { text, entities, ...from(person) }));
      const { body, path } = await cardAfter(before);
      wasForAll = path.includes(CHANNEL);
      shown = cardOf({ body });
      return `${body.summary ?? ""}\n${JSON.stringify(shown)}`;
    },
    wasForAll: () => wasForAll,
    press(person, label, menu) {
      last = dataOf(shown, label, menu);
      return pressed(person);
    },
    again: pressed,
    async fill(person, label, filled) {
      const invoke = (name: string, data: object) =>
        bench.send(
          activity(connector.serviceUrl, {
            ...{ type: "invoke", name, value: { data } },
            ...{ replyToId: id, ...from(person) },
          }),
        );
      const { body: dialog } = await invoke("task/fetch", dataOf(shown, label, undefined));
      const form: Json = dialog.task.value.card.content;
      const inputs: Json[] = form.body.filter(({ id }: Json) => String(id).startsWith("field-"));
      const values = inputs.map((input) => {
        const value = filled[String(input.id).slice("field-".length)] ?? "";
        const choice = input.choices?.find(({ title }: Json) => title === value);
        return [input.id, choice === undefined ? value : choice.value];
      });
      const before = connector.taken.length;
      const sent = { ...form.actions[0].data, ...Object.fromEntries(values) };
      const { body } = await invoke("task/submit", sent);
      if (body !== "") return { redrawn: null, told: JSON.stringify(body) };
      return redrawnAfter(before);
    },
  };

  /** What was sent with a card, after so many requests. */
  async function cardAfter(before: number): Promise<Sent> {
    for (let count = before + 1; ; count++) {
      const sent = (await connector.waitFor(count))[count - 1];
      id = `m${count}`;
      if (sent?.body.attachments !== undefined) return sent;
    }
  }

  async function pressed(person: Somebody): Promise<Pressed> {
    const before = connector.taken.length;
    const { body } = await bench.send(
      execute(connector.serviceUrl, last, { replyToId: id, ...from(person) }),
    );
    const words = String(body.value);
    const isSaid = words === "The answer follows as a message.";
    const isDone = /^Recommendations?(?: \d+)?\n/.test(words);
    if (!isDone && !isSaid) return { redrawn: null, told: words };
    const { redrawn } = await redrawnAfter(before);
    return isSaid ? { redrawn: null, told: null, said: String(redrawn) } : { redrawn, told: null };
  }

  async function redrawnAfter(before: number): Promise<Pressed> {
    const taken = (await connector.waitFor(before + 1)).at(-1);
    shown = taken === undefined ? shown : cardOf(taken);
    return { redrawn: JSON.stringify(shown), told: null };
  }
}

/** What the first button of a label sends, or the first menu's with one of its options chosen. */
function dataOf(card: Json, label: string, menu: string | undefined): object {
  if (menu === undefined) {
    const button = objectsOf(card).find(({ title, data }) => title === label && data);
    if (button === undefined) throw new Error(`there is no button ${label}`);
    return button["data"] as object;
  }
  const body: Json[] = card.body;
  const at = body.findIndex((part) => part.type === "Input.ChoiceSet" && part.label === menu);
  const choice = body[at]?.choices.find(({ title }: Json) => title === label);
  if (choice === undefined) throw new Error(`there is no ${menu} ${label}`);
  const [choose] = actionsOf(body.slice(at));
  return { ...choose.data, [body[at].id]: choice.value };
}
