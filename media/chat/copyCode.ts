import type { ChatStore } from "./chatStore.ts";
import { findCode } from "./findCode.ts";
import { keyboardPlace } from "./keyboardPlace.ts";
import { transcriptLog } from "./transcriptLog.ts";
import { say } from "../../src/terms/words.ts";

/** Copies the code block that has the keyboard, else the last one, and says so; the keyboard stays where it is. */
export async function copyCode(store: ChatStore): Promise<void> {
  const log = await transcriptLog();
  const block = focusedCode() ?? (log && (await lastCode(log, store)));
  if (!block) {
    store.say(say("There is no code to copy."));
    return;
  }
  const button = block.querySelector<HTMLElement>(".copy-code");
  button?.click();
  store.say(button === null ? say("The code is still being written.") : say("The code was copied."));
}

function focusedCode(): Element | null | undefined {
  return keyboardPlace()?.closest("figure.code");
}

async function lastCode(log: HTMLElement, store: ChatStore): Promise<Element | null | undefined> {
  const code = await findCode(log, store.state.value?.turns ?? [], (stops) => stops.at(-1));
  return code?.closest("figure.code");
}
