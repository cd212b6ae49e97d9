import { networkInterfaces } from "node:os";

/** Addresses of this machine's own interfaces, loopback included. */
export function ownAddresses(): readonly string[] {
  return interfaces().map(({ address }) => address);
}

/** Addresses of this machine under which other machines may reach it. */
export function networkAddresses(): readonly string[] {
  return interfaces()
    .filter(({ internal }) => !internal)
    .map(({ address }) => address);
}

function interfaces() {
  return Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
}
