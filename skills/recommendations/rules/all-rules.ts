import { alwaysOn } from "./always-on.ts";
import { cheaperModels } from "./cheaper-models.ts";
import { commitmentCoverage } from "./commitment-coverage.ts";
import { graviton } from "./graviton.ts";
import { idleAddresses } from "./idle-addresses.ts";
import { idleLoadBalancers } from "./idle-load-balancers.ts";
import { idleNatGateways } from "./idle-nat-gateways.ts";
import { oldSnapshots } from "./old-snapshots.ts";
import { oldVolumeTypes } from "./old-volume-types.ts";
import { previousFamilies } from "./previous-families.ts";
import { promptCaching } from "./prompt-caching.ts";
import type { RecommendationRule } from "./rule.ts";
import { stoppedMachines } from "./stopped-machines.ts";
import { storageClasses } from "./storage-classes.ts";
import { telemetryIngestion } from "./telemetry-ingestion.ts";
import { transferHotSpots } from "./transfer-hot-spots.ts";
import { unattachedVolumes } from "./unattached-volumes.ts";
import { unusedCommitment } from "./unused-commitment.ts";

/** Our own rules, in the order in which what they find is numbered. */
export const RULES: readonly RecommendationRule[] = [
  unusedCommitment,
  commitmentCoverage,
  unattachedVolumes,
  idleAddresses,
  idleLoadBalancers,
  idleNatGateways,
  oldSnapshots,
  stoppedMachines,
  oldVolumeTypes,
  previousFamilies,
  graviton,
  storageClasses,
  alwaysOn,
  transferHotSpots,
  telemetryIngestion,
  cheaperModels,
  promptCaching,
];
