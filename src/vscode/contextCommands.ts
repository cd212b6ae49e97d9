import * as vscode from "vscode";
import type { MentionDesk } from "../chat/mentionDesk.ts";
import type { Terminals } from "./followTerminals.ts";
import { selectedLines } from "./mentionedSelection.ts";
import { say } from "../terms/words.ts";

/** What a menu of the explorer's or an editor's stands on: all that is selected there, else what was clicked. */
function pointedAt(clicked: unknown, selected: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const uris = all.flatMap((one) => (one instanceof vscode.Uri ? [one] : []));
  const open = vscode.window.activeTextEditor?.document.uri;
  return (uris.length > 0 || open === undefined ? uris : [open]).map((uri) => uri.toString());
}

/** The terminal whose menu was opened, else the one that a person used last. */
function terminalOf(clicked: unknown): vscode.Terminal | undefined {
  const named = vscode.window.terminals.find((terminal) => terminal === clicked);
  return named ?? vscode.window.activeTerminal;
}

type Desk = Pick<MentionDesk, "readAt" | "readEvery">;

/** What the commands about context use of the window's own. */
export type ContextCommandParts = {
  readonly chat: { readonly load: () => Promise<{ readonly session: { readonly mentioning: Desk } }> };
  readonly terminals: Pick<Terminals, "last">;
};

/** The commands that put something beside the next question, which bring the chat to the front. */
export function contextCommands({ chat, terminals }: ContextCommandParts, openChat: () => Promise<void>) {
  const desk = async (): Promise<Desk> => {
    await openChat();
    return (await chat.load()).session.mentioning;
  };
  return {
    "drawbridge.addToChat": async (clicked: unknown, selected: unknown) => {
      const lines = selectedLines();
      const isInEditor = selected === undefined && (clicked === undefined || isSame(clicked, lines?.uri));
      const mentioning = await desk();
      if (lines === undefined || !isInEditor) {
        await mentioning.readAt(pointedAt(clicked, selected));
        return;
      }
      await mentioning.readEvery("selection", { nothing: say("Nothing is selected any more.") });
    },
    "drawbridge.addTerminalToChat": async (clicked: unknown) => {
      const [last] = terminals.last(terminalOf(clicked));
      if (last === undefined) {
        void vscode.window.showInformationMessage(
          say(
            "No command of this terminal is known. Run one; where the shell tells the editor nothing, select its output, copy it and paste it into the chat.",
          ),
        );
        return;
      }
      const mentioning = await desk();
      await mentioning.readEvery("terminal", {
        isMeant: (id) => id === `terminal:${last.id}`,
        nothing: say("The command of this terminal is not known any more."),
      });
    },
  };
}

function isSame(clicked: unknown, uri: vscode.Uri | undefined): boolean {
  return clicked instanceof vscode.Uri && clicked.toString() === uri?.toString();
}
