import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const ISSUER = "https://api.botframework.com";
export const CLIENT_ID = "11111111-1111-4111-8111-111111111111";

/** An issuer of tokens with a key of its own, on loopback. */
export interface FakeIssuer {
  readonly openIdMetadataUrl: string;
  /** `keyId` is k1, which is listed, unless told otherwise. */
  token(claims: Readonly<Record<string, unknown>>, keyId?: string): string;
  /** The same claims, signed by somebody else. */
  forged(claims: Readonly<Record<string, unknown>>): string;
  /** The same claims, by nobody. */
  unsigned(claims: Readonly<Record<string, unknown>>): string;
  /** The same claims, with the public key taken for a shared secret. */
  signedByItsKey(claims: Readonly<Record<string, unknown>>): string;
  close(): Promise<void>;
}

export async function fakeIssuer(): Promise<FakeIssuer> {
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...own.publicKey.export({ format: "jwk" }), kid: "k1", use: "sig", alg: "RS256" };
  const keys = JSON.stringify({ keys: [{ ...key, endorsements: ["msteams"] }] });
  let base = "";
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const isKeys = request.url?.endsWith("/keys") === true;
    response.end(
      isKeys
        ? keys
        : JSON.stringify({
            issuer: ISSUER,
            jwks_uri: `${base}/keys`,
            id_token_signing_alg_values_supported: ["RS256"],
          }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/.well-known`;
  const headOf = (alg: string, claims: object, kid = "k1") => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg, typ: "JWT", kid })}.${part(claims)}`;
  };
  const tokenBy = (claims: object, by: typeof own.privateKey, keyId?: string) => {
    const head = headOf("RS256", claims, keyId);
    return `${head}.${sign("RSA-SHA256", Buffer.from(head), by).toString("base64url")}`;
  };
  const shared = own.publicKey.export({ type: "spki", format: "pem" });
  return {
    openIdMetadataUrl: `${base}/openidconfiguration`,
    token: (claims, keyId) => tokenBy(claims, own.privateKey, keyId),
    forged: (claims) => tokenBy(claims, foreign.privateKey),
    unsigned: (claims) => `${headOf("none", claims)}.`,
    signedByItsKey(claims) {
      const head = headOf("HS256", claims);
      return `${head}.${createHmac("sha256", shared).update(head).digest("base64url")}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What Teams' own token says. */
export function genuineClaims(serviceUrl: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: ISSUER,
    aud: CLIENT_ID,
    serviceurl: serviceUrl,
    nbf: now - 60,
    iat: now - 60,
    exp: now + 3600,
  };
}
