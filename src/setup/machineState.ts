import { isLoopbackHost } from "../destinations/locate.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { Outlook } from "../sending/send.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { OllamaProgram } from "./findOllama.ts";

/** How far a start that a person asked for has come: `late` once it was looked for long enough. */
export type Starting = "no" | "waiting" | "late";

/** A model to offer to somebody who has none. */
export type SuggestedModel = {
  readonly name: string;
  /** Size of the download, in bytes. */
  readonly bytes: number;
  /** What it is good for, as a few words. */
  readonly goodFor: string;
  /** Whether the memory of the server's machine is known and enough for it. */
  readonly fits: boolean;
};

/** What the state of a machine is told from. */
export type MachineFacts = {
  /** Where the next question would go. */
  readonly outlook: Outlook;
  readonly known: (provider: ProviderConfig) => KnownServer;
  readonly program: OllamaProgram;
  readonly starting: Starting;
  /** The model that suits the machine, where there is one. */
  readonly suggested?: SuggestedModel;
};

/** What a machine lacks before a question can be answered there. */
export type MachineState =
  | { readonly kind: "notFound" }
  | { readonly kind: "stopped"; readonly service: boolean }
  | { readonly kind: "starting"; readonly late: boolean }
  | { readonly kind: "noModel"; readonly version?: string; readonly suggested: SuggestedModel };

/**
 * What the machine lacks, where that is known better than "it does not answer": only of the built-in Ollama, which is sure
 * to be Ollama. `undefined` when nothing is missing, when something else is in the way, and while nobody has looked.
 */
export function machineState({
  outlook,
  known,
  program,
  starting,
  suggested,
}: MachineFacts): MachineState | undefined {
  if (outlook.ok) return undefined;
  const failure = outlook.error;
  if (failure.kind === "serverDown") {
    const { provider, reason } = failure;
    return reason === "unreachable" && isBuiltInHere(provider) ? downState(program, starting) : undefined;
  }
  if (failure.kind !== "noModel" || failure.provider.id !== "ollama" || suggested === undefined)
    return undefined;
  const server = known(failure.provider);
  const version = server.kind === "up" ? server.version : undefined;
  return { kind: "noModel", suggested, ...(version !== undefined && { version }) };
}

function downState(program: OllamaProgram, starting: Starting): MachineState | undefined {
  if (starting !== "no") return { kind: "starting", late: starting === "late" };
  if (program.kind === "unlooked") return undefined;
  return program.kind === "notFound" ? { kind: "notFound" } : { kind: "stopped", service: program.service };
}

/** Whether a provider is the built-in Ollama and would run on the very machine that Drawbridge runs on. */
export function isBuiltInHere({ id, url }: ProviderConfig): boolean {
  return id === "ollama" && isLoopbackHost(new URL(url).hostname);
}
