import { Access } from "#src/access";
import { audienceRulesOf } from "#src/audience-config";
import type { CardAction, CardBlock } from "#src/cards/card";
import type { AudienceRule } from "#src/channel";
import { ChannelAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import { directoryOf } from "#src/chat/directory";
import { ChannelMembers } from "#src/chat/members";
import type { Message, Press, Pressed, Reply, Sender } from "#src/chat/message";
import { SharedScopes } from "#src/shared-scope";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { StoredConversations } from "#src/store/conversations";
import type { Store } from "#src/store/store";
import { S3, type SeenBy, withAssistant } from "../conversations/small-company.ts";
import { type GivenPerson, knownPeople } from "../known-people.ts";

export const NOW = new Date("2026-11-20T09:00:00Z");
export const C1 = { platform: "slack", tenant: "T1", id: "C1" } as const;
export const THREAD = "slack:T1:C1:1";
export const MORE = "Show me all that I may see";

/** Ann sees all, Bob storage; nobody knows Eve. */
export const PEOPLE: readonly GivenPerson[] = [
  { email: "ann@example.com", slack: "T1/UANN", role: "finops", scope: [] },
  {
    email: "bob@example.com",
    slack: "T1/UBOB",
    role: "finops",
    scope: [{ dimension: "ServiceName", operator: "in", values: [S3] }],
  },
];

export function userOf(id: string): Sender {
  return { platform: "slack", tenant: "T1", id };
}

/** A desk for a channel of some people. */
export interface ChannelBench {
  readonly desk: Desk;
  readonly store: Store;
  readonly audiences: ChannelAudiences;
  readonly assistant: Parameters<Parameters<typeof withAssistant>[0]>[0];
  /** From now on these are in the channel; null where the platform doesn't tell. */
  inChannel(...users: readonly string[]): void;
  ask(user: string, text: string, more?: Partial<Message>): Promise<Reply>;
  press(user: string, reply: Pick<Reply, "card" | "issue">, label: string): Promise<Pressed>;
  /** Presses an action that isn't on a card. */
  act(user: string, actionId: string, more?: Partial<Press>): Promise<Pressed>;
}

/** Runs a check at a desk of the small company, or of another bill and other people. */
export async function withChannel(
  check: (bench: ChannelBench) => Promise<void>,
  {
    people = PEOPLE,
    book: known = knownPeople(people),
    rule = "members",
    ...seenBy
  }: SeenBy & { readonly rule?: Exclude<AudienceRule, "team"> } = {},
): Promise<void> {
  const run = async (
    assistant: ChannelBench["assistant"],
    bugs: readonly unknown[],
    store: Store,
  ) => {
    let users: readonly string[] = [];
    const members = new ChannelMembers();
    members.readBy("slack", async () => users.map(userOf));
    const directory = directoryOf(known, false);
    const scopes = new SharedScopes(new Access(store, known, seenBy), known);
    const rules = audienceRulesOf({}, rule);
    const audiences = new ChannelAudiences({ rules, members, directory, scopes });
    const desk = new Desk({
      assistant,
      directory,
      audiences,
      handled: new StoredHandledKeys(store.database),
      actions: new StoredIssuedActions(store.database),
      feedback: new StoredFeedback(store.database),
      examples: [],
      fileOf: async ({ table }, format) => ({
        name: `costs.${format}`,
        mediaType: "text/csv",
        content: new TextEncoder().encode(JSON.stringify(table?.rows)),
        description: "costs",
      }),
      onAnswer: () => undefined,
    });
    let presses = 0;
    const act: ChannelBench["act"] = (user, actionId, more = {}) => {
      // Not the second press of a double click.
      presses += 1;
      const now = new Date(NOW.getTime() + presses * 60_000);
      const press = { actionId, sender: userOf(user), channel: C1, thread: THREAD, now };
      return desk.press({ ...press, ...more });
    };
    await check({
      ...{ desk, store, audiences, assistant, act },
      inChannel(...now) {
        users = now;
        members.changed(C1);
      },
      async ask(user, text, more = {}) {
        const asked = { eventId: null, sender: userOf(user), thread: THREAD, channel: C1 };
        const [first] = await desk.answer({ ...asked, text, now: NOW, ...more });
        if (first === undefined) throw new Error("no reply");
        return first;
      },
      press: (user, { card, issue }, label) => act(user, issue(actionOf(card.blocks, label))),
    });
    if (bugs.length > 0) throw bugs[0];
  };
  await withStoredConversations(run, { book: known, ...seenBy });
}

/** Conversations are kept as they are in the store, which the assistant needs before there is one. */
async function withStoredConversations(
  run: Parameters<typeof withAssistant>[0],
  seenBy: SeenBy,
): Promise<void> {
  let kept: StoredConversations | null = null;
  const open = (): StoredConversations => {
    if (kept === null) throw new Error("there is no store yet");
    return kept;
  };
  const conversations = {
    last: (...given: Parameters<StoredConversations["last"]>) => open().last(...given),
    keep: (...given: Parameters<StoredConversations["keep"]>) => open().keep(...given),
    keepForAll: (...given: Parameters<StoredConversations["keepForAll"]>) =>
      open().keepForAll(...given),
  };
  await withAssistant(
    (assistant, bugs, store) => {
      kept = new StoredConversations(store.database);
      return run(assistant, bugs, store);
    },
    conversations,
    undefined,
    seenBy,
  );
}

export function buttonsOf(blocks: readonly CardBlock[]) {
  return blocks.flatMap((block) => (block.type === "buttons" ? block.buttons : []));
}

function actionOf(blocks: readonly CardBlock[], label: string): CardAction {
  const button = buttonsOf(blocks).find((candidate) => candidate.label === label);
  if (button === undefined) throw new Error(`no button ${label}`);
  return button.action;
}
