import type { Routing, RoutingContext } from "#src/router/router";

/** Turns words into a skill call and may ask over the network; never rejects for what it meets there. */
export interface AsyncRouter {
  route(question: string, context: RoutingContext): Promise<Routing>;
}
