import type { CommandView } from "../protocol/messages.ts";
import { slashCommandOf, slashCommands, slashWord } from "../terms/slashCommands.ts";
import type { Prompts } from "./prompts.ts";
import type { PromptRead } from "./readPrompts.ts";

/** Whom the desk asks and tells. */
export type SlashDeskParts = {
  readonly prompts: Prompts;
  /** What fits the letters of a request of the view. */
  readonly onCommands: (request: number, items: readonly CommandView[]) => void;
};

const own: readonly CommandView[] = slashCommands.map(({ name, detail }) => ({ name, detail }));

/** Knows what can be called by a `/`: Drawbridge's own commands and the prompts of the workspace. */
export class SlashDesk {
  readonly #parts: SlashDeskParts;
  #listing: Promise<readonly CommandView[]> | undefined;
  #request = 0;

  constructor(parts: SlashDeskParts) {
    this.#parts = parts;
  }

  /** Tells the view what fits the letters behind a `/`. The files are listed anew when nothing is typed behind it yet. */
  async suggest(request: number, query: string): Promise<void> {
    this.#request = request;
    if (query === "") this.#listing = undefined;
    this.#listing ??= this.#parts.prompts.list();
    const all = [...own, ...(await this.#listing)];
    if (request === this.#request) this.#parts.onCommands(request, fitting(query, all));
  }

  /** The prompt of the workspace that a question calls. Drawbridge's own commands are none. */
  async prompt(question: string): Promise<PromptRead> {
    const name = slashWord(question)?.name;
    if (name === undefined || slashCommandOf(name) !== undefined) return { kind: "unknown" };
    return this.#parts.prompts.read(name);
  }
}

/** Those whose names begin with the letters, then those that hold them. */
function fitting(query: string, all: readonly CommandView[]): readonly CommandView[] {
  const letters = query.toLowerCase();
  const at = ({ name }: CommandView): number => name.toLowerCase().indexOf(letters);
  const found = all.filter((one) => at(one) !== -1);
  return [...found.filter((one) => at(one) === 0), ...found.filter((one) => at(one) > 0)];
}
