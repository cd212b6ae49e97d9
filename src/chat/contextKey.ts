import type { ChatEditor } from "./chatPorts.ts";
import { chipId } from "./chatTurns.ts";

/** What is active in the editor, or why that is no context, as one text: another one means that something changed. */
export function contextKey({
  active,
  excluded,
}: Pick<ChatEditor, "active" | "excluded">): string | undefined {
  const now = active();
  return JSON.stringify(now === undefined ? excluded() : [chipId(now), now.text]);
}
