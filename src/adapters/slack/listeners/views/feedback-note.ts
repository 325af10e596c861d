import { homeOf, type Listening } from "#src/adapters/slack/listening";
import { FEEDBACK_NOTE, NOTE, REASON, readFeedbackNote } from "./feedback-note-view.ts";

/** What was wrong with an answer, in somebody's words. */
export function register({ app, parts, people }: Listening): void {
  app.view(FEEDBACK_NOTE, async ({ ack, view, body, client, context }) => {
    await ack();
    const { values } = view.state;
    const note = readFeedbackNote(
      values[REASON]?.[REASON]?.selected_option?.value,
      values[NOTE]?.[NOTE]?.value ?? undefined,
    );
    if (note === undefined) return;
    const { id: user, team_id: team } = body.user;
    const person = { user, team: team ?? body.team?.id, home: homeOf(context) };
    const sender = await people.sender(client, person);
    if (sender === null) return;
    const answerId = view.private_metadata;
    const { desk, clock } = parts;
    desk.giveFeedback({ answerId, sender, verdict: "bad", note, now: clock() });
  });
}
