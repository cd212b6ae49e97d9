import assert from "node:assert/strict";
import { addressClass, plainAddress, type AddressClass } from "../../../src/destinations/addressClass.ts";

describe("destinations/addressClass", () => {
  function check(expected: AddressClass, ...addresses: readonly string[]): void {
    for (const address of addresses)
      it(`${address} is ${expected}`, () => {
        assert.equal(addressClass(address), expected);
      });
  }

  check(
    "loopback",
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "[::1]",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::1%lo",
  );
  check(
    "lan",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.20",
    "169.254.1.1",
    "fe80::1%eth0",
    "fc00::1",
  );
  check("lan", "fd12:3456::1", "::ffff:192.168.1.20");
  check("carrier", "100.64.0.1", "100.127.255.255");
  check("public", "8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111");
  // Metadata services, whatever way they are written.
  check("special", "169.254.169.254", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "100.100.100.200");
  check("special", "fd00:ec2::254", "FD00:0EC2:0:0:0:0:0:254");
  check(
    "special",
    "0.0.0.0",
    "0.1.2.3",
    "::",
    "255.255.255.255",
    "224.0.0.251",
    "239.1.1.1",
    "ff02::1",
    "240.0.0.1",
  );
  // Ranges that carry IPv4 inside IPv6, and so could hide any address.
  check("special", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "::ffff:0:127.0.0.1");
  check("special", "192.0.0.192", "198.18.0.1", "203.0.113.10", "2001:db8::1", "fec0::1");
  check("special", "::127.0.0.1", "::7f00:1", "::8.8.8.8");
  // What is no address is never dialled: notations that other parsers take for loopback are not even read.
  check(
    "special",
    "",
    "localhost",
    "127.1",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "2130706433",
    "127.0.0.1.",
    "127.0.0.1:80",
  );
  check("special", "127.0.0.256", "1.2.3", "[127.0.0.1", "１２７.0.0.1", "127.0.0.1 ");

  it("takes off what stands around an address", () => {
    const plain = ["[fe80::1%eth0]", "::FFFF:192.168.1.20", "[::1]", "10.0.0.1", "box"].map(plainAddress);
    assert.deepEqual(plain, ["fe80::1", "192.168.1.20", "::1", "10.0.0.1", undefined]);
  });
});
