import { answerJson } from "#src/answer";
import type { ReplyFile } from "#src/cards/attachment";
import type { IssueAction } from "#src/cards/card";
import { plainLine } from "#src/cards/plain-text";
import type { Reply } from "#src/chat/message";
import { plainCard } from "./plain-card.ts";
import type { ShownDrawing, ShownFile, ShownReply } from "./shown.ts";

const LONGEST_SUMMARY = 300;

/** What an adapter would send: its payload, and the files that go beside it. */
export interface Drawing {
  readonly payload: unknown;
  readonly files: readonly ReplyFile[];
}

/** Draws a reply as one platform's adapter would send it. */
export type Draw = (reply: Reply) => Promise<Drawing>;

/** What makes a reply fit for the page. */
export interface ReplyParts {
  readonly drawings: { readonly slack: Draw; readonly teams: Draw };
  /** Keeps a file and gives the address where the page fetches it. */
  readonly keepFile: (file: ReplyFile) => string;
  /** Told of a drawing that failed, which is a bug. */
  readonly onDrawingError: (platform: "slack" | "teams", error: unknown) => void;
}

/** A reply with its drawings; a button has the same id in each of them. */
export async function shownReply(reply: Reply, parts: ReplyParts): Promise<ShownReply> {
  const shared = { ...reply, issue: issuedOnce(reply.issue) };
  const drawn = async (platform: "slack" | "teams"): Promise<ShownDrawing | null> => {
    try {
      const { payload, files } = await parts.drawings[platform](shared);
      return { payload, files: files.map((file) => shownFile(file, parts.keepFile)) };
    } catch (error) {
      parts.onDrawingError(platform, error);
      return null;
    }
  };
  const { answer, card, issue, isPrivate } = shared;
  return {
    id: answer.id,
    answer: JSON.parse(answerJson(answer)),
    summary: summaryOf(answer.text),
    isPrivate,
    card: plainCard(card, issue),
    slack: await drawn("slack"),
    teams: await drawn("teams"),
  };
}

/** A file with the address where the page fetches it. */
export function shownFile(file: ReplyFile, keepFile: ReplyParts["keepFile"]): ShownFile {
  const { name, mediaType, description } = file;
  return { name, mediaType, description, address: keepFile(file) };
}

function issuedOnce(issue: IssueAction): IssueAction {
  const ids = new Map<string, string>();
  return (action) => {
    const key = JSON.stringify(action);
    const id = ids.get(key) ?? issue(action);
    ids.set(key, id);
    return id;
  };
}

/** The first lines of an answer, cut between words. */
function summaryOf(text: string): string {
  const line = plainLine(text);
  if (line.length <= LONGEST_SUMMARY) return line;
  return `${line.slice(0, LONGEST_SUMMARY).replace(/\s+\S*$/, "")} …`;
}
