/** Plain text as Markdown that shows it as it is: nobody is mentioned by it, and no line of it is a command. */
export function fenced(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const longest = Math.max(2, ...runs.map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}
