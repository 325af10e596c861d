import regions from "#data/reference/regions.json" with { type: "json" };
import reference from "#data/reference/services.json" with { type: "json" };

/** What Cost Management says where a charge has no value. */
const ABSENT: ReadonlySet<string> = new Set(["", "unassigned", "none", "null"]);

/**
 * Storage of all kinds, disks of machines too, which FOCUS exports count among Virtual Machines; it has no
 * name of its own there.
 */
const ALL_STORAGE = "storage";

const SERVICES: ReadonlyMap<string, string> = new Map([
  ...reference.services
    .filter(({ provider }) => provider === "Microsoft")
    .flatMap(({ names }) => names.map((name) => [name.toLowerCase(), names[0] ?? name] as const)),
  [ALL_STORAGE, "Storage Accounts"],
]);

const REGIONS: ReadonlyMap<string, string> = new Map(
  regions
    .filter(({ provider }) => provider === "Microsoft")
    .map(({ id, names }) => [id, names[0] ?? id]),
);

/** Cost Management turns many regions' names round, as in "EU West" for West Europe. */
const TURNED_REGIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "ae central": "uaecentral",
    "ae north": "uaenorth",
    "ap east": "eastasia",
    "ap southeast": "southeastasia",
    "at east": "austriaeast",
    "au central": "australiacentral",
    "au central 2": "australiacentral2",
    "au east": "australiaeast",
    "au southeast": "australiasoutheast",
    "be central": "belgiumcentral",
    "br south": "brazilsouth",
    "br southeast": "brazilsoutheast",
    "ca central": "canadacentral",
    "ca east": "canadaeast",
    "ch north": "switzerlandnorth",
    "ch west": "switzerlandwest",
    "cl central": "chilecentral",
    "cn east": "chinaeast",
    "cn east 2": "chinaeast2",
    "cn east 3": "chinaeast3",
    "cn north": "chinanorth",
    "cn north 2": "chinanorth2",
    "cn north 3": "chinanorth3",
    "de north": "germanynorth",
    "de west central": "germanywestcentral",
    "es central": "spaincentral",
    "eu north": "northeurope",
    "eu west": "westeurope",
    "fi central": "finlandcentral",
    "fr central": "francecentral",
    "fr south": "francesouth",
    "gr central": "greececentral",
    "id central": "indonesiacentral",
    "il central": "israelcentral",
    "in central": "centralindia",
    "in south": "southindia",
    "in west": "westindia",
    "it north": "italynorth",
    "ja east": "japaneast",
    "ja west": "japanwest",
    "jp east": "japaneast",
    "jp west": "japanwest",
    "kr central": "koreacentral",
    "kr south": "koreasouth",
    "mx central": "mexicocentral",
    "my west": "malaysiawest",
    "no east": "norwayeast",
    "no west": "norwaywest",
    "nz north": "newzealandnorth",
    "pl central": "polandcentral",
    "qa central": "qatarcentral",
    "sa east": "saudiarabiaeast",
    "se central": "swedencentral",
    "se south": "swedensouth",
    "tw north": "taiwannorth",
    "us central": "centralus",
    "us east": "eastus",
    "us east 2": "eastus2",
    "us east 3": "eastus3",
    "us gov az": "usgovarizona",
    "us gov tx": "usgovtexas",
    "us north central": "northcentralus",
    "us south central": "southcentralus",
    "us west": "westus",
    "us west 2": "westus2",
    "us west 3": "westus3",
    "us west central": "westcentralus",
    "za north": "southafricanorth",
    "za west": "southafricawest",
  }),
);

/** A value of Cost Management's, or null where it says that there is none. */
export function presentValue(value: string | number | null | undefined): string | null {
  const text = String(value ?? "").trim();
  return ABSENT.has(text.toLowerCase()) ? null : text;
}

/** A service of the Query API as FOCUS names it: "SQL Database" is "Azure SQL Database". Unknown ones stay. */
export function focusServiceName(service: string): string {
  return SERVICES.get(service.toLowerCase()) ?? service;
}

/** Whether the service's charges are the same in FOCUS exports: "Storage" is among several there. */
export function isServiceOfExports(service: string): boolean {
  const name = service.toLowerCase();
  return SERVICES.has(name) && name !== ALL_STORAGE;
}

/** RegionId and RegionName of a location: "EU West" is "westeurope", "West Europe". */
export function focusRegion(location: string): { readonly id: string; readonly name: string } {
  const spelled = location.trim();
  const lower = spelled.toLowerCase();
  const id = TURNED_REGIONS.get(lower) ?? lower.replace(/\s+/g, "");
  return { id, name: REGIONS.get(id) ?? spelled };
}

/** A subscription as SubAccountId has it in FOCUS exports: "/subscriptions/…" in lower case. */
export function focusSubscription(subscription: string): string {
  const id = subscription.toLowerCase().replace(/^\/subscriptions\//, "");
  return `/subscriptions/${id.replace(/\/.*$/, "")}`;
}

/**
 * The billing account of a scope as FOCUS exports have it: the profile in a Microsoft Customer Agreement, else the
 * account; null for scopes that don't say to which they belong.
 */
export function focusBillingAccount(scope: string): string | null {
  const account =
    /^\/providers\/Microsoft\.Billing\/billingAccounts\/[^/]+(\/billingProfiles\/[^/]+)?/i;
  return account.exec(scope)?.[0] ?? null;
}
