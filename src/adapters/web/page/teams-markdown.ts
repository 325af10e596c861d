const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Stands for a character that a backslash took its meaning from, while styles are read. */
const HELD_BACK = /\\([!-/:-@[-`{-~])/g;

/**
 * The Markdown that Teams draws in cards (bold, italic, strike-through, links over https, lists, line ends) as
 * HTML in which nothing else is markup.
 */
export function teamsMarkdown(text: string): string {
  const held: string[] = [];
  const bare = text.replace(/[\ue000-\uf8ff]/g, "").replace(HELD_BACK, (_whole, mark: string) => {
    held.push(mark);
    return String.fromCharCode(0xe000 + held.length - 1);
  });
  const styled = escapeHtml(bare)
    .replace(/\[([^\]\n]+)\]\((https:\/\/[^)\s]+)\)/g, '<a href="$2" target="_blank">$1</a>')
    .replace(/\*\*([^*\n]+)\*\*/g, "<strong>$1</strong>")
    .replace(/(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])/g, "<em>$1</em>")
    .replace(/(?<![\p{L}\p{N}_])_(?!\s)([^_\n]+)(?<!\s)_(?![\p{L}\p{N}_])/gu, "<em>$1</em>")
    .replace(/~~([^~\n]+)~~/g, "<s>$1</s>")
    .replace(/^[-*] (.*)$/gm, "• $1")
    .replace(/\r\n|\r|\n/g, "<br>");
  return styled.replace(/[\ue000-\uf8ff]/g, (mark) =>
    escapeHtml(held[mark.charCodeAt(0) - 0xe000] ?? ""),
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? "");
}
