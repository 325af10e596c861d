import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const ROOT = join(import.meta.dirname, "..");

/** Licences that ask for no more than to be named. */
const PERMISSIVE = [
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "BlueOak-1.0.0",
];

/** Packages that say it in a way of their own, and what their licence files say. */
const READ: Readonly<Record<string, string>> = {
  cldrjs: "MIT",
  limiter: "MIT",
  // Bitstream Vera's licence: free to use and pass on, not to be sold by themselves.
  "dejavu-fonts-ttf": "Bitstream-Vera",
};

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      link: z.boolean().default(false),
    }),
  ),
});

function fileText(name: string): string {
  return readFileSync(join(ROOT, name), "utf8");
}

const { packages } = lockSchema.parse(JSON.parse(fileText("package-lock.json")));
const installed = Object.entries(packages).filter(([path]) => path !== "");

/** `@slack/bolt` of `node_modules/a/node_modules/@slack/bolt` */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

test("each package is the one of the lock file, by its hash", () => {
  const loose = installed.filter(
    ([, { integrity, link }]) => link || integrity?.startsWith("sha512-") !== true,
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

test("what is depended on is named by exact versions", () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    fileText("package.json"),
  ) as Record<string, Record<string, string>>;
  const versions = { ...dependencies, ...devDependencies, ...optionalDependencies };
  const loose = Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d/.test(version));
  expect(loose).toEqual([]);
});

test("no package runs a script while it is installed", () => {
  expect(fileText(".npmrc")).toMatch(/^ignore-scripts=true$/m);
});

test("what Tally is made of may be passed on with it", () => {
  const others = installed
    .filter(([path, { dev, license }]) => {
      const isRead = READ[nameOf(path)] !== undefined;
      return !dev && !isRead && !PERMISSIVE.includes(license ?? "");
    })
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(others).toEqual([]);
});

test("the bill of materials names all that Tally needs, and nothing of its tests", () => {
  const script = join(ROOT, "deploy/sbom.ts");
  const output = execFileSync(process.execPath, [script], { maxBuffer: 64 * 1024 * 1024 });
  const { components, metadata } = z
    .object({
      bomFormat: z.literal("CycloneDX"),
      metadata: z.object({
        component: z.object({ name: z.string(), version: z.string(), type: z.string() }),
      }),
      components: z.array(
        z.object({
          name: z.string(),
          version: z.string(),
          purl: z.string(),
          hashes: z.array(z.object({ alg: z.literal("SHA-512"), content: z.string() })).min(1),
        }),
      ),
    })
    .parse(JSON.parse(output.toString()));
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(fileText("package.json")));
  expect(metadata.component).toEqual({ name: "tally", version, type: "application" });
  const needed = installed
    .filter(([, { dev }]) => !dev)
    .map(([path, { version }]) => `${nameOf(path)} ${version}`);
  const named = components.map(({ name, version }) => `${name} ${version}`);
  expect(named.toSorted()).toEqual([...new Set(needed)].toSorted());
});
