import express, { type RequestHandler, type Response, type Router } from "express";
import { z } from "zod";
import type { Desk } from "#src/chat/desk";
import type { Reply, Sender } from "#src/chat/message";
import { jsonBody } from "#src/server/json-body";
import { pageAssets, pageHtml } from "./assets.ts";
import type { ShownHelp, ShownPress, ShownReply } from "./shown.ts";
import { shownForm } from "./shown-form.ts";
import { type ReplyParts, shownFile, shownReply } from "./shown-reply.ts";

const LARGEST_BODY = "16kb";
/** Characters of a field's name, and of what is filled in. */
const LONGEST_NAME = 100;
const LONGEST_TEXT = 3000;
const MOST_CHOICES = 100;

/** Who sits at the page: the local administrator. */
const SENDER: Sender = { platform: "web", tenant: "local", id: "page" };

/** Made by the page for each of its conversations. */
const threadSchema = z.uuid();
const askSchema = z.strictObject({ text: z.string().trim().min(1), thread: threadSchema });
const pressSchema = z.strictObject({
  id: z.string().min(1).max(100),
  date: z.iso.date().optional(),
  filled: z
    .record(
      z.string().max(LONGEST_NAME),
      z.union([
        z.string().max(LONGEST_TEXT),
        z.array(z.string().max(LONGEST_NAME)).max(MOST_CHOICES),
      ]),
    )
    .optional(),
});
const feedbackSchema = z.strictObject({
  answerId: z.string().min(1).max(100),
  verdict: z.enum(["good", "bad"]),
});

/** What the page is made of. */
export interface WebParts extends ReplyParts {
  readonly desk: Pick<Desk, "answer" | "press" | "giveFeedback">;
  /** What the first screen says at an instant. */
  readonly help: (now: Date) => ShownHelp;
  readonly clock: () => Date;
}

/** The page: `assets` hold nothing of the bill, `page` answers about it. */
export interface WebPage {
  readonly assets: Router;
  readonly page: Router;
}

/** The chat page with its API. */
export function webPage(parts: WebParts): WebPage {
  const page = express.Router();
  page.get("/", pageHtml());
  page.use("/api", jsonBody(LARGEST_BODY));
  page.get("/api/help", (_request, response) => {
    response.json(parts.help(parts.clock()) satisfies ShownHelp);
  });
  page.post(
    "/api/ask",
    taking(askSchema, ({ text, thread }, response) => ask(parts, text, thread, response)),
  );
  page.post(
    "/api/press",
    taking(pressSchema, (press, response) => pressed(parts, press, response)),
  );
  page.post(
    "/api/feedback",
    taking(feedbackSchema, async (feedback, response) => {
      parts.desk.giveFeedback({ ...feedback, sender: SENDER, now: parts.clock() });
      response.status(204).end();
    }),
  );
  return { assets: pageAssets(), page };
}

async function ask(parts: WebParts, text: string, thread: string, response: Response) {
  const message = { eventId: null, sender: SENDER, thread: `web:${thread}`, text };
  const replies = await parts.desk.answer({ ...message, now: parts.clock() });
  response.json({ replies: await shownReplies(replies, parts) });
}

async function pressed(
  parts: WebParts,
  { id, date, filled }: z.infer<typeof pressSchema>,
  response: Response,
) {
  const given = { ...(date === undefined ? {} : { date }), ...(filled && { filled }) };
  const now = parts.clock();
  const came = await parts.desk.press({ actionId: id, sender: SENDER, ...given, now });
  switch (came.kind) {
    case "replies": {
      const replies = await shownReplies(came.replies, parts);
      return response.json({ kind: "replies", replies } satisfies ShownPress);
    }
    case "redrawn": {
      const { kind, answerId, done: text } = came;
      const reply = await shownReply(came.reply, parts);
      return response.json({ kind, answerId, reply, text } satisfies ShownPress);
    }
    case "file": {
      const file = shownFile(came.file, parts.keepFile);
      return response.json({ kind: "file", file } satisfies ShownPress);
    }
    case "form":
    case "unfilled": {
      const form = shownForm(came, filled ?? {});
      return response.json({ kind: "form", form } satisfies ShownPress);
    }
    case "notice":
    case "repeated":
      return response.json(came satisfies ShownPress);
  }
}

function shownReplies(replies: readonly Reply[], parts: WebParts): Promise<ShownReply[]> {
  return Promise.all(replies.map((reply) => shownReply(reply, parts)));
}

/** Runs `act` with a body that fits; any other is answered with 400 and what is wrong with it. */
function taking<T>(
  schema: z.ZodType<T>,
  act: (body: T, response: Response) => Promise<unknown>,
): RequestHandler {
  return async (request, response) => {
    const parsed = schema.safeParse(request.body);
    if (parsed.success) {
      await act(parsed.data, response);
      return;
    }
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join(".") || "body"}: ${message}`,
    );
    response.status(400).json({ error: `${problems.join("; ")}.` });
  };
}
