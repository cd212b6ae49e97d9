import type { ChatViewState } from "../../src/protocol/messages.ts";
import { saysNothingMore } from "../../src/terms/slashCommands.ts";
import { say } from "../../src/terms/words.ts";

/** Why a draft that is nothing but a command cannot be sent: it is about what is beside it, or was spoken of before. */
export function aboutNothing(draft: string, state: ChatViewState | undefined): string | undefined {
  if (!saysNothingMore(draft) || state === undefined || state.chips.length + state.turns.length > 0)
    return undefined;
  return say(
    "Nothing is beside this yet. Open a file, add context with @, or write behind it what it is about.",
  );
}
