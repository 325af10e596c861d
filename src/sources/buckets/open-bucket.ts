import { Caller } from "#src/sources/calls/caller";
import type { SourceContext } from "#src/sources/context";
import type { BucketSettings } from "#src/sources/settings";
import { AzureStore } from "./azure-store.ts";
import { Bucket } from "./bucket.ts";
import { FolderStore } from "./folder-store.ts";
import { GcsStore } from "./gcs-store.ts";
import type { ObjectStore } from "./object-store.ts";
import { S3Store } from "./s3-store.ts";

/** The bucket or folder that `location` names. */
export function openBucket(settings: BucketSettings, context: SourceContext): Bucket {
  return new Bucket(storeOf(settings, context), new Caller(context.clock, context.limits));
}

function storeOf(settings: BucketSettings, context: SourceContext): ObjectStore {
  const { pageSize } = context;
  const [, scheme, rest = ""] = /^(s3|azure|gs):\/\/(.*)$/.exec(settings.location) ?? [];
  const [first = "", ...others] = rest.split("/");
  if (scheme === "azure") {
    const [container = "", ...path] = others;
    const place = { account: first, container, prefix: prefixOf(path) };
    return new AzureStore(place, settings, context);
  }
  const place = { bucket: first, prefix: prefixOf(others) };
  if (scheme === "s3") return new S3Store(place, settings, pageSize);
  if (scheme === "gs") return new GcsStore(place, settings, pageSize);
  return new FolderStore(settings.location);
}

/** `exports/focus/`, or nothing for the whole bucket. */
function prefixOf(parts: readonly string[]): string {
  const path = parts.filter((part) => part !== "").join("/");
  return path === "" ? "" : `${path}/`;
}
