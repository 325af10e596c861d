/**
 * Why a text is no YAML, and where, without any of the text: a library shows the lines around a mistake, and what
 * stands in them may be secret.
 */
export function yamlProblem(error: unknown): string {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  const [what = ""] = first.split(": ");
  const where = /\bat line \d+, column \d+/.exec(first)?.[0] ?? "";
  const plain = what.replace(/:$/, "");
  return plain.includes(where) ? plain : `${plain} ${where}`;
}
