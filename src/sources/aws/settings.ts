import { z } from "zod";

/** What every source that asks AWS' cost management APIs is set with. */
export const awsSettings = {
  /** The account whose bill it is, and whose credentials ask: of an organisation the management account. */
  account: z.string().regex(/^\d{12}$/, "write the 12 digits of the account, in quotes"),
  /** Profile of ~/.aws/config. */
  profile: z.string().min(1).optional(),
  /** One region of AWS' partition; these APIs have one place in each. */
  region: z.string().min(1).default("us-east-1"),
  /** US dollars that calls of the source may cost a day. */
  dollarsPerDay: z.number().positive().default(1),
  /** Where the APIs are, unless they're AWS' own: a proxy, an emulator. */
  endpoint: z.url().optional(),
} as const;

/** Who asks, and where. */
export interface AwsAccess {
  readonly profile?: string | undefined;
  readonly region: string;
  readonly endpoint?: string | undefined;
}
