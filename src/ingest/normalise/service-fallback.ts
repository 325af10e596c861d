import { leavesServiceNameEmpty } from "./company.ts";
import type { Quirk } from "./quirks.ts";

/** What a charge says about its service; null where empty or absent. */
export interface StatedService {
  readonly ServiceName: string | null;
  readonly ServiceCategory: string | null;
  readonly SkuMeter: string | null;
  readonly ChargeDescription: string | null;
  readonly ChargeCategory: string | null;
  /** On whose platform it was bought: the host provider of `resolveParties`. */
  readonly hostProvider: string | null;
}

/** A charge's service; the name is null where nothing names it. */
export interface Service {
  readonly serviceName: string | null;
  readonly serviceCategory: string;
  readonly quirks: readonly Quirk[];
}

/**
 * Fills the service columns that FOCUS never leaves empty. A purchase from a provider that is known
 * to leave ServiceName empty (Azure's marketplace and reservations) is named by its meter or
 * description; any other charge stays nameless. The category of an unclassified charge is Other.
 */
export function fillService(stated: StatedService): Service {
  const quirks: Quirk[] = [];
  let serviceName = stated.ServiceName;
  if (serviceName === null) {
    serviceName = isNamedByMeter(stated) ? (stated.SkuMeter ?? stated.ChargeDescription) : null;
    quirks.push(serviceName === null ? "service-name-missing" : "service-name-filled");
  }
  if (stated.ServiceCategory === null) quirks.push("service-category-filled");
  return { serviceName, serviceCategory: stated.ServiceCategory ?? "Other", quirks };
}

function isNamedByMeter({ ChargeCategory, hostProvider }: StatedService): boolean {
  return (
    ChargeCategory === "Purchase" && hostProvider !== null && leavesServiceNameEmpty(hostProvider)
  );
}
