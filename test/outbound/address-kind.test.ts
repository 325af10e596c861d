import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressKind } from "#src/outbound/address-kind";

describe("an address", () => {
  test.each([
    ["8.8.8.8", "public"],
    ["2606:4700::1111", "public"],
    ["172.32.0.1", "public"],
    ["64:ff9b::808:808", "public"],
    ["127.0.0.1", "private"],
    ["127.255.0.9", "private"],
    ["0.0.0.0", "private"],
    ["10.1.2.3", "private"],
    ["172.16.0.1", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "private"],
    ["::1", "private"],
    ["::", "private"],
    ["fd12::1", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["::ffff:7f00:1", "private"],
    ["64:ff9b::10.0.0.1", "private"],
    ["2002:a00:1::", "private"],
    ["::127.0.0.1", "private"],
    ["::ffff:0:127.0.0.1", "private"],
    ["64:ff9b:1::a9fe:a9fe", "private"],
    ["2001:0:a9fe:a9fe::1", "private"],
    ["2001:4860:4860::8888", "public"],
    ["192.0.0.1", "private"],
    ["168.63.129.16", "local"],
    ["192.0.0.192", "local"],
    ["::ffff:168.63.129.16", "local"],
    ["169.254.169.254", "local"],
    ["169.254.170.2", "local"],
    ["::ffff:169.254.169.254", "local"],
    ["64:ff9b::a9fe:a9fe", "local"],
    ["2002:a9fe:a9fe::1", "local"],
    ["fd00:ec2::254", "local"],
    ["fe80::1%eth0", "local"],
    ["224.0.0.1", "local"],
    ["255.255.255.255", "local"],
    ["ff02::1", "local"],
  ] as const)("%s is %s", (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  test("is of the same kind however IPv4 is written as IPv6", () =>
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(addressKind(`::ffff:${address}`)).toBe(addressKind(address));
        expect(addressKind(`64:ff9b::${address}`)).toBe(addressKind(address));
      }),
    ));
});
