import type { ShownFile, ShownReply } from "#src/adapters/web/shown";

const KEY = "tally.conversation";
const VIEW_KEY = "tally.view";
const VIEWS = ["slack", "teams", "plain"] as const;

/** How answers are drawn. */
export type View = (typeof VIEWS)[number];

/** One thing said, with the instant at which it was. */
export type Entry =
  | { readonly kind: "question"; readonly text: string; readonly at: string }
  | {
      readonly kind: "reply";
      readonly reply: ShownReply;
      readonly at: string;
      readonly verdict: "good" | "bad" | null;
    }
  | { readonly kind: "file"; readonly file: ShownFile; readonly at: string }
  | { readonly kind: "notice"; readonly text: string; readonly at: string };

/** What this tab's conversation holds. */
export interface Conversation {
  readonly thread: string;
  readonly entries: readonly Entry[];
}

/** A conversation in which nothing was said yet. */
export function newConversation(): Conversation {
  return { thread: crypto.randomUUID(), entries: [] };
}

/** What was said before the page was loaded anew. */
export function recall(): Conversation {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Conversation | null;
    return kept ?? newConversation();
  } catch {
    return newConversation();
  }
}

/** Keeps a conversation as long as the tab lives; where it is too long, its oldest part is let go. */
export function remember(conversation: Conversation): void {
  let { entries } = conversation;
  for (;;) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...conversation, entries }));
      return;
    } catch {
      if (entries.length === 0) return;
      entries = entries.slice(1);
    }
  }
}

/** The way of drawing that was chosen last; the page's own at first. */
export function chosenView(): View {
  const kept = sessionStorage.getItem(VIEW_KEY);
  return VIEWS.find((view) => view === kept) ?? "plain";
}

export function rememberView(view: View): void {
  sessionStorage.setItem(VIEW_KEY, view);
}
