/**
 * Completion as anybody would write it first: what stands around the caret goes to the model, a while after the last key,
 * and the request before is given up. Every figure of the replay is also told as a ratio to this one's.
 */
import * as vscode from "vscode";

const charactersBefore = 1500;
const charactersAfter = 500;
const debounceMs = 300;
const mostTokens = 64;

let running = new AbortController();

async function complete(
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.InlineCompletionItem[]> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  await new Promise((resolve) => setTimeout(resolve, debounceMs));
  if (token.isCancellationRequested || signal.aborted) return [];
  const caret = document.offsetAt(position);
  const text = document.getText();
  const before = text.slice(Math.max(0, caret - charactersBefore), caret);
  const answer = await ask(before, text.slice(caret, caret + charactersAfter), signal);
  return answer === "" ? [] : [new vscode.InlineCompletionItem(answer, new vscode.Range(position, position))];
}

async function ask(prompt: string, suffix: string, signal: AbortSignal): Promise<string> {
  const settings = vscode.workspace.getConfiguration("replayBaseline");
  const response = await fetch(new URL("/api/generate", settings.get<string>("url")), {
    method: "POST",
    signal,
    body: JSON.stringify({
      model: settings.get<string>("model"),
      prompt,
      ...(settings.get<boolean>("fillsIn") === true ? { suffix } : { raw: true }),
      stream: false,
      options: { num_predict: mostTokens, temperature: 0, stop: ["\n\n"] },
    }),
  });
  if (!response.ok) return "";
  const { response: text = "" } = (await response.json()) as { response?: string };
  return text;
}

/** Registers it for files. */
export function activate(context: vscode.ExtensionContext): void {
  const provider: vscode.InlineCompletionItemProvider = {
    provideInlineCompletionItems: (document, position, _context, token) =>
      complete(document, position, token).catch(() => []),
  };
  context.subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider({ scheme: "file" }, provider),
  );
}
