/** A question from which phrases are taken one after the other. */
export interface PhraseTaker {
  /** What is left. */
  readonly rest: string;
  /** Takes every place where a pattern fits, and may put a word there; whether there was one. */
  takes(pattern: RegExp, word?: string): boolean;
  /** Takes the first place where a pattern fits and that is accepted; null where there is none. */
  take(pattern: RegExp, isMeant?: (match: RegExpExecArray) => boolean): RegExpExecArray | null;
}

/** A pattern for whole words in any case; names and ids that hold such words are passed over. */
export function said(pattern: string): RegExp {
  return new RegExp(`(?<![\\w:/@=#-]|\\w\\.)(?:${pattern})(?![\\w:/@=-]|\\.\\w)`, "gi");
}

/** Takes phrases out of a question; a space stays in the place of each. */
export function phraseTaker(question: string): PhraseTaker {
  let rest = question;
  return {
    get rest() {
      return rest;
    },
    takes(pattern, word = " ") {
      const before = rest;
      rest = rest.replace(pattern, word);
      return rest !== before;
    },
    take(pattern, isMeant = () => true) {
      for (const match of rest.matchAll(pattern)) {
        if (!isMeant(match)) continue;
        rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
        return match;
      }
      return null;
    },
  };
}
