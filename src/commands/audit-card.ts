import type { Card, TableBlock } from "#src/cards/card";
import type { ReadEntry } from "#src/store/audit/audit-reader";

/** Facts that say in few words what an entry is about, the first ones first. */
const TELLING = [
  "skill",
  "source",
  "status",
  "action",
  "posting",
  "changed",
  "texts",
  "entriesUntil",
  "textsUntil",
  "lost",
] as const;

/** Entries for people to look through. */
export function auditCard(entries: readonly ReadEntry[]): Card {
  if (entries.length === 0) {
    return { title: "Audit", blocks: [{ type: "text", text: "There are no such entries." }] };
  }
  const columns: TableBlock["columns"] = [
    { label: "number", kind: "text" },
    { label: "at (UTC)", kind: "text" },
    { label: "kind", kind: "text" },
    { label: "person", kind: "text" },
    { label: "where", kind: "text" },
    { label: "what", kind: "text" },
  ];
  const rows = entries.map(({ number, at, kind, person, platform, channel, what }) => [
    String(number),
    at.slice(0, 19).replace("T", " "),
    kind,
    person === "" ? "Tally or its administrator" : person,
    channel ?? platform ?? "–",
    tellingText(what),
  ]);
  return { title: "Audit", blocks: [{ type: "table", columns, rows }] };
}

/** All that is kept of entries. */
export function auditTable(entries: readonly ReadEntry[]): TableBlock {
  const names = [
    ...(["number", "at", "kind", "person", "platform", "channel"] as const),
    ...(["what", "text", "hash"] as const),
  ];
  return {
    type: "table",
    columns: names.map((label) => ({ label, kind: "text" })),
    rows: entries.map((entry) => names.map((name) => entry[name])),
  };
}

/** `get-spend, answered` */
function tellingText(what: string): string {
  const facts = factsIn(what);
  if (facts === null) return what;
  return TELLING.flatMap((name) => {
    const fact = facts[name];
    if (fact === undefined || fact === null) return [];
    if (typeof fact === "number") return [`${name} ${fact}`];
    return [Array.isArray(fact) ? fact.join(" ") : String(fact)];
  }).join(", ");
}

/** Null for what was tampered with. */
function factsIn(what: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(what) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}
