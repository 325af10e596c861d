import { describe, expect, test } from "vitest";
import { SERVICE_CATEGORIES } from "#src/focus/allowed-values";
import { knownRegions, serviceReference } from "#src/router/entities/reference";
import { nameKey } from "#src/router/fold";

describe("services.json", () => {
  test("knows the services that people ask for", () => {
    expect(serviceReference.services.length).toBeGreaterThanOrEqual(120);
    const spellings = new Set(
      serviceReference.services.flatMap(({ names, synonyms }) => [...names, ...synonyms]),
    );
    const asked = "EC2 RDS S3 EKS ECS ELB SQS SNS KMS AKS VMSS Cosmos GKE GCE GCS BQ Vertex".split(
      " ",
    );
    expect(asked.filter((name) => !spellings.has(name))).toEqual([]);
  });

  test("no spelling is of two services", () => {
    const owners = new Map<string, Set<string>>();
    for (const { names, synonyms } of serviceReference.services) {
      for (const spelling of [...names, ...synonyms]) {
        const key = nameKey(spelling);
        owners.set(key, (owners.get(key) ?? new Set()).add(names[0] ?? ""));
      }
    }
    const shared = [...owners].filter(([, services]) => services.size > 1);
    expect(shared).toEqual([]);
  });

  test("kinds list services by their first name, categories are those of FOCUS", () => {
    const first = new Set(serviceReference.services.map(({ names }) => names[0]));
    const listed = serviceReference.kinds.flatMap(({ services }) => services);
    expect(listed.filter((service) => !first.has(service))).toEqual([]);
    const categories = new Set([
      ...Object.keys(SERVICE_CATEGORIES),
      ...Object.values(SERVICE_CATEGORIES).flat(),
    ]);
    const named = serviceReference.categories.map(({ value }) => value);
    expect(named.filter((value) => !categories.has(value))).toEqual([]);
  });
});

describe("regions.json", () => {
  test("has each region once, with places", () => {
    const ids = knownRegions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(knownRegions.filter(({ places }) => places.length === 0)).toEqual([]);
  });
});
