import type { View } from "@slack/types";
import { z } from "zod";
import { surfaceBlocks } from "./block-schemas.ts";
import { plainText } from "./composition-schemas.ts";
import { LIMITS, type Limit } from "./limits.ts";
import type { SlackBlock, Surface } from "./shapes.ts";

/** What Slack would refuse, and where: `/blocks/2/text/text`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Keys whose values people read; these are what Slack counts as a message's characters. */
const READ_KEYS = new Set(["text", "title", "caption", "label", "name", "x_label", "y_label"]);
const PARTS_KEYS = new Set(["elements", "child_blocks"]);

const modalFields = z.object({
  title: plainText(LIMITS.modalTitle),
  submit: plainText(LIMITS.modalButton).optional(),
  close: plainText(LIMITS.modalButton).optional(),
});
const viewFields = z.object({
  callback_id: z.string().max(LIMITS.callbackId.most).optional(),
  private_metadata: z.string().max(LIMITS.privateMetadata.most).optional(),
});

/** What Slack would refuse of these blocks; empty when they can be sent. */
export function checkBlocks(blocks: readonly SlackBlock[], surface: Surface): readonly Problem[] {
  const schema = z.array(surfaceBlocks[surface]);
  const shapes = problemsOf(schema.safeParse(blocks), "/blocks");
  const most = surface === "message" ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  return [
    ...shapes,
    ...over("/blocks", "blocks", blockCount(blocks), most),
    ...repeated("/blocks", "block_id", idsIn(blocks, "block_id")),
    ...blocks.flatMap((block, at) =>
      repeated(`/blocks/${at}`, "action_id", idsIn(block, "action_id")),
    ),
    ...(surface === "message" ? messageProblems(blocks) : []),
  ];
}

/** What Slack would refuse of a message, its `text` included. */
export function checkMessage(message: {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}): readonly Problem[] {
  const { text, blocks } = message;
  const missing = text === "" ? [{ path: "/text", message: "a message has a text" }] : [];
  return [
    ...missing,
    ...over("/text", "characters", text.length, LIMITS.notificationText),
    ...checkBlocks(blocks, "message"),
  ];
}

/** What Slack would refuse of a modal or an App Home. */
export function checkView(view: View): readonly Problem[] {
  const surface = view.type === "home" ? "home" : "modal";
  const fields = surface === "modal" ? viewFields.extend(modalFields.shape) : viewFields;
  return [
    ...problemsOf(fields.safeParse(view), ""),
    ...checkBlocks(view.blocks as readonly SlackBlock[], surface),
  ];
}

/** The characters of blocks that people read. */
export function characterCount(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum, entry) => sum + characterCount(entry), 0);
  if (typeof part !== "object" || part === null) return 0;
  return Object.entries(part).reduce(
    (sum, [key, value]) =>
      sum +
      (typeof value !== "string" ? characterCount(value) : READ_KEYS.has(key) ? value.length : 0),
    0,
  );
}

/** Blocks with those inside of containers. */
export function blockCount(blocks: readonly SlackBlock[]): number {
  return blocks.reduce(
    (count, block) => count + 1 + (block.type === "container" ? block.child_blocks.length : 0),
    0,
  );
}

function messageProblems(blocks: readonly SlackBlock[]): Problem[] {
  const charts = blocks.filter(({ type }) => type === "data_visualization");
  const tables = blocks.filter(({ type }) => type === "data_table" || type === "table");
  const inTables = tables.reduce(
    (sum, block) => sum + ("rows" in block ? characterCount(block.rows) : 0),
    0,
  );
  return [
    ...over("/blocks", "charts", charts.length, LIMITS.charts),
    ...over("/blocks", "characters in tables", inTables, LIMITS.tableCharacters),
    ...over("/blocks", "characters", characterCount(blocks), LIMITS.messageCharacters),
  ];
}

function problemsOf(result: z.ZodSafeParseResult<unknown>, path: string): Problem[] {
  if (result.success) return [];
  return result.error.issues.map((issue) => ({
    path: [path, ...issue.path.map(String)].join("/"),
    message: issue.message,
  }));
}

function over(path: string, what: string, count: number, { most }: Limit): Problem[] {
  return count <= most ? [] : [{ path, message: `${count} ${what}, at most ${most}` }];
}

function repeated(path: string, key: string, ids: readonly string[]): Problem[] {
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return twice.map((id) => ({ path, message: `${key} ${id} is there twice` }));
}

/** The values of a key in blocks, their elements and what is inside of containers. */
function idsIn(part: unknown, key: string): string[] {
  if (Array.isArray(part)) return part.flatMap((entry) => idsIn(entry, key));
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => {
    if (name === key && typeof value === "string") return [value];
    return PARTS_KEYS.has(name) || name === "accessory" || name === "element"
      ? idsIn(value, key)
      : [];
  });
}
