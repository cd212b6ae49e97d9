import { isFence } from "../fence.ts";

/** The code of an answer that puts it in a fence, or what stands before a fence that it ends with. */
export function withoutFences(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex(isFence);
  if (first === -1) return text;
  const before = lines.slice(0, first);
  if (before.some((line) => line.trim() !== "")) return before.join("\n");
  const inside = lines.slice(first + 1);
  const end = inside.findIndex(isFence);
  return (end === -1 ? inside : inside.slice(0, end)).join("\n");
}
