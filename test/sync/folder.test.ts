import { rmSync } from "node:fs";
import { afterAll } from "vitest";
import { temporaryFolder } from "../store/random-bill.ts";
import { testSource } from "./conformance.ts";
import { folderWorld, manifestLayout, plainLayout } from "./worlds.ts";

const root = temporaryFolder();
const world = folderWorld(root);
afterAll(() => rmSync(root, { recursive: true }));

testSource(() => world, "FOCUS files in a local folder", plainLayout(), false);
testSource(() => world, "FOCUS files with a manifest in a local folder", manifestLayout(), false);
