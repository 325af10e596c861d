import { type App, ExpressReceiver, type ReceiverEvent } from "@slack/bolt";
import type { ErrorRequestHandler, Router } from "express";
import type { Log } from "#src/log";

type ReceiverOptions = NonNullable<ConstructorParameters<typeof ExpressReceiver>[0]>;
type Failed = NonNullable<ReceiverOptions["processEventErrorHandler"]>;

/**
 * Bolt's receiver, which otherwise leaves Slack waiting for three seconds where no listener takes what it sent, and
 * answers with an error of the server what is rightly signed and nothing that Slack sends.
 */
export class WebReceiver extends ExpressReceiver {
  constructor(options: ReceiverOptions & { readonly router: Router }, path: string, log: Log) {
    super({ ...options, processEventErrorHandler: failed(log) });
    options.router.use(path, unreadable(log));
  }

  override init(app: App): void {
    const processEvent = (event: ReceiverEvent) => acknowledged(app, event);
    super.init(Object.create(app, { processEvent: { value: processEvent } }));
  }
}

/** Done when all listeners are; what none of them has acknowledged is acknowledged then. */
async function acknowledged(app: App, event: ReceiverEvent): Promise<void> {
  let isAcknowledged = false;
  await app.processEvent({
    ...event,
    async ack(response) {
      isAcknowledged = true;
      await event.ack(response);
    },
  });
  if (!isAcknowledged) await event.ack();
}

/** Listeners' own failures don't come here: Bolt has an event that it can't make out, or nobody to act for. */
function failed(log: Log): Failed {
  return async ({ error, response }) => {
    if (response.headersSent) return false;
    const isForNobody = "code" in error && error.code === "slack_bolt_authorization_error";
    log.warn("an event could not be taken", { error });
    response.writeHead(isForNobody ? 401 : 400).end();
    return true;
  };
}

/** Bolt looks into a body before it knows that there is one. */
function unreadable(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    log.warn("a request could not be read", { error });
    response.status(400).end();
  };
}
