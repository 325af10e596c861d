import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import type { Config } from "#src/config";
import { type Command, readOptionsOnly, UsageError } from "./command.ts";

const FOLDER = join(import.meta.dirname, "../../manifest/teams");
const ICONS = ["color.png", "outline.png"];
const OUT = "dist/tally-teams.zip";
/** The same package has the same bytes, whenever it is made. */
const PACKED_AT = new Date(2026, 0, 1);

/** What Teams' manifest leaves open. */
export interface ManifestValues {
  /** Application (client) id of the bot's registration in Entra; it is the app's id too. */
  readonly clientId: string;
  /** Host name at which the world reaches the server. */
  readonly domain: string;
}

/** `tally manifest` */
export const manifest: Command = {
  name: "manifest",
  usage: "manifest [--client-id ID] [--domain HOST] [--out FILE]",
  summary: `Make the app package that is uploaded to Teams (${OUT}).`,
  async run(words, config) {
    const values = readOptionsOnly(words, {
      "client-id": { type: "string" },
      domain: { type: "string" },
      out: { type: "string", default: OUT },
    });
    const known = valuesFrom(config, values["client-id"], values.domain);
    const template = readFileSync(join(FOLDER, "manifest.json"), "utf8");
    const icons = ICONS.map((name) => [name, readFileSync(join(FOLDER, name))] as const);
    const bytes = await appPackage(filledManifest(template, known), icons);
    mkdirSync(dirname(values.out), { recursive: true });
    writeFileSync(values.out, bytes);
    process.stdout.write(
      `${values.out} is made for the bot ${known.clientId} at ${known.domain}.\nUpload it in Teams: Apps, Manage your apps, Upload an app.\n`,
    );
    return 0;
  },
};

/**
 * The manifest with its placeholders filled.
 * @throws UsageError for an id or a domain that is none
 */
export function filledManifest(template: string, { clientId, domain }: ManifestValues): string {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(clientId)) {
    throw new UsageError(`${clientId} is no client id; it has the form of 00000000-0000-….`);
  }
  if (!/^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(domain)) {
    throw new UsageError(`${domain} is no host name; write it as tally.example.com.`);
  }
  const filled = { TEAMS_CLIENT_ID: clientId, BOT_DOMAIN: domain };
  return Object.entries(filled).reduce(
    (text, [name, value]) => text.replaceAll(`\${{${name}}}`, value),
    template,
  );
}

/** The zip that Teams takes: the manifest with its icons. */
export async function appPackage(
  text: string,
  icons: readonly (readonly [name: string, png: Uint8Array])[],
): Promise<Uint8Array> {
  const archive = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    lastModDate: PACKED_AT,
    extendedTimestamp: false,
  });
  const files = [["manifest.json", new TextEncoder().encode(text)] as const, ...icons];
  for (const [name, bytes] of files) await archive.add(name, new Uint8ArrayReader(bytes));
  return archive.close();
}

/** What is asked for, else what the configuration says. */
function valuesFrom(
  { teams, server }: Config,
  askedId: string | undefined,
  askedDomain: string | undefined,
): ManifestValues {
  const clientId = askedId ?? teams?.clientId;
  const domain = askedDomain ?? URL.parse(server.publicUrl ?? "")?.hostname;
  if (clientId === undefined || clientId === "") {
    throw new UsageError("Give --client-id, or set TEAMS_CLIENT_ID: the bot's application id.");
  }
  if (domain === undefined) {
    throw new UsageError("Give --domain, or set server.publicUrl in tally.yaml.");
  }
  return { clientId, domain };
}
