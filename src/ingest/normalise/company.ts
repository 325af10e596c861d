import providers from "#data/reference/providers.json" with { type: "json" };

/** A company of data/reference/providers.json, with the names that it bills under. */
interface Company {
  readonly name: string;
  readonly spellings: readonly string[];
  /** Beginnings of the names of its country companies. */
  readonly startsWith: readonly string[];
  /** Its bills have charges without a ServiceName, known by their meter or description only. */
  readonly leavesServiceNameEmpty?: boolean;
}

/** Words that only say what kind of company it is. */
const LEGAL_FORMS: ReadonlySet<string> = new Set([
  ...["ag", "bv", "gmbh", "nv", "rl", "sa", "sarl", "sas", "se", "srl"],
  ...["co", "company", "corp", "corporation", "inc", "incorporated", "llc", "pbc"],
  ...["limited", "llp", "lp", "ltd", "plc", "private", "pte", "pty"],
  ...["gk", "kk"],
]);

const COMPANIES: readonly Company[] = providers;

const BY_SPELLING: ReadonlyMap<string, Company> = new Map(
  COMPANIES.flatMap((company) =>
    [company.name, ...company.spellings].map(
      (spelling) => [companyKey(spelling), company] as const,
    ),
  ),
);

const BY_BEGINNING: readonly (readonly [beginning: string, company: Company])[] = COMPANIES.flatMap(
  (company) => company.startsWith.map((words) => [`${companyKey(words)} `, company] as const),
);

/**
 * The one name of a company that bills under several: `Amazon Web Services EMEA SARL` is `AWS`. A
 * company that isn't known is called as it is spelled, without outer spaces.
 */
export function foldCompany(name: string): string {
  return findCompany(name)?.name ?? name.trim();
}

/** True when two names are spellings of one company, `Acme, Inc.` and `ACME`. */
export function isSameCompany(name: string, other: string): boolean {
  return companyKey(foldCompany(name)) === companyKey(foldCompany(other));
}

/**
 * True for a company whose bills leave ServiceName empty where SkuMeter or ChargeDescription names
 * the service.
 */
export function leavesServiceNameEmpty(name: string): boolean {
  return findCompany(name)?.leavesServiceNameEmpty ?? false;
}

function findCompany(name: string): Company | undefined {
  const key = companyKey(name);
  return (
    BY_SPELLING.get(key) ?? BY_BEGINNING.find(([beginning]) => `${key} `.startsWith(beginning))?.[1]
  );
}

/**
 * Lower-case words without punctuation and legal form. A name of nothing but legal forms keeps
 * them.
 */
function companyKey(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const telling = words.split(" ").filter((word) => !LEGAL_FORMS.has(word));
  return telling.length === 0 ? words : telling.join(" ");
}
