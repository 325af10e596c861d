import type { Filter } from "#src/store/cost-query";
import { BY_THE_HOUR, is } from "./lines.ts";

/** Meters of machines that can be switched off, by service. */
const MACHINE_METERS: Readonly<Record<string, RegExp>> = {
  "Amazon Elastic Compute Cloud": /BoxUsage/,
  "Amazon Relational Database Service": /InstanceUsage|Multi-AZUsage/,
  "Virtual Machines": /^(?!.*(?:Disk|Snapshot|Reservation))/,
  "Compute Engine": /running|Instance Core|Instance Ram/i,
  "MongoDB Atlas": /_INSTANCE_/,
};

/** What machines are told by. */
export const MACHINE_DIMENSIONS: readonly string[] = ["ServiceName", "SkuMeter"];
/** Charges of machines and of what belongs to them. */
export const MACHINE_SERVICES = is("ServiceName", ...Object.keys(MACHINE_METERS));
/** Charges among which machines are. */
export const MACHINES: readonly Filter[] = [BY_THE_HOUR, MACHINE_SERVICES];

/** Whether values of MACHINE_DIMENSIONS are those of a machine. */
export function isMachine([service, meter]: readonly (string | null | undefined)[]): boolean {
  return MACHINE_METERS[service ?? ""]?.test(meter ?? "") ?? false;
}
