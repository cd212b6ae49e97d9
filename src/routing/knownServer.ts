import type { InfillFacts } from "../models/knownInfill.ts";
import type { Capabilities } from "../terms/capability.ts";

/** A model a server listed. Whatever is absent, the server did not say. */
export type KnownModel = {
  readonly name: string;
  /** Longest context the model can take, in tokens, when the server said. */
  readonly contextTokens?: number;
  /** Size of its weights in bytes, when the server said. */
  readonly bytes?: number;
  /** Identity of the weights, when the server said. */
  readonly digest?: string;
  /** Set when the model is an alias that the server forwards to this host. */
  readonly remoteHost?: string;
  /** False for models that only make embeddings. */
  readonly generates: boolean;
  /** What it can do; absent is unknown. */
  readonly can?: Capabilities;
  /** What the server told that says how it fills in. */
  readonly infill?: InfillFacts;
  /** How its weights were made smaller, as the server writes it: `Q4_K_M`. */
  readonly quantisation?: string;
  /** How many weights it has, as the server writes it: `1.5B`. */
  readonly parameters?: string;
  /** Whether it is in the server's memory. */
  readonly isLoaded?: boolean;
  /** Longest answer it gives, in tokens. */
  readonly answerTokens?: number;
};

/** Why nothing is known about a server that was to be asked. */
export type DownReason =
  /** Nobody answers at its address. */
  | "unreachable"
  /** Its certificate is not one this machine trusts. */
  | "untrusted"
  /** Somebody took the connection and then said nothing. */
  | "silent"
  | "unauthorized"
  /** It speaks the protocol and answers with errors. */
  | "failing"
  | "malformed"
  /** It points to another address, which is not followed. */
  | "redirected"
  /** The gate does not let even a question for the list go there. */
  | "notAllowed"
  /** The gate lets nothing go there before the user has confirmed it, once. */
  | "needsConfirmation"
  /** The ledger could not be written, so nobody was asked. */
  | "unrecorded";

/** What is known about a provider's server. Nothing here is older than the evidence it came from. */
export type KnownServer =
  | { readonly kind: "unasked" }
  | {
      readonly kind: "up";
      /** The server's own version, where it tells. */
      readonly version?: string;
      /** Whether an Ollama server's own cloud features are off, where it tells. */
      readonly cloudDisabled?: boolean;
      readonly models: readonly KnownModel[];
      /** It lists more models than are kept. */
      readonly isCut?: true;
    }
  /** It did not answer, or not in a way we understand. */
  | { readonly kind: "down"; readonly reason: DownReason };

/** Whether the gate held the question back: then nothing is known about the server itself. */
export function isHeldBack(reason: DownReason): boolean {
  return reason === "notAllowed" || reason === "needsConfirmation";
}

/** `llama3` and `llama3:latest` are the same model to Ollama. */
function fullName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).includes(":") ? name : `${name}:latest`;
}

/** The models of each list by their full names: a list may have thousands, and each of them is looked up in it. */
const byFullName = new WeakMap<readonly KnownModel[], ReadonlyMap<string, KnownModel>>();

function indexOf(models: readonly KnownModel[]): ReadonlyMap<string, KnownModel> {
  const known = byFullName.get(models);
  if (known !== undefined) return known;
  // Of two with one name the first counts.
  const index = new Map(models.toReversed().map((model) => [fullName(model.name), model]));
  byFullName.set(models, index);
  return index;
}

/** A model of a server by its name, with or without the `:latest`. Each list is gone through once, however many are looked up. */
export function findModel(
  server: Pick<Extract<KnownServer, { kind: "up" }>, "models">,
  model: string,
): KnownModel | undefined {
  return indexOf(server.models).get(fullName(model));
}
