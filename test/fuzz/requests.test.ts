import { fuzzTests } from "./fuzz-tests.ts";
import { endpoints } from "./targets.ts";

fuzzTests(endpoints);
