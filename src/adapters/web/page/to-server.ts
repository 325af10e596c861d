import type { ShownHelp, ShownPress, ShownReply } from "#src/adapters/web/shown";
import type { FilledIn } from "./form-dialog.ts";

/** What the first screen says. */
export async function fetchHelp(): Promise<ShownHelp> {
  return (await request("GET", "/api/help")) as ShownHelp;
}

/** The answers to a question. */
export async function sendQuestion(text: string, thread: string): Promise<readonly ShownReply[]> {
  const { replies } = (await request("POST", "/api/ask", { text, thread })) as {
    readonly replies: readonly ShownReply[];
  };
  return replies;
}

/** Something pressed, with the day that was chosen or what was filled in. */
export interface SentPress {
  readonly id: string;
  readonly date?: string;
  readonly filled?: FilledIn;
}

/** What comes of pressing or choosing something. */
export async function sendPress(pressed: SentPress): Promise<ShownPress> {
  return (await request("POST", "/api/press", pressed)) as ShownPress;
}

/** Keeps what somebody thinks of an answer. */
export async function sendFeedback(answerId: string, verdict: "good" | "bad"): Promise<void> {
  await request("POST", "/api/feedback", { answerId, verdict });
}

async function request(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error("Tally can't be reached. Is it still running? Your question is kept below.");
  });
  if (response.status === 401) {
    location.reload();
    throw new Error("You need to sign in again.");
  }
  if (response.status === 204) return null;
  const came = (await response.json().catch(() => ({}))) as { readonly error?: string };
  if (!response.ok) throw new Error(came.error ?? `Tally answered with ${response.status}.`);
  return came;
}
