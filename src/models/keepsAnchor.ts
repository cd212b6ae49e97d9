/**
 * Models that filled in as well when what was typed, over several lines, stood behind all the rest of the prompt: then
 * the server reads hardly anything again. A model gets here by an ablation with its own weights
 * (`npm run bench -- --ablation`); none has been measured yet.
 */
const measured: ReadonlySet<string> = new Set();

/** Whether a model may keep the place where typing began, instead of the line that is typed. */
export function keepsAnchor(model: string): boolean {
  return measured.has(model);
}
