import * as vscode from "vscode";
import type { ProviderConfig } from "../settings/providerConfig.ts";

/** Says how to start a server; Ollama is started, if the user agrees, in a terminal they can see, with its cloud off. */
export async function showStartHelp(provider: ProviderConfig | undefined): Promise<void> {
  if (provider?.id !== "ollama") {
    const name = provider?.label ?? "the server";
    void vscode.window.showInformationMessage(
      `Start ${name}${provider === undefined ? "" : ` so that it listens at ${provider.url}`}, then try again.`,
    );
    return;
  }
  const start = "Start in Terminal";
  const answer = await vscode.window.showInformationMessage(
    `Ollama does not answer at ${provider.url}. Start it with "ollama serve"; a model comes with "ollama pull qwen2.5-coder:1.5b".`,
    start,
  );
  if (answer !== start) return;
  const terminal = vscode.window.createTerminal({ name: "Ollama", env: { OLLAMA_NO_CLOUD: "1" } });
  terminal.show();
  terminal.sendText("ollama serve");
}
