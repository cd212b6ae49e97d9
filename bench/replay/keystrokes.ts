import type { Step } from "./scenario.ts";

/** The keys that typing a text takes: Enter brings the indentation of the next line along, as in every editor. */
export function keystrokes(text: string): readonly string[] {
  return text.match(/\n[ \t]*|[^]/gu) ?? [];
}

/** How many keys some steps take; placing the caret is not one. */
export function countKeystrokes(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    if (step.kind === "type") return sum + keystrokes(step.text).length;
    return step.kind === "backspace" ? sum + step.count : sum;
  }, 0);
}
