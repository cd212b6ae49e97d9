import type { Step } from "./scenario.ts";

/** The document after some steps, when nothing is accepted; throws for steps that cannot be done. */
export function documentAfter(start: string, steps: readonly Step[]): string {
  let [text, caret] = [start, 0];
  for (const step of steps) {
    switch (step.kind) {
      case "type":
        text = text.slice(0, caret) + step.text + text.slice(caret);
        caret += step.text.length;
        break;
      case "backspace":
        if (step.count > caret) throw new Error("There is nothing left to delete.");
        text = text.slice(0, caret - step.count) + text.slice(caret);
        caret -= step.count;
        break;
      case "moveTo":
        caret = placeAfter(text, step.after);
        break;
      case "pause":
        break;
    }
  }
  return text;
}

function placeAfter(text: string, part: string): number {
  const at = text.indexOf(part);
  if (at < 0 || text.includes(part, at + 1)) throw new Error(`"${part}" is not there exactly once.`);
  return at + part.length;
}
