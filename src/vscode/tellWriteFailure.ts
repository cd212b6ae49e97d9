import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import { say } from "../terms/words.ts";

/** Tells once per window that a conversation could not be written; the log has every time. */
export function tellWriteFailure(log: Logger): (error: unknown) => void {
  let isTold = false;
  return (error) => {
    log.error("A conversation could not be written", error);
    if (isTold) return;
    isTold = true;
    void vscode.window.showErrorMessage(
      say(
        "This conversation could not be saved. Is the disk full? Make room before you close the window: the next message saves it all.",
      ),
    );
  };
}
