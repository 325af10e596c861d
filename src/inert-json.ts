/** Characters that JSON leaves as they are, and that steer a terminal, end a line, or turn the direction of text. */
const STEERING = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** JSON with such characters written as escapes: whoever parses it reads the same, whoever looks at it isn't fooled. */
export function inertJson(json: string): string {
  return json.replace(STEERING, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
