import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { ConfigError } from "#src/errors";
import {
  FOREIGN_SECRET_VARIABLES,
  SECRET_VARIABLES,
  type SecretVariable,
} from "./secret-variables.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** A secret that is set. */
export interface Secret {
  readonly name: string;
  /** Never to be shown. */
  readonly value: string;
  /** The file that it was read from; null where it stands in the environment. */
  readonly file: string | null;
  /** Whether every user of the machine can read that file. */
  readonly isOpenToAll: boolean;
}

/** Far more than any key, token or connection string has. */
const LARGEST_BYTES = 65_536;
const READABLE_BY_OTHERS = 0o004;
/** Where Docker and Podman put secrets: readable by all within the container, whose only user is Tally. */
const CONTAINER_SECRETS = "/run/secrets";

/**
 * The environment with the secrets that its `NAME_FILE`s name, and a list of all that are set.
 * @throws ConfigError where a secret is set twice, or its file can't be read or is empty
 */
export function withSecretFiles<Environment extends object>(
  environment: Environment,
): { readonly environment: Environment; readonly secrets: readonly Secret[] } {
  const variables = environment as Variables;
  const own = SECRET_VARIABLES.flatMap((name) => secretOf(name, variables));
  const foreign = FOREIGN_SECRET_VARIABLES.flatMap((name) => inEnvironment(name, variables[name]));
  const fromFiles = own.filter(({ file }) => file !== null);
  const read = Object.fromEntries(fromFiles.map(({ name, value }) => [name, value]));
  return { environment: { ...environment, ...read }, secrets: [...own, ...foreign] };
}

/** What an administrator should do about a secret's file; null where all is well. */
export function secretProblem({ name, file, isOpenToAll }: Secret): string | null {
  return isOpenToAll
    ? `Every user of this machine can read ${file}, which ${name}_FILE names; take that from them with chmod o-r.`
    : null;
}

function secretOf(name: SecretVariable, variables: Variables): Secret[] {
  const value = variables[name] ?? "";
  const file = variables[`${name}_FILE`] ?? "";
  if (file === "") return inEnvironment(name, value);
  if (value !== "") {
    throw new ConfigError(`${name} and ${name}_FILE are both set. Keep one of them.`);
  }
  return [{ name, file, ...readSecret(name, file) }];
}

/** Also of a variable that is set to nothing, none. */
function inEnvironment(name: string, value: string | undefined): Secret[] {
  return value === undefined || value === ""
    ? []
    : [{ name, value, file: null, isOpenToAll: false }];
}

function readSecret(name: string, file: string): Pick<Secret, "value" | "isOpenToAll"> {
  const { text, stats } = textOf(name, file);
  // Editors and echo end a file with a new line, which no secret has.
  const value = text.replace(/\r?\n$/, "");
  if (value === "") throw new ConfigError(`${name}_FILE names ${file}, which is empty.`);
  if (value.includes("\n") || value.includes("\0")) {
    throw new ConfigError(`${name}_FILE names ${file}, which holds more than one line.`);
  }
  const isOpen = (stats.mode & READABLE_BY_OTHERS) !== 0;
  return { value, isOpenToAll: isOpen && dirname(file) !== CONTAINER_SECRETS };
}

/** What stands in the file and who may read it, of one and the same file. */
function textOf(name: string, file: string): { readonly text: string; readonly stats: Stats } {
  let descriptor: number | null = null;
  try {
    // A pipe that nobody writes to would be waited for otherwise, for ever.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error("it is no file");
    if (stats.size > LARGEST_BYTES) throw new Error("it is too large for a secret");
    return { text: readFileSync(descriptor, "utf8"), stats };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${name}_FILE names ${file}, which can't be read (${reason}).`);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
