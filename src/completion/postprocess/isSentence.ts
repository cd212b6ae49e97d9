import { isInText, type Vicinity } from "../vicinity.ts";

/** How a model begins to talk about code, in the words they all use. */
const openings =
  /^(?:(?:here(?:'s| is| are)|sure|certainly|of course|okay|sorry|note that|to (?:complete|fix|implement|solve)|in (?:this|the) (?:code|example|case)|this (?:code|function|method|class|line|snippet|implementation|will|is)|the (?:code|function|method|above|following|given|provided|missing|completed?|rest|user)|you (?:can|need|should|could|may)|i (?:will|would|can|am|have|think|need)|i'm|i'll|let me|let's|as an ai|it (?:looks|seems|appears)|we (?:can|need|should))\b)/i;
const inCode = /[(){}[\];=<>_\\/]|\w\.\w|::|->/;

/** Whether a text, at a place for code, begins with a sentence: words only, and as a model begins one. */
export function isSentence(text: string, vicinity: Vicinity): boolean {
  const { dialect, linePrefix } = vicinity;
  if (dialect.isProse || isInText(vicinity) || /(?:^|\s)(?:\/\/|#|--|\*)/.test(linePrefix)) return false;
  const line = text.trim().split("\n")[0] ?? "";
  const words = line.split(/\s+/).filter((word) => /^[\p{L}\p{N}'’,.:;!?"`-]+$/u.test(word));
  if (words.length < 3 || !openings.test(line)) return false;
  return !inCode.test(line.replace(/`[^`]*`/g, "")) && words.length >= line.split(/\s+/).length - 1;
}
