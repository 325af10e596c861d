import type { z } from "zod";
import { type PeopleBook, peopleListed } from "#src/people/person";
import { personOf, type personSchema } from "#src/people/person-config";
import type { Filter } from "#src/store/cost-query";

/** Somebody as tally.yaml would have them. */
export interface GivenPerson extends Omit<z.input<typeof personSchema>, "scope"> {
  readonly scope?: readonly Filter[];
}

/** A book of some people. */
export function knownPeople(people: readonly GivenPerson[]): PeopleBook {
  return peopleListed(
    people.map(({ scope, ...person }) =>
      personOf({ ...person, ...(scope && { scope: scope.map(writable) }) }),
    ),
  );
}

function writable({ dimension, operator, values }: Filter) {
  return { dimension, operator, values: [...values] };
}
