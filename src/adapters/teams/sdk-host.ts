import { PUBLIC, withOverrides } from "@microsoft/teams.api";
import { App, type AppOptions, ExpressAdapter, type IPlugin } from "@microsoft/teams.apps";
import type { Router } from "express";
import type { TeamsConversation } from "#src/chat/ports";
import type { Log } from "#src/log";
import { accountSchema } from "./activity.ts";
import { REQUEST_MS } from "./clock.ts";
import { rootIdOf } from "./conversation-id.ts";
import type { TeamsSettings } from "./settings.ts";
import {
  MEMBERS_PAGE,
  MESSAGES_PATH,
  readMembersPage,
  type TeamsHost,
  TeamsSendError,
} from "./teams-host.ts";

type Api = App["api"]["conversations"];
type Logger = NonNullable<AppOptions<IPlugin>["logger"]>;
type SdkActivity = Parameters<Api["createActivity"]>[1];

/** The host on Microsoft's Teams SDK. */
export function sdkHost(settings: TeamsSettings, log: Log): TeamsHost {
  let app: App | null = null;
  const conversationsAt = (serviceUrl: string): Api => {
    if (app === null) throw new Error("the Teams host isn't listening yet");
    return app.api.clone({ serviceUrl }).conversations;
  };
  return {
    async listen(router, receive) {
      app = new App(optionsOf(settings, router, log));
      app.use(async ({ activity }) => {
        const body = await receive(activity);
        return { status: 200, ...(body === null ? {} : { body }) };
      });
      await app.initialize();
    },
    post: (place, activity) =>
      attempt(async () => {
        const sent = { ...activity, conversation: { id: place.conversationId } } as SdkActivity;
        const api = conversationsAt(place.serviceUrl);
        return (await api.createActivity(place.conversationId, sent)).id;
      }),
    update: (place, id, activity) =>
      attempt(async () => {
        const sent = { ...activity, id } as SdkActivity;
        await conversationsAt(place.serviceUrl).updateActivity(place.conversationId, id, sent);
      }),
    members: ({ serviceUrl, conversationId }, continuation) =>
      attempt(async () => {
        const root = rootIdOf(conversationId);
        const api = conversationsAt(serviceUrl);
        return readMembersPage(await api.getPagedMembers(root, MEMBERS_PAGE, continuation));
      }),
    member: ({ serviceUrl, conversationId }, memberId) =>
      attempt(async () => {
        const api = conversationsAt(serviceUrl);
        return accountSchema.parse(await api.getMemberById(rootIdOf(conversationId), memberId));
      }),
    openPersonal: (place, memberId) =>
      attempt(async (): Promise<TeamsConversation> => {
        const { id } = await conversationsAt(place.serviceUrl).create({
          members: [{ id: memberId, name: "", role: "user" }],
          tenantId: place.tenantId,
          channelData: { tenant: { id: place.tenantId } },
        });
        return { ...place, conversationId: id, scope: "personal" };
      }),
  };
}

function optionsOf(settings: TeamsSettings, router: Router, log: Log): AppOptions<IPlugin> {
  const { clientId, clientSecret, tenantId, managedIdentityClientId, accessToken } = settings;
  return {
    // The adapter adds a route to whatever has Express's methods, so a router will do.
    httpServerAdapter: new ExpressAdapter(router as never, { logger: loggerTo(log) }),
    messagingEndpoint: MESSAGES_PATH,
    // Said outright, because the library would read an environment variable otherwise.
    dangerouslyAllowUnauthenticatedRequests: clientId === undefined,
    cloud: withOverrides(PUBLIC, {
      tokenIssuer: settings.issuer,
      openIdMetadataUrl: settings.openIdMetadataUrl ?? PUBLIC.openIdMetadataUrl,
    }),
    client: { timeout: REQUEST_MS },
    logger: loggerTo(log),
    telemetry: { agent365: false },
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(managedIdentityClientId === undefined ? {} : { managedIdentityClientId }),
    ...(accessToken === undefined
      ? {}
      : { token: (scope: string | string[]) => accessToken([scope].flat().join(" ")) }),
  };
}

/** The library's own words: warnings and errors only, since it would write whole messages otherwise. */
function loggerTo(log: Log): Logger {
  const nothing = (): void => undefined;
  const told = (parts: readonly unknown[]) => ({
    error: parts.find((part) => part instanceof Error),
    reason: parts.find((part) => typeof part === "string"),
  });
  const logger: Logger = {
    debug: nothing,
    trace: nothing,
    info: nothing,
    log: nothing,
    warn: (...parts) => log.warn("the Teams SDK warned", told(parts)),
    error: (...parts) => log.error("the Teams SDK failed", told(parts)),
    child: () => logger,
  };
  return logger;
}

async function attempt<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw sendErrorOf(error);
  }
}

/** The library passes on axios' errors. */
function sendErrorOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("isAxiosError" in error)) return error;
  const { response } = error as {
    response?: { readonly status: number; readonly headers: Readonly<Record<string, unknown>> };
  };
  return new TeamsSendError(response?.status ?? null, response?.headers["retry-after"], error);
}
