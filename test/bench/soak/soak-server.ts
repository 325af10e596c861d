import { readConfig } from "#src/config";
import { openTally } from "#src/main";
import { serve } from "#src/serve";

/** What the server is told of the platforms that it talks to, and of the time. */
export interface SoakServerSettings {
  /** Where Slack's Web API is. */
  readonly slackUrl: string;
  /** Where the keys of Teams' issuer are described. */
  readonly openIdMetadataUrl: string;
  /** What the server shows to Teams. */
  readonly teamsToken: string;
  /** The instant at which the server's time began, on its clock and on the machine's. */
  readonly start: string;
  readonly began: number;
}

/** What the server says of itself. */
export type SoakServerSays =
  | { readonly url: string }
  | { readonly memory: { readonly resident: number; readonly heap: number } };

const settings = JSON.parse(process.argv[2] ?? "{}") as SoakServerSettings;
const { slackUrl, openIdMetadataUrl, teamsToken, start, began } = settings;
const clock = () => new Date(Date.parse(start) + Date.now() - began);

const config = readConfig();
const clientOptions = {
  slackApiUrl: `${slackUrl}/api/`,
  fetch: (address: string | URL, init?: object) =>
    fetch(String(address).replace("https://hooks.slack.com", slackUrl), init),
};
const slack = config.slack && { ...config.slack, clientOptions };
const accessToken = async () => teamsToken;
const teams = config.teams && { ...config.teams, openIdMetadataUrl, accessToken };

const tally = openTally(config, { now: clock(), onDemoProgress: () => undefined });
const serving = await serve({ ...config, slack, teams }, tally, clock);
say({ url: serving.url });

process.on("message", () => {
  const { rss: resident, heapUsed: heap } = process.memoryUsage();
  say({ memory: { resident, heap } });
});
process.on("SIGTERM", async () => {
  await serving.stop();
  tally.store.close();
  process.exit(0);
});

function say(what: SoakServerSays): void {
  process.send?.(what);
}
