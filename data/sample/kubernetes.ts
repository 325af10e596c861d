import { type ApplicationName, applications } from "./company.ts";
import { randomNumbers } from "./random.ts";
import { roundQuantity } from "./rounding.ts";

interface Workload {
  readonly namespace: string;
  readonly application: ApplicationName;
  /** Its usual share of a node; what the shares leave over stays unallocated. */
  readonly share: number;
}

interface Cluster {
  readonly methodId: string;
  readonly idPrefix: string;
  readonly workloads: readonly Workload[];
}

/** The clusters whose providers split the cost of a node over its namespaces. */
export const clusters = {
  "prod-us": {
    methodId: "aws-split-cost-allocation",
    idPrefix: "arn:aws:eks:us-east-1:210000000011:namespace/prod-us",
    workloads: [
      { namespace: "checkout", application: "checkout-api", share: 0.24 },
      { namespace: "fraud", application: "fraud-scoring", share: 0.09 },
      { namespace: "search", application: "search-api", share: 0.2 },
      { namespace: "mobile", application: "mobile-backend", share: 0.14 },
      { namespace: "kube-system", application: "kubernetes", share: 0.08 },
    ],
  },
  "robotics-eu": {
    methodId: "aks-cost-analysis",
    idPrefix: "robotics-eu",
    workloads: [
      { namespace: "telemetry", application: "fleet-telemetry", share: 0.42 },
      { namespace: "assistant", application: "assistant", share: 0.21 },
      { namespace: "kube-system", application: "kubernetes", share: 0.07 },
    ],
  },
} as const satisfies Record<string, Cluster>;

/** The name of a cluster. */
export type ClusterName = keyof typeof clusters;

/** One part of a split node: a workload's, or (workload cells null) what no workload used. */
export interface NodeShare {
  readonly quantity: number;
  readonly methodId: string;
  readonly methodDetails: string;
  readonly resourceId: string | null;
  readonly resourceName: string | null;
  readonly tags: string | null;
}

/** A node's quantity split over the workloads of its cluster; the parts add up to it. */
export function splitNode(name: ClusterName, quantity: number, seed: number): NodeShare[] {
  const { methodId, idPrefix, workloads }: Cluster = clusters[name];
  const random = randomNumbers(seed);
  let ratioLeft = 1;
  let quantityLeft = quantity;
  const shares = workloads.map(({ namespace, application, share }): NodeShare => {
    const ratio = Math.round(share * (0.85 + 0.3 * random()) * 100) / 100;
    const part = roundQuantity(quantity * ratio);
    ratioLeft -= ratio;
    quantityLeft -= part;
    return {
      quantity: part,
      methodId,
      methodDetails: methodDetails(ratio),
      resourceId: `${idPrefix}/${namespace}`,
      resourceName: namespace,
      tags: workloadTags(namespace, application),
    };
  });
  const unallocated: NodeShare = {
    quantity: roundQuantity(quantityLeft),
    methodId,
    methodDetails: methodDetails(Math.round(ratioLeft * 100) / 100),
    resourceId: null,
    resourceName: null,
    tags: null,
  };
  return [...shares, unallocated];
}

function methodDetails(ratio: number): string {
  return `{"Elements":[{"AllocatedRatio":${ratio},"UsageUnit":null,"UsageQuantity":null}]}`;
}

function workloadTags(namespace: string, application: ApplicationName): string {
  return JSON.stringify({ application, namespace, team: applications[application].team });
}
