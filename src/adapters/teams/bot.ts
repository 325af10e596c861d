import { KeyedQueue } from "#src/chat/keyed-queue";
import type { Pressed, Reply } from "#src/chat/message";
import type { TeamsConversation } from "#src/chat/ports";
import { channelOf, rootIdOf, threadOf } from "./conversation-id.ts";
import type { Files } from "./files.ts";
import { formDialog } from "./form-dialog.ts";
import type { Outbox } from "./outbox.ts";
import { cardActivity, dialogCard, dialogText, notice, textActivity } from "./outgoing.ts";
import type { TeamsParts } from "./parts.ts";
import { Progress, type ProgressParts } from "./progress.ts";
import type { Replies } from "./replies.ts";
import type {
  TeamsAction,
  TeamsDialog,
  TeamsEvent,
  TeamsFeedback,
  TeamsFileConsent,
  TeamsForm,
  TeamsInstall,
  TeamsMessage,
} from "./teams-event.ts";
import type { InvokeBody } from "./teams-host.ts";
import { senderOf } from "./teams-person.ts";
import { drawn } from "./whole-message.ts";
import { withinTime } from "./within-time.ts";

/** How long the presser of a button, or the opener of a dialog, is kept waiting for it. */
const PRESS_MS = 1500;
const DIALOG_MS = 4000;
const WELCOME_SECONDS = 600;
const NO_ACCOUNT =
  "I can’t tell who you are: Teams gave me no account in Entra for you, so there is nothing that I may show.";
const WRONG =
  "Something went wrong on my side; no number is given rather than a wrong one. Please ask again.";
const ALONE = "The answer follows in our private chat.";
const FILE_ALONE = "The file follows in our private chat.";
const BELOW = "The answer follows as a message.";
const UNSHOWN = "This form can’t be shown here. Please ask for it in words.";
const NOT_CHOSEN = "Please choose something first.";
const WORKING = "Looking at the costs … The answer follows as a message.";

/** The bot's workings that `createTeamsApp` puts together. */
export interface BotParts extends TeamsParts {
  readonly outbox: Outbox;
  readonly files: Files;
  readonly replies: Replies;
  readonly progress: ProgressParts;
  readonly findAnswer: (activityId: string) => string | null;
}

/** What happens in Teams becomes messages, presses and feedback at the desk, and their replies go back. */
export class TeamsBot {
  readonly #parts: BotParts;
  /** One at a time per person and conversation: a follow-up is about the answer before it. */
  readonly #inOrder = new KeyedQueue();

  constructor(parts: BotParts) {
    this.#parts = parts;
  }

  /** Takes an event; only what asks for an answer in the response gets one. */
  async receive(event: TeamsEvent): Promise<InvokeBody | null> {
    if (event.kind !== "install" || event.change === "added") this.#remember(event.place);
    switch (event.kind) {
      case "message":
        this.#later(event, () => this.#answer(event));
        return null;
      case "action":
        return this.#press(event);
      case "form":
        return this.#form(event);
      case "dialog":
        return this.#fillDialog(event);
      case "install":
        this.#later(event, () => this.#install(event));
        return null;
      case "feedback":
        this.#giveFeedback(event);
        return null;
      case "file":
        this.#later(event, () => this.#bringFile(event));
        return null;
      case "members":
        // It is told of a team's first channel, and counts for all of them.
        this.#parts.members?.changed({ platform: "teams", tenant: event.place.tenantId });
        return null;
      case "sign":
        return null;
    }
  }

  /** Resolves when every answer was given. */
  drain(): Promise<void> {
    return this.#inOrder.idle();
  }

  /** Works on it after the request was answered, since Teams waits for a few seconds only. */
  #later({ place, person }: TeamsEvent, work: () => Promise<void>): void {
    const key = `${place.conversationId} ${person.memberId}`;
    this.#inOrder
      .run(key, work)
      .catch((error: unknown) => this.#parts.log.error("an event was not dealt with", { error }));
  }

  async #answer(message: TeamsMessage): Promise<void> {
    const { place, person, eventId, text } = message;
    const sender = senderOf(person);
    if (sender === null) {
      if (!(await this.#parts.replies.tell(NO_ACCOUNT, message))) {
        await this.#parts.outbox.post(place, textActivity(NO_ACCOUNT));
      }
      return;
    }
    if (text === "" || text.toLowerCase() === "help") return this.#help(message);
    const progress = new Progress(this.#parts.progress, place);
    try {
      const now = this.#parts.clock();
      const thread = threadOf(place);
      const asked = { eventId, sender, thread, channel: channelOf(place), text, now };
      const replies = await this.#parts.desk.answer(asked);
      await this.#parts.replies.deliver(replies, message, { progress });
    } catch (error) {
      await progress.finish(textActivity(WRONG));
      throw error;
    }
  }

  async #help({ place, locale }: TeamsMessage | TeamsInstall): Promise<void> {
    const help = this.#parts.help(threadOf(place), this.#parts.clock());
    await this.#parts.outbox.post(place, cardActivity(drawn(help, locale)));
  }

  async #press(action: TeamsAction): Promise<InvokeBody> {
    const sender = senderOf(action.person);
    if (sender === null) return notice(NO_ACCOUNT);
    const { actionId, date } = action;
    if (actionId === null) return notice(NOT_CHOSEN);
    const now = this.#parts.clock();
    const day = date === undefined ? {} : { date };
    const channel = channelOf(action.place);
    const thread = threadOf(action.place);
    const pressing = this.#parts.desk.press({ actionId, sender, channel, thread, now, ...day });
    const pressed = await withinTime(pressing, PRESS_MS);
    if (pressed !== null) {
      this.#later(action, () => this.#follow(pressed, action, true));
      return notice(wordsOf(pressed));
    }
    this.#later(action, async () => this.#follow(await pressing, action, false));
    return notice(WORKING);
  }

  /** A form is shown in a dialog, which stays open as long as something is wrong with it. */
  async #form(event: TeamsForm): Promise<InvokeBody | null> {
    const { place, person, actionId, filled, activityId } = event;
    const sender = senderOf(person);
    if (sender === null) return dialogText(NO_ACCOUNT);
    const pressing = this.#parts.desk.press({
      actionId,
      sender,
      channel: channelOf(place),
      thread: threadOf(place),
      now: this.#parts.clock(),
      ...(filled === null ? {} : { filled }),
    });
    const pressed = await withinTime(pressing, DIALOG_MS);
    if (pressed?.kind === "form" || pressed?.kind === "unfilled") {
      return formDialog(pressed, activityId, filled ?? {});
    }
    if (pressed === null) {
      this.#later(event, async () => this.#follow(await pressing, event, false));
      return dialogText(WORKING);
    }
    this.#later(event, () => this.#follow(pressed, event, true));
    return filled === null || hasWords(pressed) ? dialogText(wordsOf(pressed)) : null;
  }

  /** Sends what came of a press; `isAnswered`: the presser was told already what only they may know. */
  async #follow(pressed: Pressed, to: TeamsAction | TeamsForm, isAnswered: boolean): Promise<void> {
    const { replies } = this.#parts;
    if (pressed.kind === "file") {
      await (pressed.isPrivate
        ? replies.deliverFileAlone(pressed.file, to)
        : replies.deliverFile(pressed.file, to));
    }
    if (pressed.kind === "notice" && !isAnswered) await replies.tell(pressed.text, to);
    if (pressed.kind === "redrawn") await replies.redraw(pressed.reply, to);
    if (pressed.kind !== "replies") return;
    const left = pressed.replies.filter((reply) => !(isAnswered && isRefused(reply)));
    await replies.deliver(left, to, { isTold: true });
  }

  async #fillDialog(dialog: TeamsDialog): Promise<InvokeBody> {
    const { place, person, eventId, text, locale } = dialog;
    const sender = senderOf(person);
    if (sender === null) return dialogText(NO_ACCOUNT);
    const now = this.#parts.clock();
    // Nobody else follows up what one person sees in a dialog.
    const thread = `${threadOf(place)}:dialog:${person.memberId}`;
    if (text === null) {
      const { title } = this.#parts.help(thread, now).card;
      return dialogText(title);
    }
    const asking = this.#parts.desk.answer({ eventId, sender, thread, text, now });
    const [reply] = (await withinTime(asking, DIALOG_MS)) ?? [];
    if (reply === undefined) return dialogText("That takes longer. Please ask me in a chat.");
    // A dialog can't run the buttons of a message.
    const blocks = reply.card.blocks.filter(({ type }) => !PRESSABLE.has(type));
    const card = { ...reply.card, blocks };
    return dialogCard(card.title || "Tally", drawn({ card, issue: reply.issue }, locale).card);
  }

  async #install(install: TeamsInstall): Promise<void> {
    const { conversations, handled, clock } = this.#parts;
    const conversationId = rootIdOf(install.place.conversationId);
    if (install.change === "removed") return conversations.delete(conversationId);
    // Teams tells of it twice: as an installation and as a new member.
    const isFirst = handled.claim(`teams:welcome:${conversationId}`, WELCOME_SECONDS, clock());
    if (isFirst) await this.#help(install);
  }

  #giveFeedback({ activityId, person, verdict, note }: TeamsFeedback): void {
    const { desk, clock, log, findAnswer } = this.#parts;
    const sender = senderOf(person);
    const answerId = activityId === null ? null : findAnswer(activityId);
    if (sender === null || answerId === null) {
      log.info("feedback on a message that isn’t remembered");
      return;
    }
    const noted = note === undefined ? {} : { note };
    desk.giveFeedback({ answerId, sender, verdict, now: clock(), ...noted });
  }

  async #bringFile({ place, person, fileId, upload }: TeamsFileConsent): Promise<void> {
    const { files, outbox } = this.#parts;
    if (upload === null) return files.decline(fileId, person);
    await outbox.post(place, await files.accept(fileId, person, upload));
  }

  /** Where the bot was spoken to it can speak later; only what is new is written. */
  #remember(place: TeamsConversation): void {
    const { conversations, clock } = this.#parts;
    const root = { ...place, conversationId: rootIdOf(place.conversationId) };
    const known = conversations.find(root.conversationId);
    const isSame =
      known?.serviceUrl === root.serviceUrl &&
      known.tenantId === root.tenantId &&
      known.scope === root.scope;
    if (!isSame) conversations.save(root, clock());
  }
}

const PRESSABLE: ReadonlySet<string> = new Set(["buttons", "select", "date"]);

/** Whether there is something that only the presser may read. */
function hasWords(pressed: Pressed): boolean {
  if (pressed.kind === "notice") return true;
  return pressed.kind === "replies" && pressed.replies.some(({ isPrivate }) => isPrivate);
}

/** Whether it is nothing but words that the presser alone may read. */
function isRefused({ isPrivate, answer }: Reply): boolean {
  return isPrivate && answer.status === "refused";
}

/** What the presser of a button reads at once; refusals stay with them. */
function wordsOf(pressed: Pressed): string {
  switch (pressed.kind) {
    case "notice":
      return pressed.text;
    case "repeated":
      return "That is being answered already.";
    case "form":
    case "unfilled":
      return UNSHOWN;
    case "redrawn":
      return pressed.done;
    case "file":
      return pressed.isPrivate ? FILE_ALONE : "The file follows as a message.";
    case "replies": {
      const refusals = pressed.replies.filter(isRefused);
      if (refusals.length > 0) return refusals.map(({ answer }) => answer.text).join("\n\n");
      return pressed.replies.some(({ isPrivate }) => isPrivate) ? ALONE : BELOW;
    }
  }
}
