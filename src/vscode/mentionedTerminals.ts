import * as vscode from "vscode";
import { terminalAttachment } from "../chat/terminalAttachment.ts";
import type { LastCommand, Terminals } from "./followTerminals.ts";
import { isNamed } from "./isNamed.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";
import { say } from "../terms/words.ts";

/** The last command of each terminal, with what it wrote. Where no shell told of one, that is said instead. */
export function mentionedTerminals(terminals: Terminals): MentionSource {
  return (query) => {
    const wanted = query.trim().toLowerCase();
    const isWord = isNamed(wanted, "terminal", say("Terminal"));
    const last = terminals.last();
    const found = last.filter(({ command }) => isWord || command.toLowerCase().includes(wanted));
    if (found.length === 0 && isWord && wanted !== "") return Promise.resolve([nothingSeen()]);
    return Promise.resolve(found.map((run) => offerOf(run, terminals)));
  };
}

function offerOf(run: LastCommand, terminals: Terminals): Offer {
  return {
    ...{ kind: "terminal", key: run.id, label: run.command.split("\n")[0] ?? "" },
    detail: `${run.terminal} · ${endWords(run)}`,
    read: async () => terminalAttachment(await terminals.whole(run)),
  };
}

function endWords({ isRunning, exitCode }: LastCommand): string {
  if (isRunning) return say("still running");
  return exitCode === undefined ? say("ended") : say("exit code {0}", exitCode);
}

function nothingSeen(): Offer {
  return {
    ...{ kind: "terminal", key: "none", label: say("Terminal"), detail: say("No command was seen") },
    read: () => Promise.resolve({ attachments: [], leftOut: whyNothing() }),
  };
}

/** Why no command of a terminal is known, and what to do. */
function whyNothing(): string {
  const { terminals } = vscode.window;
  if (terminals.length === 0) return say("No terminal is open. Open one and run a command in it.");
  return terminals.some(({ shellIntegration }) => shellIntegration !== undefined)
    ? say("No command was run in a terminal since Drawbridge started. Run one.")
    : say(
        "The shell does not tell the editor what it runs: shell integration is not active in any terminal. Select the output, copy it and paste it here.",
      );
}
