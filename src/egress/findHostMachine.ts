import { existsSync, readFileSync } from "node:fs";
import type { HostMachine } from "../destinations/evidence.ts";
import { hostMachine } from "../destinations/hostMachine.ts";

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/**
 * Looks once whether this process runs in a container or a subsystem of another machine. `remoteName`: the kind of the
 * window's remote connection, when this process is its far end. Only Linux has the files that tell.
 */
export function findHostMachine(remoteName: string | undefined): HostMachine | undefined {
  return hostMachine({
    routes: textOf("/proc/net/route"),
    interfaces: textOf("/proc/net/dev"),
    kernel: textOf("/proc/sys/kernel/osrelease"),
    containerMark: existsSync("/.dockerenv") || existsSync("/run/.containerenv"),
    ...(remoteName !== undefined && { remoteName }),
  });
}
