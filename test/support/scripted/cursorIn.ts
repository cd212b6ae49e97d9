/** The text around the cursor, as a prompt tells it. */
export type AtCursor = { readonly before: string; readonly behind: string };

const infill = /<\|fim_prefix\|>(?<prefix>.*)<\|fim_suffix\|>(?<behind>.*)<\|fim_middle\|>(?<typed>.*)$/su;

/** What a completion prompt says about the cursor's surroundings: Qwen's infill tokens, or a text to continue plainly. */
export function cursorIn(prompt: string): AtCursor {
  const { prefix = "", behind = "", typed = "" } = infill.exec(prompt)?.groups ?? { prefix: prompt };
  return { before: prefix + typed, behind };
}
