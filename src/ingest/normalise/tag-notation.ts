/**
 * A string in either quotation, a word that Python spells otherwise than JSON, or a tuple's
 * bracket.
 */
const PYTHON_TOKEN = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\b(None|True|False)\b|[()]/gs;

const JSON_WORDS: Readonly<Record<string, string>> = {
  None: "null",
  True: "true",
  False: "false",
  "(": "[",
  ")": "]",
};

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/**
 * Rewrites a Python literal, `{'team': None}` or `[('team', 'data')]`, as JSON text; undefined if
 * it is none.
 */
export function pythonToJson(text: string): string | undefined {
  const json = text.replace(PYTHON_TOKEN, (token, single?: string, double?: string) => {
    const string = single ?? double;
    return string === undefined
      ? (JSON_WORDS[token] ?? token)
      : JSON.stringify(unescapePython(string));
  });
  return json === text ? undefined : json.replace(/,(\s*[\]}])/g, "$1");
}

/**
 * The pairs of a map as Hive, Presto and DuckDB print it, `{team=data, env=prod}`; undefined if it
 * is none. Nothing is quoted there, so a comma parts pairs only where a `key=` follows it.
 */
export function parsePrintedMap(text: string): readonly (readonly [string, string])[] | undefined {
  if (!/^\{[^"']*=.*\}$/s.test(text)) return undefined;
  return text
    .slice(1, -1)
    .split(/,\s*(?=[^,=]+=)/)
    .map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    });
}

function unescapePython(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gis,
    (_, byte?: string, unit?: string, letter = "") => {
      const code = byte ?? unit;
      return code === undefined
        ? (ESCAPED[letter] ?? letter)
        : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}
