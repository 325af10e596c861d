import type { z } from "zod";
import { SourceError } from "#src/errors";

/** An answer in the shape that Google documents. @param name what was asked for, for messages @throws SourceError */
export function readAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  name: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join(".") ?? "";
  const problem = `Google's answer isn't what it documents: ${place || "all of it"} is missing or wrong.`;
  throw new SourceError(problem, { file: name });
}
