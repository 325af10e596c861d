const RESOURCE_KIND =
  /^(?:buckets?|instances?|volumes?|disks?|functions?|clusters?|vms?|machines?|servers?|databases?|tables?|queues?|warehouses?|snapshots?|gateways?|nodes?)$/;

/** Whether a folded word is a kind of resource; resources are told apart by their ids. */
export function isResourceKind(word: string): boolean {
  return RESOURCE_KIND.test(word);
}
