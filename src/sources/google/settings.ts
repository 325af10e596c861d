import { z } from "zod";

/** Settings of every source that asks Google's APIs. */
export const googleApiSettings = {
  /** Where the APIs are, unless they are Google's own: an emulator. */
  endpoint: z.url().optional(),
  /** Ask without credentials: emulators. */
  anonymous: z.boolean().default(false),
};

/** The id of a project, `web-shop-1` or of old `example.com:web-shop`. */
export const projectIdSchema = z.string().regex(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/, {
  message: "write a project's id, such as web-shop-1",
});
