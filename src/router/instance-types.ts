import type { Filter } from "./filter.ts";
import { phrase, type QuestionWords } from "./question-words.ts";

/** A condition on the meter, with the reading in words. */
export interface InstanceTypes {
  readonly filters: readonly Filter[];
  readonly assumptions: readonly string[];
}

const NAMED = phrase(
  "(?:of |on |for )?(?:the )?(?:instance|machine|vm) (?:type|size)s? (?:is |of )?(?<type>[^ ]*\\d[^ ]*)",
);
const AWS_TYPE = phrase(
  "(?:db\\.|cache\\.)?(?<type>[a-z]{1,4}\\d[a-z\\d-]*\\.(?:nano|micro|small|medium|large|metal(?:-\\d+xl)?|\\d*xlarge))",
);

/** Instance types ("m7i.2xlarge") stand in meters, in no column of their own. */
export function readInstanceTypes(words: QuestionWords): InstanceTypes {
  const types = [...words.take(NAMED), ...words.take(AWS_TYPE)].map(
    ({ groups: { type }, text }) => type ?? text,
  );
  return {
    filters: types.map((type) => ({ dimension: "SkuMeter", operator: "contains", values: [type] })),
    assumptions: types.map((type) => `instance type ${type} read off the meter`),
  };
}
