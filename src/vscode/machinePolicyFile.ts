import { statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import type { FoundPolicyFile, MachineFileOwner } from "../privacy/policyFiles.ts";
import { largestPolicyFile } from "../settings/policyFile.ts";
import { readSmallFile } from "./smallFile.ts";

const paths: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "/Library/Application Support/Drawbridge/policy.json",
  // Fixed, not %ProgramData%: no environment variable decides where the file is looked for.
  win32: "C:\\ProgramData\\Drawbridge\\policy.json",
};

/** Where the policy file of a machine stands. */
export function machinePolicyPath(platform: NodeJS.Platform): string {
  return paths[platform] ?? "/etc/drawbridge/policy.json";
}

/** Who runs this process, as the file system sees it. */
type SystemUser = { readonly id: number; readonly groups: readonly number[] };

function thisUser(): SystemUser | undefined {
  const id = process.getuid?.();
  return id === undefined ? undefined : { id, groups: process.getgroups?.() ?? [] };
}

const bits = { sticky: 0o1000, groupMayWrite: 0o020, anyoneMayWrite: 0o002 };

function couldWrite({ uid, gid, mode }: Stats, { id, groups }: SystemUser): boolean {
  const has = (bit: number): boolean => (mode & bit) !== 0;
  // In a sticky folder nobody replaces what is somebody else's.
  const isOpen = !has(bits.sticky);
  return (
    uid === id ||
    (isOpen && has(bits.anyoneMayWrite)) ||
    (isOpen && has(bits.groupMayWrite) && groups.includes(gid))
  );
}

/** The path and every folder above it: whoever may write one of them may put another file there. */
function upwards(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...upwards(parent)];
}

/** Who could have written a file, by ownership and mode bits. Windows keeps that in lists that Node does not read. */
function ownerOf(path: string, user: SystemUser | undefined): MachineFileOwner {
  if (user === undefined) return "unknown";
  try {
    return upwards(path).some((each) => couldWrite(statSync(each), user)) ? "you" : "administrator";
  } catch {
    return "you";
  }
}

/** Reads the policy file of the machine, and says whose it is: the administrator's only if the user could not write it. */
export function readMachinePolicy(path: string, user = thisUser()): FoundPolicyFile {
  const file = readSmallFile(path, largestPolicyFile);
  return { place: { kind: "machine", path, owner: ownerOf(path, user) }, file };
}
