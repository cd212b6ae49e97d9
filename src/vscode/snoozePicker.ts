import * as vscode from "vscode";
import { snoozeWords, type Snooze } from "../completion/snooze.ts";
import { say } from "../terms/words.ts";

type Row = vscode.QuickPickItem & { readonly minutes: number };

const rows: readonly Row[] = [
  { label: say("$(clock) 5 minutes"), minutes: 5 },
  { label: say("$(clock) 15 minutes"), minutes: 15 },
  { label: say("$(clock) 1 hour"), minutes: 60 },
  { label: say("$(window) Until this window is reloaded"), minutes: Number.POSITIVE_INFINITY },
];

/** Lets a person quieten completion for a while, or have it back. Quiet is for this window, and means no requests. */
export async function pickSnooze(snooze: Snooze): Promise<void> {
  const now = snooze.current();
  const resume: Row[] =
    now === undefined
      ? []
      : [
          {
            label: `$(debug-continue) ${say("Resume")}`,
            detail: say("Now {0}", snoozeWords(now.untilMs)),
            minutes: 0,
          },
        ];
  const title = say("How long shall completion be quiet in this window?");
  const picked = await vscode.window.showQuickPick([...resume, ...rows], { title });
  if (picked === undefined) return;
  if (picked.minutes === 0) snooze.end();
  else snooze.start(picked.minutes);
}
