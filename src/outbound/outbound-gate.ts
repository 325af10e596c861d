import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction, Socket, type TcpSocketConnectOpts } from "node:net";
import { type AddressKind, addressKind } from "./address-kind.ts";
import { type HostRule, kindsOf } from "./host-rules.ts";

/** A connection that isn't made. */
class OutboundError extends Error {
  override name = "OutboundError";
  readonly code = "ERR_OUTBOUND_REFUSED";
}

type Looked = (
  error: NodeJS.ErrnoException | null,
  found: string | LookupAddress[],
  family?: number,
) => void;

/**
 * Lets this process connect to the hosts of the rules alone, at addresses of the kinds that they allow. It stands
 * where all connections of Node begin, so that it holds for every library, and looks at the very address that is then
 * connected to. Returns what takes it away again.
 * @param onRefused told of each host that is refused for the first time, in a sentence
 */
export function guardOutbound(
  rules: readonly HostRule[],
  onRefused: (text: string) => void,
): () => void {
  const connect = Socket.prototype.connect;
  const told = new Set<string>();
  const refusal = (host: string, reason: string): OutboundError => {
    const text = `${host} ${reason} Name it under outbound.hosts in tally.yaml if it should be.`;
    if (!told.has(host)) onRefused(text);
    told.add(host);
    return new OutboundError(text);
  };
  const guarded = function (this: Socket, ...given: readonly unknown[]): Socket {
    const options = optionsOf(given);
    if (options === null) return Reflect.apply(connect, this, given);
    const { host = "localhost", lookup = systemLookup as LookupFunction } = options;
    const kinds = kindsOf(host, rules);
    if (kinds.size === 0) {
      const error = refusal(host, "isn't among the hosts that Tally may connect to.");
      // Whoever connects listens for errors from the next moment on.
      process.nextTick(() => this.destroy(error));
      return this;
    }
    const checked = { ...options, lookup: lookupWithin(kinds, lookup, refusal) };
    return Reflect.apply(connect, this, withOptions(given, checked));
  };
  Socket.prototype.connect = guarded as typeof connect;
  return () => {
    Socket.prototype.connect = connect;
  };
}

/** Gives only the addresses of some kinds; where there are others only, fails. */
function lookupWithin(
  kinds: ReadonlySet<AddressKind>,
  lookup: LookupFunction,
  refusal: (host: string, reason: string) => OutboundError,
): LookupFunction {
  return (host, options: LookupOptions, callback: Looked) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const all = addressesOf(found);
      const fitting = all.filter(({ address }) => kinds.has(addressKind(address)));
      const [first] = fitting;
      if (first === undefined) return callback(refusal(host, `leads to ${listed(all)}.`), []);
      if (options.all === true) callback(null, fitting);
      else callback(null, first.address, first.family);
    });
  };
}

/** Not every lookup gives all addresses when it is asked to. */
function addressesOf(found: string | LookupAddress[]): LookupAddress[] {
  return typeof found === "string" ? [{ address: found, family: isIP(found) }] : found;
}

function listed(addresses: readonly LookupAddress[]): string {
  const list = addresses.map(({ address }) => address).join(", ");
  return list === "" ? "no address" : `${list}, which isn't out in the world`;
}

/** What `connect` was called with, in any of its forms; null for a connection within this machine by a path. */
function optionsOf(given: readonly unknown[]): TcpSocketConnectOpts | null {
  const [first, second] = given;
  if (Array.isArray(first)) return optionsOf(first);
  if (typeof first === "object" && first !== null) {
    // An empty path is none to Node either.
    const isLocal = "path" in first && typeof first.path === "string" && first.path !== "";
    return isLocal ? null : (first as TcpSocketConnectOpts);
  }
  const port = typeof first === "string" && !/^\d+$/.test(first) ? Number.NaN : Number(first);
  if (Number.isNaN(port)) return null;
  return { port, ...(typeof second === "string" ? { host: second } : {}) };
}

/** The same call with other options. */
function withOptions(given: readonly unknown[], options: TcpSocketConnectOpts): readonly unknown[] {
  const [first] = given;
  if (Array.isArray(first)) {
    // Node's own list of arguments, which carries a mark.
    first[0] = options;
    return given;
  }
  return [options, ...given.filter((one) => typeof one === "function")];
}
