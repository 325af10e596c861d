import { createHash } from "node:crypto";
import { readBytes } from "./bytes.ts";

/** The SHA-256 of a file's bytes as they lie on disk, in lower-case hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of readBytes(path)) hash.update(chunk);
  return hash.digest("hex");
}
