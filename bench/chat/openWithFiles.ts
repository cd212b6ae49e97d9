import { conversationWithFiles, guardedChat } from "../../test/support/guardedChat.ts";

const turns = 200;
const filesOfEach = 5;

/** What it takes until the files of a conversation are judged and shown, and what the guard is asked meanwhile. */
export type FilesOpened = {
  readonly tookMs: number;
  /** Questions to the guard for each file. */
  readonly judgedPerFile: number;
};

/** Opens a conversation of 200 turns with 5 files each, in a window that has judged none of them. */
export async function openWithFiles(): Promise<FilesOpened> {
  const chat = guardedChat(conversationWithFiles(turns, filesOfEach));
  const started = performance.now();
  await chat.session.restore();
  await chat.settle();
  const tookMs = performance.now() - started;
  return { tookMs, judgedPerFile: chat.judged() / (turns * filesOfEach) };
}
