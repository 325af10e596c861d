/** An object of a card's JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** All objects of a card's JSON, itself first, fallbacks and folded parts too. */
export function objectsOf(json: unknown): readonly JsonObject[] {
  if (Array.isArray(json)) return json.flatMap(objectsOf);
  if (typeof json !== "object" || json === null) return [];
  return [json as JsonObject, ...Object.values(json).flatMap(objectsOf)];
}

/** The texts that Teams reads as Markdown: of text blocks and facts. */
export function markdownTexts(json: unknown): readonly string[] {
  return objectsOf(json).flatMap(({ type, text, facts }) => {
    if (type === "TextBlock") return [String(text)];
    if (type !== "FactSet") return [];
    return (facts as { title: string; value: string }[]).flatMap(({ title, value }) => [
      title,
      value,
    ]);
  });
}

/** The texts that are shown as they are, but for queries: of runs, buttons, choices, charts. */
export function literalTexts(json: unknown): readonly string[] {
  return objectsOf(json).flatMap((object) => {
    if (object["fontType"] === "Monospace") return [];
    const texts = ["title", "label", "placeholder", "legend", "speak", "fallbackText", "x"].map(
      (key) => object[key],
    );
    const run = object["type"] === "TextRun" ? [object["text"]] : [];
    const inlines = Array.isArray(object["inlines"]) ? object["inlines"] : [];
    return [...texts, ...run, ...inlines].filter((text) => typeof text === "string");
  });
}

/** The texts of a table's cells, row by row. */
export function tableTexts(table: JsonObject): readonly (readonly string[])[] {
  const rows = table["rows"] as readonly { readonly cells: readonly JsonObject[] }[];
  return rows.map(({ cells }) => cells.map((cell) => literalTexts(cell).join("")));
}

/** Whether something happens with a text by itself: a link, a tag, a date. */
export function acts(text: string): boolean {
  return /:\/\/|<[a-z/!?]|\{\{|\bwww\./i.test(text);
}

/** Whether a text isn't shown as it stands where Markdown is read. */
export function actsAsMarkdown(text: string): boolean {
  const bare = text.replace(/\\[!-/:-@[-`{-~]/g, "·");
  const marks = [
    /\*[^*]*\*/,
    /`[^`]*`/,
    /~~/,
    /(?<![\p{L}\p{N}])_[^_]*_(?![\p{L}\p{N}])/u,
    /\]\(/,
    /\]\[/,
    /&#?\w+;/,
    /^\s*(?:[-+*>]|#+|\d+[.)])(?:\s|$)/,
  ];
  return acts(text) || marks.some((mark) => mark.test(bare));
}
