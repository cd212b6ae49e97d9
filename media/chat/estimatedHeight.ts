const lineHeight = 20;
const characterWidth = 7;
const margins = 48;
/** The authors of both, what was measured below, and the room between. */
const around = 112;

/** About how high a question and its answer are, in CSS pixels, in a view of this width: the room that they take until they are drawn. */
export function estimatedHeight(
  { question, answer }: { readonly question: string; readonly answer: { readonly text: string } },
  viewWidth: number,
): number {
  const perLine = Math.max(10, Math.floor((viewWidth - margins) / characterWidth));
  let lines = 0;
  for (const line of `${question}\n${answer.text}`.split("\n"))
    lines += line === "" ? 0.4 : Math.ceil(line.length / perLine);
  return Math.round(around + lines * lineHeight);
}
