import { fuzzTests } from "./fuzz-tests.ts";
import { readers } from "./targets.ts";

fuzzTests(readers);
