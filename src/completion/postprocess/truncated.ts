import { openScope } from "../scope.ts";
import type { Vicinity } from "../vicinity.ts";

/** A text up to where what was begun at the position ends. */
export function truncated(text: string, vicinity: Vicinity, mostLines: number): string {
  const scope = openScope(vicinity, mostLines);
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (!scope.add(line)) break;
    lines.push(line);
  }
  return lines.join("\n");
}
