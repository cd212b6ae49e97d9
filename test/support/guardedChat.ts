/** A chat whose earlier turns had files beside them, in a window whose path guard has judged none of them yet. */
import type { Conversation } from "../../src/chat/conversation.ts";
import { apply, emptyConversation } from "../../src/chat/conversation.ts";
import { coalesced } from "../../src/base/coalesced.ts";
import { lookUpVerdicts } from "../../src/chat/lookUpVerdicts.ts";
import { PathGuard } from "../../src/context/pathGuard.ts";
import { chatByHand } from "./chatByHand.ts";
import { attachment } from "./samples.ts";

/** A conversation in which every question had so many files beside it, each of its own. */
export function conversationWithFiles(turns: number, filesOfEach: number): Conversation {
  const time = "2026-01-01T00:00:00.000Z";
  let conversation = emptyConversation("c1");
  for (let turn = 0; turn < turns; turn += 1) {
    const files = Array.from({ length: filesOfEach }, (_, n) =>
      attachment(`${turn}/${n}.ts`, "const a = 1;"),
    );
    const id = `turn-${turn}`;
    const answer = { text: "So.", outcome: "done", provider: "ollama", model: "m" } as const;
    conversation = apply(conversation, {
      type: "asked",
      turn: id,
      question: "Why?",
      attachments: files,
      time,
    });
    conversation = apply(conversation, { type: "answered", turn: id, answer, time });
  }
  return conversation;
}

/** Opens it; `settle` resolves when the guard has said all it was asked. `never` is a rule of the user's. */
export function guardedChat(latest: Conversation, never: readonly string[] = []) {
  const guard = new PathGuard({
    rules: () => ({ never: [{ from: "your settings", rules: never }], deviceOnly: [] }),
    folders: () => ["file:///project"],
    foldsCase: false,
    files: { realUri: (uri) => Promise.resolve(uri), read: () => Promise.resolve({ kind: "missing" }) },
  });
  let judged = 0;
  let running = 0;
  const judge: PathGuard["judge"] = async (uri) => {
    judged += 1;
    running += 1;
    return guard.judge(uri).finally(() => (running -= 1));
  };
  const verdict = lookUpVerdicts({ judge, known: (uri) => guard.known(uri) });
  const chat = chatByHand({}, () => undefined, { latest, judge, verdict });
  let isDue = false;
  const frame = coalesced(
    (callback) => {
      isDue = true;
      setImmediate(() => {
        isDue = false;
        callback();
      });
      return { dispose: () => undefined };
    },
    () => {
      chat.session.refresh();
    },
  );
  guard.onDidChange(frame.call);
  return {
    ...{ ...chat, guard },
    judged: () => judged,
    settle: async (): Promise<void> => {
      while (running > 0 || isDue) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
