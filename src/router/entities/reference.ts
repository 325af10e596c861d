import { readFileSync } from "node:fs";

/** A service as providers and people spell it; the first name is the FOCUS one. */
interface KnownService {
  readonly provider: string;
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
}

/** A word for services of several providers. */
interface ServiceKind {
  readonly synonyms: readonly string[];
  readonly services: readonly string[];
}

/** A FOCUS category or subcategory with its short names. */
interface KnownCategory {
  readonly dimension: "ServiceCategory" | "ServiceSubcategory";
  readonly value: string;
  readonly synonyms: readonly string[];
}

/** A region with the places that name it. */
interface KnownRegion {
  readonly id: string;
  readonly provider: string;
  readonly names: readonly string[];
  readonly places: readonly string[];
}

/** A company with the names that it goes by. */
interface KnownProvider {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly startsWith: readonly string[];
}

interface ServiceReference {
  readonly services: readonly KnownService[];
  readonly kinds: readonly ServiceKind[];
  readonly categories: readonly KnownCategory[];
}

/** data/reference/services.json: services, words for several of them, short names of categories. */
export const serviceReference: ServiceReference = read("services.json");

/** data/reference/regions.json. */
export const knownRegions: readonly KnownRegion[] = read("regions.json");

/** data/reference/providers.json. */
export const knownProviders: readonly KnownProvider[] = read("providers.json");

function read<T>(name: string): T {
  const file = new URL(`../../../data/reference/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
