import type { Bucket } from "#src/sources/buckets/bucket";
import { Runs } from "#src/sources/runs";
import type { PermissionCheck, Source, Survey } from "#src/sources/source";
import { readAzureManifest } from "./manifest.ts";

const MANIFEST = /(^|\/)manifest\.json$/i;

/**
 * A FOCUS export of Azure Cost Management: each run leaves a manifest beside its files, and the latest run
 * of a month, by `submittedTime`, replaces the earlier ones.
 */
export class AzureExport implements Source {
  readonly kind = "azure-export";
  readonly name: string;
  readonly #bucket: Bucket;
  readonly #runs: Runs;

  constructor(name: string, bucket: Bucket) {
    this.name = name;
    this.#bucket = bucket;
    this.#runs = new Runs(bucket, readAzureManifest);
  }

  get usage() {
    return this.#bucket.caller.usage;
  }

  async survey(memory: string | null): Promise<Survey> {
    const { objects } = await this.#bucket.list("");
    const manifests = objects.filter(({ key }) => MANIFEST.test(key));
    return this.#runs.survey(manifests, objects, memory);
  }

  check(): Promise<readonly PermissionCheck[]> {
    return this.#bucket.check();
  }
}
