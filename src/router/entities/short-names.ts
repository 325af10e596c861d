const MAKER = /^(?:amazon|aws|azure|microsoft|google cloud|google|oci|oracle) ?(?=\S)/i;
const BRACKETS = /\s*\([^)]*\)/g;
const SERVICE = /\s+service$/i;

/** What a service is called for short: without its maker, what stands in brackets, or "Service". */
export function shortNames(name: string): string[] {
  const bare = name.replace(BRACKETS, "").trim();
  const inBrackets = [...name.matchAll(/\(([^)]+)\)/g)].map(([, text]) => text ?? "");
  const withoutMaker = bare.replace(MAKER, "");
  const candidates = [
    bare,
    withoutMaker,
    bare.replace(SERVICE, ""),
    ...inBrackets.filter((text) => text === text.toUpperCase()),
  ];
  return [...new Set(candidates)].filter((short) => short !== "" && short !== name);
}
