import type { Locator } from "playwright-core";

/** What a step observed. Never empty, never what was only expected. */
export type Measured = Readonly<Record<string, string | number | readonly string[]>>;

/** One step of an act; it throws, saying what did not hold. */
export type Step<Stage> = { readonly name: string; readonly run: (stage: Stage) => Promise<Measured> };

/** What became of a step. */
export type Outcome = { readonly name: string; readonly ok: boolean; readonly measured: Measured };

/** Ends the step, saying `what` is wrong, unless the condition is true. */
export function hold(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Looks again until there is something, at most 30 s; then the step ends with `otherwise`. */
export async function until<T>(look: () => Promise<T | undefined>, otherwise: string): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(otherwise);
}

/** What is drawn there, without the space around it. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.innerText()).trim();
}
