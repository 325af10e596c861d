import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Writes what Tally consists of to standard output, as CycloneDX in JSON: npm run sbom
//
// `npm sbom --omit=dev` also leaves out what both Tally and its tests need, such as the client of S3, so npm is given
// a lock file in which there are no tests.

interface Package {
  readonly dev?: boolean;
}

type Manifest = Readonly<Record<string, unknown>> & { readonly devDependencies?: unknown };

interface LockFile {
  readonly packages: Readonly<Record<string, Package>>;
}

const LARGEST = 64 * 1024 * 1024;
const ROOT = join(import.meta.dirname, "..");

function withoutTests({ devDependencies: _, ...manifest }: Manifest): Manifest {
  return manifest;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(join(ROOT, name), "utf8")) as T;
}

const { packages, ...lock } = read<LockFile>("package-lock.json");
const needed = Object.entries(packages)
  .filter(([, { dev }]) => dev !== true)
  .map(([path, one]) => [path, path === "" ? withoutTests({ ...one }) : one] as const);

const temporary = mkdtempSync(join(tmpdir(), "tally-sbom-"));
// npm calls what is in a folder by the folder's name.
const folder = join(temporary, "tally");
try {
  mkdirSync(folder);
  const write = (name: string, value: unknown) =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  write("package.json", withoutTests(read<Manifest>("package.json")));
  write("package-lock.json", { ...lock, packages: Object.fromEntries(needed) });
  const words = [
    ...["sbom", "--package-lock-only"],
    ...["--sbom-format=cyclonedx", "--sbom-type=application"],
  ];
  process.stdout.write(execFileSync("npm", words, { cwd: folder, maxBuffer: LARGEST }));
} finally {
  rmSync(temporary, { recursive: true });
}
