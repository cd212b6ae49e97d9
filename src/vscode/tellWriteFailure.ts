import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { OnWriteFailure } from "../chat/fileConversationStore.ts";
import { say } from "../terms/words.ts";

/** Tells that a conversation could not be written, once until it can be again; the log has every time. */
export function tellWriteFailure(log: Pick<Logger, "error">): OnWriteFailure {
  return (error, { isNews }) => {
    log.error("A conversation could not be written", error);
    if (!isNews) return;
    void vscode.window.showErrorMessage(
      say(
        "This conversation could not be saved. Is the disk full? Make room before you close the window: the next message saves it all.",
      ),
    );
  };
}
