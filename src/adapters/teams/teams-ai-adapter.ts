import type { TeamsAdapter } from "@microsoft/teams-ai";
import { ConfigError } from "#src/errors";
import type { TeamsSettings } from "./settings.ts";
import { teamsAiRequests } from "./teams-ai-requests.ts";

/** The optional packages, once they are loaded. */
export interface Libraries {
  readonly teamsAi: typeof import("@microsoft/teams-ai");
  readonly botbuilder: typeof import("botbuilder");
}

type AdapterArguments = ConstructorParameters<Libraries["teamsAi"]["TeamsAdapter"]>;
type Credentials = NonNullable<AdapterArguments[1]>;

/** The public cloud's addresses, as the library has them; all must be named once one is. */
const PUBLIC_CLOUD = {
  ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
  ToChannelFromBotOAuthScope: "https://api.botframework.com",
  OAuthUrl: "https://api.botframework.com",
  ToBotFromChannelOpenIdMetadataUrl:
    "https://login.botframework.com/v1/.well-known/openidconfiguration",
  ToBotFromEmulatorOpenIdMetadataUrl:
    "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration",
  CallerId: "urn:botframework:azure",
};

/** The older library's adapter, which checks requests and signs what goes out. */
export function teamsAiAdapter(libraries: Libraries, settings: TeamsSettings): TeamsAdapter {
  const { issuer, openIdMetadataUrl = PUBLIC_CLOUD.ToBotFromChannelOpenIdMetadataUrl } = settings;
  const cloud = {
    ...PUBLIC_CLOUD,
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
  };
  const credentials = credentialsOf(libraries, settings);
  return new libraries.teamsAi.TeamsAdapter(cloud, credentials, undefined, {
    httpClient: teamsAiRequests,
  });
}

function credentialsOf({ botbuilder }: Libraries, settings: TeamsSettings): Credentials {
  const { clientId, clientSecret, tenantId, managedIdentityClientId, accessToken } = settings;
  if (clientId !== undefined && accessToken !== undefined) {
    return ownCredentials(clientId, accessToken);
  }
  const Factory = botbuilder.ConfigurationServiceClientCredentialFactory;
  if (clientId === undefined) return new Factory({});
  const bot = {
    MicrosoftAppId: clientId,
    ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
  };
  if (clientSecret !== undefined) {
    const MicrosoftAppType = tenantId === undefined ? "MultiTenant" : "SingleTenant";
    return new Factory({ ...bot, MicrosoftAppType, MicrosoftAppPassword: clientSecret });
  }
  if (managedIdentityClientId !== undefined && managedIdentityClientId !== clientId) {
    throw new ConfigError(
      "The Teams host “teams-ai” knows no federated credentials; choose the host “sdk”.",
    );
  }
  return new Factory({ ...bot, MicrosoftAppType: "UserAssignedMsi" });
}

function ownCredentials(
  clientId: string,
  accessToken: (scope: string) => Promise<string>,
): Credentials {
  return {
    isValidAppId: async (id) => id === clientId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_id, scope) => ({
      async signRequest(request) {
        const token = await accessToken(scope ?? PUBLIC_CLOUD.ToChannelFromBotOAuthScope);
        request.headers.set("authorization", `Bearer ${token}`);
        return request;
      },
    }),
  };
}
