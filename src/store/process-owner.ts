import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { z } from "zod";

const ownerSchema = z.object({ host: z.string(), process: z.number(), run: z.string() });

/** Tells this process from an earlier one of the same number. */
const RUN = randomUUID();

/** Who holds something for a time, and whether another holder is there still. */
export interface Owner {
  /** As it is stored. */
  readonly name: string;
  isAlive(name: string): boolean;
}

/** This process. */
export const thisProcess: Owner = {
  name: JSON.stringify({ host: hostname(), process: process.pid, run: RUN }),
  isAlive,
};

/** An owner on another machine is taken to live until its lease ends. */
function isAlive(name: string): boolean {
  const owner = ownerSchema.parse(JSON.parse(name));
  if (owner.host !== hostname()) return true;
  if (owner.process === process.pid) return owner.run === RUN;
  try {
    process.kill(owner.process, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
