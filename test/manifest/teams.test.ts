import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppManifestUtils, type TeamsManifest } from "@microsoft/app-manifest";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { type FileEntry, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { describe, expect, test } from "vitest";
import { UsageError } from "#src/commands/command";
import { appPackage, manifest as command, filledManifest } from "#src/commands/manifest";
import { readConfig } from "#src/config";
import { withAssistant } from "../conversations/small-company.ts";

const FOLDER = join(import.meta.dirname, "../../manifest/teams");
const TEMPLATE = readFileSync(join(FOLDER, "manifest.json"), "utf8");
const VALUES = { clientId: "0f7d3c9e-51a2-4b7e-9c1d-2f60a1b3c4d5", domain: "tally.example.com" };

interface Manifest {
  readonly id: string;
  readonly validDomains: readonly string[];
  readonly bots: readonly {
    readonly botId: string;
    readonly commandLists: readonly {
      readonly commands: readonly { readonly title: string; readonly prompt?: string }[];
    }[];
  }[];
}

function read(text = filledManifest(TEMPLATE, VALUES)): Manifest {
  return JSON.parse(text) as Manifest;
}

async function unpack(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const archive = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
  const files = new Map<string, Uint8Array>();
  for (const entry of await archive.getEntries()) {
    files.set(entry.filename, await (entry as FileEntry).getData(new Uint8ArrayWriter()));
  }
  return files;
}

describe("Teams' manifest", () => {
  test("is valid by its schema once it is filled", async () => {
    const filled = read();
    const problems = await AppManifestUtils.validateAgainstSchema(
      filled as unknown as TeamsManifest,
    );
    expect(problems).toEqual([]);
    expect([filled.id, filled.bots[0]?.botId]).toEqual([VALUES.clientId, VALUES.clientId]);
    expect(filled.validDomains).toEqual([VALUES.domain]);
    expect(JSON.stringify(filled)).not.toContain("${{");
  });

  test("isn’t valid before", async () => {
    const problems = await AppManifestUtils.validateAgainstSchema(
      read(TEMPLATE) as unknown as TeamsManifest,
    );
    expect(problems).not.toEqual([]);
  });

  test("asks for no permissions", () => {
    const keys = Object.keys(read());
    const asking = ["permissions", "devicePermissions", "authorization", "webApplicationInfo"];
    expect(keys.filter((key) => asking.includes(key))).toEqual([]);
  });

  test("suggests questions that are understood", async () => {
    const lists = read().bots.flatMap(({ commandLists }) => commandLists);
    const commands = lists.flatMap((list) => list.commands);
    const questions = commands.map(({ title, prompt }) => prompt ?? title);
    expect(questions.length).toBeGreaterThan(5);
    await withAssistant(async (assistant) => {
      for (const text of questions.filter((question) => question !== "help")) {
        const { skill } = await assistant.ask({ text, now: new Date("2026-11-20T09:00:00Z") });
        expect([text, skill]).toEqual([text, expect.any(String)]);
      }
    });
  });

  test.each([
    [{ ...VALUES, clientId: "tally" }, "is no client id"],
    [{ ...VALUES, clientId: "" }, "is no client id"],
    [{ ...VALUES, domain: "https://tally.example.com" }, "is no host name"],
    [{ ...VALUES, domain: 'tally.example.com"' }, "is no host name"],
    [{ ...VALUES, domain: "localhost" }, "is no host name"],
  ])("%j isn’t filled in", (values, message) => {
    expect(() => filledManifest(TEMPLATE, values)).toThrow(message);
  });
});

describe("Teams' icons", () => {
  test.each([
    ["color.png", 192],
    ["outline.png", 32],
  ])("%s is %i pixels wide and high", async (name, size) => {
    const { width, height } = await loadImage(join(FOLDER, name));
    expect([width, height]).toEqual([size, size]);
  });

  test("the outline is white on nothing", async () => {
    const image = await loadImage(join(FOLDER, "outline.png"));
    const context = createCanvas(32, 32).getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, 32, 32).data;
    const at = Array.from({ length: 32 * 32 }, (_, pixel) => pixel * 4);
    const seen = at.filter((index) => (pixels[index + 3] ?? 0) > 64);
    const isWhite = (index: number) =>
      [0, 1, 2].every((channel) => (pixels[index + channel] ?? 0) > 250);
    expect(seen.filter((index) => !isWhite(index))).toEqual([]);
    expect(seen.length).toBeGreaterThan(100);
    expect(at.length - seen.length).toBeGreaterThan(300);
  });
});

describe("tally manifest", () => {
  async function run(words: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const folder = mkdtempSync(join(tmpdir(), "tally-manifest-"));
    const out = join(folder, "new/app.zip");
    try {
      await command.run([...words, "--out", out], readConfig({}));
      return await unpack(readFileSync(out));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  test("packs manifest and icons, nothing else", async () => {
    const files = await run(["--client-id", VALUES.clientId, "--domain", VALUES.domain]);
    expect([...files.keys()]).toEqual(["manifest.json", "color.png", "outline.png"]);
    const text = new TextDecoder().decode(files.get("manifest.json"));
    expect(text).toBe(filledManifest(TEMPLATE, VALUES));
  });

  test("says what is missing", async () => {
    await expect(run([])).rejects.toThrow("TEAMS_CLIENT_ID");
    await expect(run(["--client-id", VALUES.clientId])).rejects.toThrow(UsageError);
  });

  test("makes the same bytes of the same values", async () => {
    const icons = [["color.png", new Uint8Array([1, 2, 3])]] as const;
    expect(await appPackage("{}", icons)).toEqual(await appPackage("{}", icons));
  });
});
