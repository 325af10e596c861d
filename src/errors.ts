/** Shown to the asker as it is: a full sentence that says what would have worked. */
export class UserError extends Error {
  override name = "UserError";
}

/** Something that the asker has no right to; told to them alone. */
export class AccessError extends UserError {
  override name = "AccessError";
}

/** A question that fits several things: shown with what can be meant, each a question of its own. */
export class ClarifyError extends UserError {
  override name = "ClarifyError";
  readonly choices: readonly string[];
  constructor(message: string, choices: readonly string[] = []) {
    super(message);
    this.choices = choices;
  }
}

/** Where in a delivered file something is wrong. `row` counts data rows from 1; the header is row 0. */
export interface SourceLocation {
  readonly file: string;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
}

/** Billing data that can't be taken as it is; nothing of its delivery is loaded. */
export class SourceError extends Error {
  override name = "SourceError";
  readonly location: SourceLocation;
  /** @param problem what is wrong and what to do about it, one or two sentences */
  constructor(problem: string, location: SourceLocation) {
    super(`${describe(location)}: ${problem}`);
    this.location = location;
  }
}

/** A wrong setting: an option, an environment variable or a key of tally.yaml. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

function describe({ file, row, column, value }: SourceLocation): string {
  const parts = [file];
  if (row !== undefined) parts.push(row === 0 ? "header" : `row ${row}`);
  if (column !== undefined) parts.push(column);
  const place = parts.join(", ");
  return value === undefined ? place : `${place}, value ${JSON.stringify(value.slice(0, 80))}`;
}
