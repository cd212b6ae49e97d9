import { execFileSync } from "node:child_process";

/** Runs git in a folder, as a made-up person, and gives what it prints; throws where git fails. */
export function gitIn(folder: string): (...args: readonly string[]) => string {
  const who = ["-c", "user.name=A Person", "-c", "user.email=person@example.com"];
  return (...args) => execFileSync("git", ["-C", folder, ...who, ...args], { encoding: "utf8" });
}
