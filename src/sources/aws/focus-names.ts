import regions from "#data/reference/regions.json" with { type: "json" };
import reference from "#data/reference/services.json" with { type: "json" };

/** What Cost Explorer says where a charge has no service, region or account. */
const ABSENT: ReadonlySet<string> = new Set(["", "NoService", "NoRegion", "NoLinkedAccount"]);

/**
 * Cost Explorer's own name for what isn't instances: volumes, snapshots, NAT gateways, transfer. In FOCUS
 * exports it is a part of the service below.
 */
const EC2_OTHER = "EC2 - Other";
const EC2 = "Amazon Elastic Compute Cloud";

/** Spellings of AWS' services, with the name that FOCUS exports have. */
const SERVICES: ReadonlyMap<string, string> = new Map(
  reference.services
    .filter(({ provider }) => provider === "AWS")
    .flatMap(({ names }) => names.map((name) => [name.toLowerCase(), names[0] ?? name] as const)),
);

const REGION_NAMES: ReadonlyMap<string, string | undefined> = new Map(
  regions.filter(({ provider }) => provider === "AWS").map(({ id, names }) => [id, names[0]]),
);

/** A value of Cost Explorer's, or null where it says that there is none. */
export function presentValue(value: string): string | null {
  return ABSENT.has(value) ? null : value;
}

/**
 * A service of Cost Explorer's or a budget's as FOCUS exports of AWS name it in ServiceName: "Amazon Elastic
 * Compute Cloud - Compute" is "Amazon Elastic Compute Cloud". Other names, of the marketplace too, stay.
 */
export function focusServiceName(service: string): string {
  return SERVICES.get(service.toLowerCase()) ?? service;
}

/** Whether it is a service of AWS' that we know. */
export function isKnownService(service: string): boolean {
  return SERVICES.has(service.toLowerCase());
}

/** The names that a service's charges may have in ServiceName, be they from Cost Explorer or an export. */
export function serviceNamesOf(service: string): readonly string[] {
  const name = focusServiceName(service);
  return name === EC2_OTHER ? [EC2_OTHER, EC2] : [name];
}

/** Whether the service's charges are the same in FOCUS exports: "EC2 - Other" are among others there. */
export function isServiceOfExports(service: string): boolean {
  return focusServiceName(service) !== EC2_OTHER;
}

/** "US East (N. Virginia)" of "us-east-1"; null where unknown. */
export function regionNameOf(regionId: string | null): string | null {
  return regionId === null ? null : (REGION_NAMES.get(regionId) ?? null);
}
