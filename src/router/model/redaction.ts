/** Texts that are kept from a model: what fits `pattern` is sent as `[label 1]`. */
export interface RedactionRule {
  readonly label: string;
  readonly pattern: RegExp;
}

/** What is never sent: e-mail addresses, keys, tokens, passwords. */
export const SECRETS: readonly RedactionRule[] = [
  {
    label: "private key",
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { label: "password", pattern: /(?<=:\/\/[^\s/:@]+:)[^\s/@]+(?=@)/g },
  {
    label: "secret",
    pattern:
      /(?<=\b(?:password|passwd|secret|token|api[ _-]?key|access[ _-]?key)(?: is)?\s*[:=]\s*)[^\s,;]+/gi,
  },
  { label: "token", pattern: /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g },
  { label: "token", pattern: /(?<=\bbearer\s+)[\w.~+/-]{8,}=*/gi },
  { label: "key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { label: "key", pattern: /\b(?:sk|pk|rk)[-_][\w-]{16,}/g },
  { label: "key", pattern: /\b(?:gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|AIza)[\w-]{16,}/g },
  {
    label: "key",
    pattern: /(?<![\w/+=-])(?=[\w/+]*\d)(?=[\w/+]*[A-Z])[\w/+]{40,}={0,2}(?![\w/+=-])/g,
  },
  { label: "e-mail", pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
];

/** Account numbers of AWS, for those who want them kept back too. */
export const ACCOUNT_NUMBERS: readonly RedactionRule[] = [
  { label: "account", pattern: /(?<!\d)\d{12}(?!\d)/g },
];

/** Replaces what must not be sent, and puts it back into what is returned; one a question. */
export class Redactor {
  readonly #rules: readonly RedactionRule[];
  readonly #placeholders = new Map<string, string>();

  constructor(rules: readonly RedactionRule[]) {
    this.#rules = rules;
  }

  /** The text with a placeholder for each thing to be kept back; the same thing has the same one. */
  redact(text: string): string {
    let redacted = text;
    for (const { label, pattern } of this.#rules) {
      const all = new RegExp(pattern.source, [...new Set(`${pattern.flags}g`)].join(""));
      redacted = redacted.replace(all, (found) =>
        found === "" ? "" : this.#placeholder(label, found),
      );
    }
    return redacted;
  }

  /** The text with what the placeholders stand for. */
  restore(text: string): string {
    let restored = text;
    for (const [found, placeholder] of this.#placeholders)
      restored = restored.replaceAll(placeholder, () => found);
    return restored;
  }

  #placeholder(label: string, found: string): string {
    const placeholder =
      this.#placeholders.get(found) ?? `[${label} ${this.#placeholders.size + 1}]`;
    this.#placeholders.set(found, placeholder);
    return placeholder;
  }
}
