import { homedir } from "node:os";
import * as vscode from "vscode";
import type { ProviderConfig } from "../settings/providerConfig.ts";

/** Says how to start a server that does not answer; Ollama is started, if the user agrees, in a terminal they can see, with its cloud off. */
export async function showStartHelp(provider: ProviderConfig | undefined): Promise<void> {
  if (provider?.id !== "ollama") {
    const name = provider?.label ?? "the server";
    void vscode.window.showInformationMessage(
      `Start ${name}${provider === undefined ? "" : ` so that it listens at ${provider.url}`}, then try again.`,
    );
    return;
  }
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(provider.url).hostname);
  if (!isHere) {
    void vscode.window.showInformationMessage(
      `Ollama does not answer at ${provider.url}. Start it on that machine, then try again.`,
    );
    return;
  }
  const start = "Start in Terminal";
  const answer = await vscode.window.showInformationMessage(
    `Ollama does not answer at ${provider.url}. Start it with "ollama serve". From here it starts with its own cloud features off (OLLAMA_NO_CLOUD=1).`,
    start,
  );
  if (answer !== start) return;
  const terminal = vscode.window.createTerminal({
    name: "Ollama",
    // Never the workspace's folder: it could hold an "ollama" of its own.
    cwd: homedir(),
    env: { OLLAMA_NO_CLOUD: "1" },
  });
  terminal.show();
  terminal.sendText("ollama serve");
}
