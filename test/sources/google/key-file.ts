import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes the key file of a service account, and returns its path. */
export function writeKeyFile(folder: string): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const path = join(folder, "key.json");
  const key = { type: "service_account", project_id: "p", client_email: "reader@p.iam" };
  writeFileSync(path, JSON.stringify({ ...key, private_key: privateKey }));
  return path;
}
