import { totalmem } from "node:os";
import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { plainLine } from "../base/plainLine.ts";
import { shownName } from "../base/shownName.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { FetchPort } from "../setup/fetchModel.ts";
import { pullChoices } from "../setup/pullChoices.ts";
import { paceWords, percentOf, type Question } from "../setup/pullWords.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import { isModelName } from "../terms/modelName.ts";
import { say } from "../terms/words.ts";

/** Asks in the editor's modal dialog: nothing but a person can answer it. */
export async function askModal({ title, detail, button }: Question): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(plainLine(title), { modal: true, detail }, button);
  return answer === button;
}

/** How a person takes part in a pull: modal dialogs, and a notification with progress that can be cancelled. */
export const pullPerson: FetchPort = {
  ask: askModal,
  follow: (title, work) =>
    withCancel(title, (progress, signal) => {
      let shown = 0;
      return work((pace) => {
        const percent = percentOf(pace);
        progress.report({ message: paceWords(pace), increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      }, signal);
    }),
};

/** A notification with progress; `signal` aborts when the person cancels. */
async function withCancel<T>(
  title: string,
  work: (progress: Progress, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      const listening = token.onCancellationRequested(() => {
        stop.abort();
      });
      try {
        return await work(progress, stop.signal);
      } finally {
        listening.dispose();
      }
    },
  );
}

type Progress = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** Waits for a model to load, which takes minutes from a slow disk: tells how long it takes, and can be cancelled. */
export function followLoad<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withCancel(title, async (progress, signal) => {
    let seconds = 0;
    const ticking = setInterval(() => {
      seconds += 1;
      progress.report({ message: `${seconds} s` });
    }, 1_000);
    try {
      return await work(signal);
    } finally {
      clearInterval(ticking);
    }
  });
}

type Row = vscode.QuickPickItem & { readonly model: string | undefined };

/** Lets the user choose what to fetch: a recommended model, or any name. */
export async function chooseModelToPull(
  provider: ProviderConfig,
  server: KnownServer,
  isHere: boolean,
): Promise<string | undefined> {
  const choices = pullChoices(server, isHere ? totalmem() : undefined);
  const rows: readonly Row[] = [
    {
      label: say("$(edit) Another model…"),
      detail: say("Any name of Ollama's library or another registry"),
      model: undefined,
    },
    ...choices.map(({ model, description, detail }) => ({ label: model, description, detail, model })),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: say("Pull which model with {0}?", shownName(provider.label)),
    matchOnDetail: true,
  });
  if (picked === undefined) return undefined;
  return picked.model ?? inputModelName();
}

async function inputModelName(): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: say("Name of the model"),
    prompt: say("As its registry calls it: qwen2.5-coder:7b, someone/model:tag, hf.co/someone/model:Q4_K_M"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || isModelName(text.trim())
        ? undefined
        : say("That is no name of a model: [[host/]namespace/]model[:tag], without https:// and blanks."),
  });
  return name === undefined || name.trim() === "" ? undefined : name.trim();
}
