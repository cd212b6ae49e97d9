import { accessSync, constants, statSync } from "node:fs";
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

function isMine(path: string, userId: number): boolean {
  if (statSync(path).uid === userId) return true;
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path and every folder above it: whoever may write one of them may put another file there. */
function upwards(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...upwards(parent)];
}

/** Who could have written a file. Windows keeps that in lists that Node does not read. */
function ownerOf(path: string): MachineFileOwner {
  const userId = process.getuid?.();
  if (userId === undefined) return "unknown";
  try {
    return upwards(path).some((each) => isMine(each, userId)) ? "you" : "administrator";
  } catch {
    return "you";
  }
}

/** Reads the policy file of the machine, and says whose it is. */
export function readMachinePolicy(path: string): FoundPolicyFile {
  const file = readSmallFile(path, largestPolicyFile);
  return { place: { kind: "machine", path, owner: ownerOf(path) }, file };
}
