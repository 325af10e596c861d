import type { Config } from "#src/config";
import type { SourceSettings } from "#src/sources/settings";
import { type HostRule, hostOfUrl, metadataHost, namedHost, vendorDomain } from "./host-rules.ts";
import type { OutboundEnvironment } from "./settings.ts";

const OPENAI = "https://api.openai.com";
const SLACK = ["slack.com", "slack-gov.com"];
/** Sign-in, tokens and keys, and where people's files are, in Microsoft's several clouds. */
const TEAMS = [
  ...["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn"],
  ...["botframework.com", "botframework.us", "botframework.azure.us", "botframework.azure.cn"],
  ...["sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn"],
];
const AWS = ["amazonaws.com", "amazonaws.com.cn", "api.aws"];
const AZURE = [
  ...["core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn"],
  ...["management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn"],
];
const AZURE_AUTHORITY = "https://login.microsoftonline.com";
const GOOGLE = ["googleapis.com"];

/** Where machines of the clouds are told who they are; containers have places of their own. */
const METADATA = "169.254.169.254";
const AWS_METADATA = [METADATA, "fd00:ec2::254", "169.254.170.2", "169.254.170.23", "fd00:ec2::23"];
const GOOGLE_METADATA = ["metadata.google.internal", METADATA];

/** The hosts that the settings name, and those of the vendors that they rely on: nothing else is connected to. */
export function configuredHosts(config: Config): HostRule[] {
  const { outbound, outboundEnvironment: environment } = config;
  return [
    ...outbound.hosts.map(namedHost),
    ...proxies(environment),
    ...modelHosts(config),
    ...(config.tickets === null ? [] : hostOfUrl(config.tickets.url)),
    ...(config.slack === null ? [] : SLACK.map(vendorDomain)),
    ...teamsHosts(config),
    ...Object.values(config.sources).flatMap((source) => sourceHosts(source, config)),
  ];
}

function proxies(environment: OutboundEnvironment): HostRule[] {
  const { HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, http_proxy, https_proxy, all_proxy } = environment;
  const addresses = [HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, http_proxy, https_proxy, all_proxy];
  return addresses.flatMap(hostOfUrl);
}

function modelHosts({ model }: Config): HostRule[] {
  const { name, baseUrl, apiKey } = model;
  const isUsed = name !== undefined && (baseUrl !== undefined || apiKey !== undefined);
  return isUsed ? hostOfUrl(baseUrl ?? OPENAI) : [];
}

function teamsHosts({ teams, outboundEnvironment: environment }: Config): HostRule[] {
  if (teams === null) return [];
  const isManaged = teams.managedIdentityClientId !== undefined;
  return [
    ...TEAMS.map(vendorDomain),
    ...teams.serviceHosts.map(vendorDomain),
    ...hostOfUrl(teams.issuer),
    ...(isManaged ? azureIdentity(environment) : []),
  ];
}

function sourceHosts(source: SourceSettings, config: Config): HostRule[] {
  const endpoint = "endpoint" in source ? hostOfUrl(source.endpoint) : [];
  const cloud = cloudOf(source);
  if (cloud === null) return endpoint;
  // An emulator, or a store that only speaks like the cloud's, is asked for everything itself.
  const isAnonymous = "anonymous" in source && source.anonymous;
  return [...endpoint, ...HOSTS[cloud](config.outboundEnvironment, isAnonymous)];
}

type Cloud = "aws" | "azure" | "google";

/** By a bucket's scheme, and by what the kind of a source begins with. */
const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  ["s3:", "aws"],
  ["aws-", "aws"],
  ["azure:", "azure"],
  ["azure-", "azure"],
  ["gs:", "google"],
  ["gcp-", "google"],
]);

/** Of a bucket the one that it is in, whosever bills it holds; null for a folder. */
function cloudOf(source: SourceSettings): Cloud | null {
  switch (source.kind) {
    case "aws-export":
    case "azure-export":
    case "focus-files":
      return CLOUDS.get(/^\w+:/.exec(source.location)?.[0] ?? "") ?? null;
    default:
      return CLOUDS.get(/^\w+-/.exec(source.kind)?.[0] ?? "") ?? null;
  }
}

const HOSTS: Readonly<
  Record<Cloud, (environment: OutboundEnvironment, isAnonymous: boolean) => HostRule[]>
> = {
  aws: (environment, isAnonymous) => [
    ...AWS.map(vendorDomain),
    ...hostOfUrl(environment.AWS_ENDPOINT_URL),
    ...hostOfUrl(environment.AWS_ENDPOINT_URL_S3),
    ...hostOfUrl(environment.AWS_ENDPOINT_URL_STS),
    ...hostOfUrl(environment.AWS_CONTAINER_CREDENTIALS_FULL_URI),
    ...(isAnonymous || isSet(environment.AWS_ACCESS_KEY_ID) ? [] : AWS_METADATA.map(metadataHost)),
  ],
  azure: (environment, isAnonymous) => [
    ...AZURE.map(vendorDomain),
    ...hostOfUrl(environment.AZURE_AUTHORITY_HOST ?? AZURE_AUTHORITY),
    ...(isAnonymous ? [] : azureIdentity(environment)),
  ],
  google: ({ GCE_METADATA_HOST: host, GOOGLE_APPLICATION_CREDENTIALS: file }, isAnonymous) => [
    ...GOOGLE.map(vendorDomain),
    ...(isAnonymous || isSet(file) ? [] : GOOGLE_METADATA.map(metadataHost)),
    ...(isSet(host) ? hostOfUrl(`http://${host}`) : []),
  ],
};

/** Where a managed identity gets its tokens, of the machine or of what hosts the process; an app with a secret needs none. */
function azureIdentity(environment: OutboundEnvironment): HostRule[] {
  const { IDENTITY_ENDPOINT, AZURE_CLIENT_SECRET, AZURE_FEDERATED_TOKEN_FILE } = environment;
  if (isSet(AZURE_CLIENT_SECRET) || isSet(AZURE_FEDERATED_TOKEN_FILE)) return [];
  return isSet(IDENTITY_ENDPOINT) ? hostOfUrl(IDENTITY_ENDPOINT) : [metadataHost(METADATA)];
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "";
}
