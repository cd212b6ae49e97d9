import type { ChatStore } from "./chatStore.ts";
import { findCode } from "./findCode.ts";
import { keyboardPlace } from "./keyboardPlace.ts";
import { transcriptLog } from "./transcriptLog.ts";
import { say } from "../../src/terms/words.ts";

/** What a screen reader is told when a command does something with code. */
const sentences = {
  copyCode: {
    done: say("The code was copied."),
    nothing: say("There is no code to copy."),
  },
  applyCode: {
    done: say("The code is being applied."),
    nothing: say("There is no code to apply."),
  },
} as const;

/** Does something with the code block that has the keyboard, else the last one, and says so; the page keeps the keyboard where it is. */
export async function actOnCode(store: ChatStore, action: keyof typeof sentences): Promise<void> {
  const { done, nothing } = sentences[action];
  const log = await transcriptLog();
  const block = focusedCode() ?? (log && (await lastCode(log, store)));
  if (!block) {
    store.say(nothing);
    return;
  }
  const found = block.querySelector<HTMLElement>(action === "copyCode" ? ".copy-code" : ".apply-code");
  const isReady = found !== null && found.ariaDisabled !== "true";
  if (isReady) found.click();
  store.say(isReady ? done : say("The code is still being written."));
}

function focusedCode(): Element | null | undefined {
  return keyboardPlace()?.closest("figure.code");
}

async function lastCode(log: HTMLElement, store: ChatStore): Promise<Element | null | undefined> {
  const code = await findCode(log, store.state.value?.turns ?? [], (stops) => stops.at(-1));
  return code?.closest("figure.code");
}
