import { HttpError } from "#src/sources/calls/read-failure";

/** Access tokens of Google's application default credentials: a key file, gcloud's, the machine's own. */
export class GoogleTokens {
  readonly #scope: string;
  #getToken: (() => Promise<string | null | undefined>) | null = null;

  /** @param scope what the tokens may be used for at most: "https://www.googleapis.com/auth/…" */
  constructor(scope: string) {
    this.#scope = scope;
  }

  /** @throws HttpError where there are no credentials, or Google refuses them */
  async token(): Promise<string | null> {
    this.#getToken ??= await openTokens(this.#scope);
    return (await this.#getToken()) ?? null;
  }

  /** Forgets the token, so that the next one is new. */
  renew(): void {
    this.#getToken = null;
  }
}

async function openTokens(scope: string) {
  const { GoogleAuth } = await import("google-auth-library");
  const auth = new GoogleAuth({ scopes: scope });
  return async () => {
    try {
      return await auth.getAccessToken();
    } catch (error) {
      throw isRefusal(error) ? new HttpError(401, "no Google token", {}) : error;
    }
  };
}

/** Whether there are no credentials or Google refuses them; else it can't be reached. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = "status" in error ? Number(error.status) : Number.NaN;
  return (status >= 400 && status < 500) || !("code" in error || "status" in error);
}
