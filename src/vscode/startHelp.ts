import { homedir } from "node:os";
import * as vscode from "vscode";
import type { OllamaProgram } from "../setup/findOllama.ts";
import { isBuiltInHere } from "../setup/machineState.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { say } from "../terms/words.ts";

/**
 * Says how to start a server that does not answer. Ollama is started, if the user agrees, in a terminal they can see, with
 * its cloud off: then the result is true.
 */
export async function showStartHelp(
  provider: ProviderConfig | undefined,
  program: OllamaProgram,
): Promise<boolean> {
  if (provider?.id !== "ollama") {
    const name = provider?.label ?? say("the server");
    void vscode.window.showInformationMessage(
      provider === undefined
        ? say("Start {0}, then try again.", name)
        : say("Start {0} so that it listens at {1}, then try again.", name, provider.url),
    );
    return false;
  }
  if (!isBuiltInHere(provider)) {
    void vscode.window.showInformationMessage(
      say("Ollama does not answer at {0}. Start it on that machine, then try again.", provider.url),
    );
    return false;
  }
  const start = say("Start in Terminal");
  const answer = await vscode.window.showInformationMessage(
    say(
      'Ollama does not answer at {0}. Start it with "ollama serve". From here it starts with its own cloud features off (OLLAMA_NO_CLOUD=1).',
      provider.url,
    ),
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
