import { isIP } from "node:net";
import { type AddressKind, addressKind } from "./address-kind.ts";

/** A host that may be reached. */
export interface HostRule {
  /** A name in small letters, or an address. */
  readonly host: string;
  /** Whether all below the name may be, too. */
  readonly withSubdomains: boolean;
  /** The kinds of addresses that the name may stand for. */
  readonly kinds: readonly AddressKind[];
}

const EVERY_KIND: readonly AddressKind[] = ["public", "private", "local"];

/** A vendor's domain: whatever is below it, out in the world. */
export function vendorDomain(domain: string): HostRule {
  return { host: domain, withSubdomains: true, kinds: ["public"] };
}

/** A host that somebody has named, be it in a network of one's own; `*.example.com` with all below. */
export function namedHost(text: string): HostRule {
  const host = bareHost(text.replace(/^\*\./, ""));
  // Whoever writes an address means that very one.
  const kinds: readonly AddressKind[] = isIP(host) === 0 ? ["public", "private"] : EVERY_KIND;
  return { host, withSubdomains: text.startsWith("*."), kinds };
}

/** The host of an address with https://, `wss://` …; none for what is no such address. */
export function hostOfUrl(url: string | undefined): HostRule[] {
  const host = URL.parse(url ?? "")?.hostname ?? "";
  return host === "" ? [] : [namedHost(host)];
}

/** A name behind which a metadata service is. */
export function metadataHost(name: string): HostRule {
  return { host: name, withSubdomains: false, kinds: EVERY_KIND };
}

/** The kinds of addresses at which a host may be reached; none where it may not. */
export function kindsOf(host: string, rules: readonly HostRule[]): ReadonlySet<AddressKind> {
  const name = bareHost(host);
  const fitting = rules.filter(
    (rule) => name === rule.host || (rule.withSubdomains && name.endsWith(`.${rule.host}`)),
  );
  const kinds = fitting.flatMap((rule) => rule.kinds);
  if (isIP(name) === 0) return new Set(kinds);
  const own = addressKind(name);
  return new Set(kinds.includes(own) ? [own] : []);
}

/** In small letters, without a root's dot and the brackets of IPv6. */
function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\[|\]$/g, "");
}
