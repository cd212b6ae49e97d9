import { homedir } from "node:os";
import * as vscode from "vscode";
import type { OllamaProgram } from "../setup/findOllama.ts";
import { isBuiltInHere } from "../setup/machineState.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";

/**
 * Says how to start a server that does not answer. Ollama is started, if the user agrees, in a terminal they can see, with
 * its cloud off: then the result is true.
 */
export async function showStartHelp(
  provider: ProviderConfig | undefined,
  program: OllamaProgram,
): Promise<boolean> {
  if (provider?.id !== "ollama") {
    const name = provider?.label ?? "the server";
    void vscode.window.showInformationMessage(
      `Start ${name}${provider === undefined ? "" : ` so that it listens at ${provider.url}`}, then try again.`,
    );
    return false;
  }
  if (!isBuiltInHere(provider)) {
    void vscode.window.showInformationMessage(
      `Ollama does not answer at ${provider.url}. Start it on that machine, then try again.`,
    );
    return false;
  }
  const start = "Start in Terminal";
  const answer = await vscode.window.showInformationMessage(
    `Ollama does not answer at ${provider.url}. Start it with "ollama serve". From here it starts with its own cloud features off (OLLAMA_NO_CLOUD=1).`,
    start,
  );
  if (answer !== start) return false;
  startOllama(provider, program);
  return true;
}

/** Starts Ollama in a terminal that the user sees, at the provider's address and with its own cloud features off. */
export function startOllama({ url }: ProviderConfig, program: OllamaProgram): void {
  const terminal = vscode.window.createTerminal({
    name: "Ollama",
    // Never the workspace's folder: it could hold an "ollama" of its own. As an address, because the editor takes a path
    // to be one of the machine that the window is connected to, and opens the terminal there.
    cwd: vscode.Uri.file(homedir()),
    // Where Drawbridge looks for it, and nowhere else.
    env: { OLLAMA_NO_CLOUD: "1", OLLAMA_HOST: url },
    // The very program that was found, without a shell between that could mean another one by its name.
    ...(program.kind === "found" && { shellPath: program.path, shellArgs: ["serve"] }),
  });
  terminal.show();
  if (program.kind !== "found") terminal.sendText("ollama serve");
}
