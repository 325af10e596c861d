import { createReadStream, type Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { CallError } from "#src/sources/calls/call-error";
import type { CallTime } from "#src/sources/calls/caller";
import type { ObjectPage, ObjectStore, OpenObject, StoredObject } from "./object-store.ts";

/**
 * The files in a local folder and the folders in it. Whoever delivers there may make links, too: those to folders aren't
 * followed, those to files as long as they stay within.
 */
export class FolderStore implements ObjectStore {
  readonly location: string;
  readonly permissions = { list: "list the folder", read: "read its files" };

  constructor(folder: string) {
    this.location = folder.replace(/(?<=.)[/\\]+$/, "");
  }

  async listPage(prefix: string, _next: string | null, time: CallTime): Promise<ObjectPage> {
    try {
      const entries = await readdir(this.location, { recursive: true, withFileTypes: true });
      const keys = entries
        .filter((entry) => entry.isFile() || entry.isSymbolicLink())
        .map((entry) => this.#keyOf(entry));
      const wanted = keys.filter((key) => key.startsWith(prefix)).sort();
      const objects: StoredObject[] = [];
      for (const key of wanted) {
        // A file may be renamed meanwhile.
        const stats = await this.#statsOf(key).catch(() => null);
        if (stats?.isFile()) objects.push(objectOf(key, stats));
      }
      return { objects, next: null, at: new Date(time.now()) };
    } catch (error) {
      throw fileFailure(error);
    }
  }

  async open(object: StoredObject): Promise<OpenObject> {
    const path = join(this.location, object.key);
    try {
      const { etag } = objectOf(object.key, await this.#statsOf(object.key));
      if (etag !== object.etag) throw new CallError("changed", { reason: "another file" });
      return { chunks: createReadStream(path), md5: null };
    } catch (error) {
      throw fileFailure(error);
    }
  }

  renewCredentials(): void {
    // A folder has none.
  }

  #keyOf({ parentPath, name }: Dirent): string {
    return relative(this.location, join(parentPath, name)).split(sep).join("/");
  }

  /** Of the file that a key leads to. */
  async #statsOf(key: string) {
    const [root, target] = await Promise.all([
      realpath(this.location),
      realpath(join(this.location, key)),
    ]);
    if (!target.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
      throw new CallError("denied", { reason: "a link that leads out of the folder" });
    }
    return stat(target, { bigint: true });
  }
}

function objectOf(
  key: string,
  stats: { readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint },
): StoredObject {
  const modifiedAt = new Date(Number(stats.mtimeNs / 1_000_000n));
  return { key, size: Number(stats.size), etag: `${stats.size}-${stats.mtimeNs}`, modifiedAt };
}

function fileFailure(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EACCES" || code === "EPERM") return new CallError("denied", { reason: code });
  if (code === "ENOENT" || code === "ENOTDIR") return new CallError("missing", { reason: code });
  return error;
}
