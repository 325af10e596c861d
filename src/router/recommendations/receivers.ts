const PERSON =
  "<@(?<mentioned>[^>]+)>|(?:<?mailto:)?(?<email>[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)(?:\\|[^>]*)?>?|@?(?<name>\\p{L}[\\p{L}.'-]*(?:\\s(?!(?:the|its|owner|please|for|and)\\b)\\p{L}[\\p{L}.'-]*)?)";
const TO = new RegExp(`\\s(?:over\\s+)?to\\s+(?:${PERSON})\\s*[.!?]*\\s*(?:please)?\\s*$`, "iu");
const OWNER = new RegExp(`^\\W*(?:${PERSON})\\s+(?:the\\s+|its\\s+)?owner(?:\\s+of)?\\b`, "iu");
const ME = /^(?:me|myself|us)$/i;

/** To whom something is given, as far as a question says so. */
export interface ReceiverReading {
  /** “me”, an e-mail address or a name. */
  readonly to: string | null;
  readonly rest: string;
}

/** Reads “to ana”, “to <@ana@example.com>”, “make ana the owner of”; the words are taken from the question. */
export function readReceiver(question: string): ReceiverReading {
  for (const pattern of [TO, OWNER]) {
    const groups = pattern.exec(question)?.groups;
    const to = groups?.["mentioned"] ?? groups?.["email"] ?? groups?.["name"];
    if (to === undefined) continue;
    return { to: ME.test(to) ? "me" : to, rest: question.replace(pattern, " ") };
  }
  return { to: null, rest: question };
}

/** A question without the people that it mentions. */
export function withoutMentions(question: string): string {
  return question.replace(/<@[^>]*>/g, " ").trim();
}
