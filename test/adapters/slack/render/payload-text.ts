const LINE = 110;

/** JSON for people to read: what fits on a line is on one. */
export function payloadText(value: unknown, indent = ""): string {
  const flat = JSON.stringify(value);
  if (flat.length + indent.length <= LINE || typeof value !== "object" || value === null) {
    return flat;
  }
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const lines = Array.isArray(value)
    ? value.map((entry) => payloadText(entry, deeper))
    : Object.entries(value).map(
        ([key, entry]) => `${JSON.stringify(key)}: ${payloadText(entry, deeper)}`,
      );
  return `${open}\n${lines.map((line) => deeper + line).join(",\n")}\n${indent}${close}`;
}
