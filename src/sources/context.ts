import type { CallClock, CallLimits, Purse } from "./calls/caller.ts";

/** Environment variables that the sources' own credentials come from; AWS' and Google's libraries read theirs. */
export interface SourceEnvironment {
  readonly AZURE_STORAGE_CONNECTION_STRING?: string | undefined;
  readonly AZURE_STORAGE_ACCOUNT?: string | undefined;
  readonly AZURE_STORAGE_KEY?: string | undefined;
  readonly AZURE_STORAGE_SAS_TOKEN?: string | undefined;
  readonly AZURE_AUTHORITY_HOST?: string | undefined;
  readonly AZURE_TENANT_ID?: string | undefined;
  readonly AZURE_CLIENT_ID?: string | undefined;
  readonly AZURE_CLIENT_SECRET?: string | undefined;
  readonly AZURE_FEDERATED_TOKEN_FILE?: string | undefined;
  readonly IDENTITY_ENDPOINT?: string | undefined;
  readonly IDENTITY_HEADER?: string | undefined;
}

/** What every source is opened with. */
export interface SourceContext {
  readonly environment: SourceEnvironment;
  readonly clock: CallClock;
  readonly limits?: Partial<CallLimits>;
  /** What a source may spend on calls today, of so many US dollars a day; nothing limits it where absent. */
  purseOf?(source: string, dollarsPerDay: number): Purse;
  /** Objects a page of a listing; the provider's own number where absent. */
  readonly pageSize?: number;
}
