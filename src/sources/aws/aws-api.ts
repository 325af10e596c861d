import type { Caller } from "#src/sources/calls/caller";
import type { AwsAccess } from "./settings.ts";

/** US dollars that Cost Explorer charges for a call; each page of an answer is one. */
export const COST_EXPLORER_PRICE = 0.01;

/** None of these APIs states its pace; all are known to be slow. */
export const CALLS_PER_SECOND = 2;

/** What clients of AWS' SDK have in common. */
interface SdkClient {
  readonly config: { readonly systemClockOffset: number };
}

/** A client's settings. Credentials come from the SDK's default chain; retries are the Caller's. */
export interface SdkConfig {
  readonly maxAttempts: 1;
  readonly region: string;
  readonly profile?: string;
  readonly endpoint?: string;
}

/** What a command is sent with besides its input. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** One API of AWS': a client of its SDK, made with the first call, with the Caller's pace and retries. */
export class AwsApi<Client extends SdkClient> {
  readonly caller: Caller;
  readonly #config: SdkConfig;
  readonly #open: (config: SdkConfig) => Promise<Client>;
  #client: Promise<Client> | null = null;
  #clockOffset = 0;

  /** @param open loads the SDK and makes a client */
  constructor(access: AwsAccess, caller: Caller, open: (config: SdkConfig) => Promise<Client>) {
    const { region, profile, endpoint } = access;
    this.#config = {
      maxAttempts: 1,
      region,
      ...(profile === undefined ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
    this.caller = caller;
    this.#open = open;
  }

  /** Milliseconds that AWS' clock is ahead of this machine's; 0 as long as they agree by five minutes. */
  get clockOffset(): number {
    return this.#clockOffset;
  }

  /**
   * Makes a call, with new credentials where the ones in use have expired.
   * @param action what is done, for messages
   * @param price US dollars
   * @throws CallError
   */
  call<Answer>(
    action: string,
    send: (client: Client, options: SendOptions) => Promise<Answer>,
    price = 0,
  ): Promise<Answer> {
    return this.caller.call(
      action,
      async ({ signal }) => {
        this.#client ??= this.#open(this.#config);
        const client = await this.#client;
        try {
          return await send(client, { abortSignal: signal });
        } finally {
          this.#clockOffset = client.config.systemClockOffset;
        }
      },
      {
        price,
        onUnauthenticated: () => {
          this.#client = null;
        },
      },
    );
  }
}
