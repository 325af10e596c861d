import { BlockList, isIP } from "node:net";

/**
 * Where an address leads: into the world; to this machine or its own networks; to what stands beside it, such as a
 * cloud's metadata service, or to nobody in particular.
 */
export type AddressKind = "public" | "private" | "local";

const PRIVATE = [
  "127.0.0.0/8",
  "0.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "192.0.0.0/24",
  "198.18.0.0/15",
  "::/96",
  "fc00::/7",
  "fec0::/10",
];
/** Two of the clouds have such services at addresses that look like any other. */
const LOCAL = [
  ...["169.254.0.0/16", "168.63.129.16/32", "192.0.0.192/32", "224.0.0.0/3"],
  ...["fe80::/10", "ff00::/8", "fd00:ec2::/32"],
];
/** Networks of IPv6 behind which others are, in an order of their own; nobody in the world is reached by them alone. */
const HIDING = ["64:ff9b:1::/48", "::ffff:0:0:0/96", "2001::/32"];
/** Behind these IPv6 addresses IPv4 ones are reached, by translation and by tunnels: where they stand within. */
const CARRIERS = [
  { of: (address: string) => `64:ff9b::${address}`, bits: 96 },
  { of: (address: string) => `2002:${address}::`, bits: 16 },
] as const;

const privateAddresses = listOf([...PRIVATE, ...HIDING]);
const localAddresses = listOf(LOCAL);
const carriedPrivate = carriedListOf(PRIVATE);
const carriedLocal = carriedListOf(LOCAL);

/** What kind of address it is, of IPv4 or IPv6, also of an IPv4 one that is written as IPv6. */
export function addressKind(address: string): AddressKind {
  // A zone names an interface of this machine.
  const [bare = ""] = address.split("%");
  const family = isIP(bare) === 6 ? "ipv6" : "ipv4";
  const isIn = (lists: readonly BlockList[]) => lists.some((list) => list.check(bare, family));
  if (isIn([localAddresses, carriedLocal])) return "local";
  return isIn([privateAddresses, carriedPrivate]) ? "private" : "public";
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

function carriedListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    if (isIP(address) !== 4) continue;
    for (const carrier of CARRIERS) {
      list.addSubnet(carrier.of(hexadecimal(address)), carrier.bits + Number(bits), "ipv6");
    }
  }
  return list;
}

/** `a00:1` of 10.0.0.1 */
function hexadecimal(address: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
