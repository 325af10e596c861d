import type { Routing, RoutingContext } from "#src/router/router";

/** An earlier question of the same conversation. */
export interface PreviousTurn {
  readonly question: string;
  /** What it was read as; null where nothing was answered. `input` is the skill's parsed input. */
  readonly call: { readonly skill: string; readonly input: unknown } | null;
}

/** What a question is read with, the conversation before it included. */
export interface ConversationContext extends RoutingContext {
  /** Oldest first; absent outside of a conversation. */
  readonly previous?: readonly PreviousTurn[];
}

/** Turns words into a skill call and may ask over the network; never rejects for what it meets there. */
export interface AsyncRouter {
  route(question: string, context: ConversationContext): Promise<Routing>;
}
