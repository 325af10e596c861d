import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../store/random-bill.ts";
import { SyncWorld, statuses } from "./sync-world.ts";
import { awsLayout, azureLayout, type BucketWorld, folderWorld, type Layout } from "./worlds.ts";

/** Export trees made by others, with the totals that are known of them. */
const TREES = join(import.meta.dirname, "../../../shared/data/costroid");

describe.runIf(existsSync(TREES))("export trees of Costroid", () => {
  let root = "";
  let bucket: BucketWorld;
  let world: SyncWorld;
  let folder = "";

  async function begin(layout: Layout): Promise<void> {
    const place = await bucket.fresh();
    folder = place.settings.location;
    world = new SyncWorld(bucket, layout, place);
  }

  function copy(tree: string): void {
    cpSync(join(TREES, tree), folder, { recursive: true });
  }

  beforeEach(() => {
    root = temporaryFolder();
    bucket = folderWorld(root);
  });
  afterEach(() => {
    expect(world.bugs).toEqual([]);
    expect(world.end()).toEqual([]);
    rmSync(root, { recursive: true });
  });

  test("AWS: overwritten May, June in new files, restated; stale chunks don't count", async () => {
    await begin(awsLayout(false));
    copy("aws-focus-s3/fixture/demo/exports/costroid-demo");
    expect(statuses(await world.sync())).toEqual({ "2026-05": "loaded", "2026-06": "loaded" });
    expect(world.months()).toEqual({ "2026-05": [42, 32.7663], "2026-06": [42, 32.7663] });
    copy("aws-focus-s3/restated/demo/exports/costroid-demo");
    expect(statuses(await world.sync())["2026-06"]).toBe("restated");
    expect(world.months()).toEqual({ "2026-05": [42, 32.7663], "2026-06": [42, 58.1679] });
  });

  test("Azure: the later of two runs of June counts; May is restated in another folder", async () => {
    await begin(azureLayout());
    copy("azure-focus/fixture/devaccount/exports/costroid-demo");
    await world.sync();
    expect(world.months()).toEqual({ "2026-05": [5, 20.5], "2026-06": [5, 12] });
    copy("azure-focus/restated/devaccount/exports/costroid-demo");
    expect(statuses(await world.sync())).toEqual({ "2026-05": "restated", "2026-06": "unchanged" });
    expect(world.months()).toEqual({ "2026-05": [5, 19.5], "2026-06": [5, 12] });
    // The run that counts goes away; an older one doesn't take its place.
    rmSync(join(folder, "mtd-snapshot/regen-42"), { recursive: true });
    const outcome = await world.sync();
    expect(statuses(outcome)["2026-05"]).toBe("held");
    expect(outcome.units[0]?.problem).toContain("older than the loaded one");
    expect(world.months()).toEqual({ "2026-05": [5, 19.5], "2026-06": [5, 12] });
  });
});
