const lineHeight = 20;
const characterWidth = 7;
const margins = 48;
/** Its author above, what was measured below. */
const around = 56;

/** About how high an answer is, in CSS pixels, in a view of this width: what it takes until it is drawn. */
export function estimatedHeight(text: string, viewWidth: number): number {
  const perLine = Math.max(10, Math.floor((viewWidth - margins) / characterWidth));
  let lines = 0;
  for (const line of text.split("\n")) lines += line === "" ? 0.4 : Math.ceil(line.length / perLine);
  return Math.round(around + lines * lineHeight);
}
