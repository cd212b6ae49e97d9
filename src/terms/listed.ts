import { nameOf } from "../base/nameOf.ts";
import { say } from "./words.ts";

/** Most files and names that one sentence lists. */
export const mostListed = 3;

/** `a.ts, b.ts, c.ts and 4 more`, from paths. */
export function listed(paths: readonly string[]): string {
  const named = paths.slice(0, mostListed).map(nameOf);
  const more = paths.length - named.length;
  return more > 0 ? say("{0} and {1} more", named.join(", "), more) : named.join(", ");
}
