import type { ToHost } from "../../src/protocol/messages.ts";
import { slashWord } from "../../src/terms/slashCommands.ts";

/** The command that a draft calls, when that is written out and a blank behind it; each is told once. */
export class CalledCommand {
  readonly #post: (message: ToHost) => void;
  #called: string | undefined;

  constructor(post: (message: ToHost) => void) {
    this.#post = post;
  }

  /** The draft is this now. */
  follow(draft: string): void {
    const name = /^\s*\S+\s/.test(draft) ? slashWord(draft)?.name : undefined;
    if (name !== undefined && name !== this.#called) this.#post({ type: "callCommand", name });
    this.#called = name;
  }
}
