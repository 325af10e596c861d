import type { Application, TeamsAdapter, TurnState } from "@microsoft/teams-ai";
import type { ConversationParameters, ConversationReference, TurnContext } from "botbuilder";
import type { TeamsConversation } from "#src/chat/ports";
import { ConfigError } from "#src/errors";
import type { Log } from "#src/log";
import { accountSchema } from "./activity.ts";
import { rootIdOf } from "./conversation-id.ts";
import type { TeamsSettings } from "./settings.ts";
import { type Libraries, teamsAiAdapter } from "./teams-ai-adapter.ts";
import { sendingWhole } from "./teams-ai-requests.ts";
import {
  MEMBERS_PAGE,
  MESSAGES_PATH,
  type OutgoingActivity,
  type ReceiveActivity,
  readMembersPage,
  type TeamsHost,
} from "./teams-host.ts";

/**
 * The host on the older Teams AI library, an optional dependency.
 * @throws ConfigError when it isn't installed
 */
export async function teamsAiHost(settings: TeamsSettings, log: Log): Promise<TeamsHost> {
  const libraries = await loadLibraries();
  const adapter = teamsAiAdapter(libraries, settings);
  const appId = settings.clientId ?? "";
  const inTurn: InTurn = (place, logic) =>
    attempt(logic, (turn) =>
      adapter.continueConversationAsync(appId, referenceTo(place, appId), turn),
    );
  return {
    async listen(router, receive) {
      const application = applicationOn(libraries, adapter, receive, log);
      router.post(MESSAGES_PATH, async (request, response) => {
        let isVerified = false;
        const collected = new CollectedResponse();
        await adapter.process(request, collected, async (context) => {
          isVerified = true;
          await application.run(context);
        });
        // The library answers 500 to a wrong signature, and tells its caller why.
        if (isVerified) response.status(collected.code).send(collected.body);
        else response.status(401).end();
      });
    },
    post: (place, activity) =>
      inTurn(place, async (context) => {
        // The id of a continued turn is made up, and would be taken for what is replied to.
        context.activity.id = undefined as never;
        const sent = await sendingWhole(activity, () => context.sendActivity(copyOf(activity)));
        return sent?.id ?? "";
      }),
    update: (place, id, activity) =>
      inTurn(place, async (context) => {
        const copy = { ...copyOf(activity), id };
        await sendingWhole(activity, () => context.updateActivity(copy));
      }),
    ...memberReaders(inTurn),
    openPersonal: (place, memberId) =>
      attempt(
        async ({ activity }): Promise<TeamsConversation> => {
          return { ...place, conversationId: activity.conversation.id, scope: "personal" };
        },
        (turn) => {
          const { serviceUrl, tenantId } = place;
          const asked = personalConversation(appId, memberId, tenantId);
          return adapter.createConversationAsync(appId, "msteams", serviceUrl, "", asked, turn);
        },
      ),
  };
}

/** Does something with what the library has of a conversation. */
type InTurn = <T>(
  place: TeamsConversation,
  logic: (context: TurnContext) => Promise<T>,
) => Promise<T>;

/** As much of the library's client as tells who is in a conversation. */
interface MembersClient {
  readonly conversations: {
    getConversationPagedMembers(id: string, options: object): Promise<unknown>;
    getConversationMember(id: string, memberId: string): Promise<unknown>;
  };
}

function memberReaders(inTurn: InTurn): Pick<TeamsHost, "members" | "member"> {
  const reading = (
    place: TeamsConversation,
    read: (client: MembersClient["conversations"], id: string) => Promise<unknown>,
  ) =>
    inTurn(place, ({ adapter: { ConnectorClientKey }, turnState }) => {
      const client = turnState.get<MembersClient>(ConnectorClientKey);
      return read(client.conversations, rootIdOf(place.conversationId));
    });
  return {
    async members(place, continuationToken) {
      const options = { pageSize: MEMBERS_PAGE, ...(continuationToken && { continuationToken }) };
      return readMembersPage(
        await reading(place, (client, id) => client.getConversationPagedMembers(id, options)),
      );
    },
    async member(place, memberId) {
      return accountSchema.parse(
        await reading(place, (client, id) => client.getConversationMember(id, memberId)),
      );
    },
  };
}

function personalConversation(
  appId: string,
  memberId: string,
  tenantId: string,
): ConversationParameters {
  return {
    isGroup: false,
    bot: { id: appId, name: "" },
    members: [{ id: memberId, name: "" }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  } as ConversationParameters;
}

/** What the library answers, before it goes out. */
class CollectedResponse {
  readonly socket = null;
  code = 200;
  body: unknown = undefined;

  status(code: number): this {
    this.code = code;
    return this;
  }

  send(body: unknown): this {
    this.body = body;
    return this;
  }

  header(): this {
    return this;
  }

  end(): this {
    return this;
  }
}

async function loadLibraries(): Promise<Libraries> {
  try {
    const [teamsAi, botbuilder] = await Promise.all([
      import("@microsoft/teams-ai"),
      import("botbuilder"),
    ]);
    return { teamsAi, botbuilder };
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new ConfigError(
      "The Teams host “teams-ai” needs its optional packages: run “npm install --include=optional”, or choose the host “sdk”.",
    );
  }
}

function applicationOn(
  { teamsAi }: Libraries,
  adapter: TeamsAdapter,
  receive: ReceiveActivity,
  log: Log,
): Application<TurnState> {
  const application = new teamsAi.Application<TurnState>({
    adapter,
    removeRecipientMention: false,
    startTypingTimer: false,
  });
  const isAny = async (): Promise<boolean> => true;
  application.addRoute(isAny, async ({ activity }) => {
    await receive(activity);
  });
  application.addRoute(
    isAny,
    async (context) => {
      const body = await receive(context.activity);
      const value = { status: 200, ...(body === null ? {} : { body }) };
      await context.sendActivity({ type: "invokeResponse", value });
    },
    true,
  );
  adapter.onTurnError = async (_context, error) => {
    log.error("an activity failed", { error });
  };
  return application;
}

function referenceTo(place: TeamsConversation, appId: string): Partial<ConversationReference> {
  const { conversationId, serviceUrl, tenantId, scope } = place;
  return {
    channelId: "msteams",
    serviceUrl,
    bot: { id: appId, name: "" },
    conversation: {
      id: conversationId,
      tenantId,
      isGroup: scope !== "personal",
      conversationType: scope === "group" ? "groupChat" : scope,
      name: "",
    },
  };
}

/** The library writes into what it sends. */
function copyOf(activity: OutgoingActivity): Record<string, unknown> {
  return { ...activity };
}

/** What `logic` gives within a turn; the library would keep its errors to itself. */
async function attempt<T>(
  logic: (context: TurnContext) => Promise<T>,
  run: (turn: (context: TurnContext) => Promise<void>) => Promise<void>,
): Promise<T> {
  let outcome: Promise<T> | null = null;
  await run(async (context) => {
    outcome = logic(context);
    await outcome.catch(() => undefined);
  });
  if (outcome === null) throw new Error("the library ran no turn");
  return outcome;
}
