import type { Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import type {
  Embedded,
  Embedder,
  EmbeddingFault,
  EmbeddingModel,
  Piece,
} from "../context/codeIndex/embedder.ts";
import type { Movement } from "../egress/answer.ts";
import { documentsDraft, questionDraft } from "../prompt/embedDraft.ts";
import { findModel } from "../routing/knownServer.ts";
import { findDeviceModel } from "../sending/deviceModel.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { Order } from "../sending/order.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { formatModelRef, type ModelRef } from "../terms/modelRef.ts";

/** What turning code into numbers takes. */
export type CodeEmbedderParts = {
  readonly open: Pick<OpenSending, "parts" | "servers" | "sending" | "ask">;
  readonly onDidMove: Event<Movement>;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly log: Pick<Logger, "info">;
};

/** For so long after a chat or a completion nothing is embedded, in milliseconds: the next one may be about to come. */
const restMs = 15_000;

type Sent =
  | { readonly kind: "vectors"; readonly vectors: readonly (readonly number[])[] }
  | { readonly kind: "failed"; readonly failure: SendFailure };

/** Turns code into numbers by the one send, while nobody wants anything else of the models. */
export class CodeEmbedder implements Embedder, Disposable {
  readonly #parts: CodeEmbedderParts;
  readonly #listener: Disposable;
  readonly #running = new Set<string>();
  #endedMs = -Infinity;
  /** Models that were found to have room beside the others, or not, by their keys. */
  readonly #hasRoom = new Map<string, boolean>();

  constructor(parts: CodeEmbedderParts) {
    this.#parts = parts;
    this.#listener = parts.onDidMove((movement) => {
      this.#hear(movement);
    });
  }

  busyForMs(): number {
    return this.#running.size > 0 ? restMs : Math.max(0, this.#endedMs + restMs - this.#parts.clock());
  }

  async model(): Promise<EmbeddingModel | undefined> {
    const { parts, servers } = this.#parts.open;
    if (parts.policy.current().paused) return undefined;
    const wish = { task: "embed", trigger: "automatic" } as const;
    const ref = parts.chosen("embed") ?? (await findDeviceModel(parts, servers, wish));
    const provider = ref && this.#provider(ref);
    return ref && provider && this.#usable(ref, provider);
  }

  /** A model, if it may be asked, makes embeddings and has room. */
  async #usable(ref: ModelRef, provider: ProviderConfig): Promise<EmbeddingModel | undefined> {
    const { servers, sending } = this.#parts.open;
    await servers.preflight(provider, ref.model, "automatic");
    const outlook = sending.outlook("embed", { model: ref });
    // Refused or not, a send would be recorded: nothing is sent that is known to come to nothing.
    if (!outlook.ok || outlook.value.refusal !== undefined) return undefined;
    const server = servers.known(provider);
    const known = server.kind === "up" ? findModel(server, ref.model) : undefined;
    // Numbers of a model that only chats are not made for finding (docs/decisions/008).
    if (known?.can?.embeddings === false) return undefined;
    const key = keyOf(ref, known?.digest);
    return this.#hasRoom.get(key) === false ? undefined : { ref, key };
  }

  async pieces(pieces: readonly Piece[], model: EmbeddingModel, signal: AbortSignal): Promise<Embedded> {
    if (this.#hasRoom.get(model.key) === false) return { kind: "failed", fault: "server" };
    const before = this.#hasRoom.has(model.key) ? undefined : await this.#loaded(model);
    let sent: readonly Piece[] = [];
    const answer = await this.#send(
      {
        ...orderFor(model),
        files: pieces.map(({ source }) => source),
        draft: (route, { withheld, removed }) => {
          sent = pieces.filter(({ source }) => !withheld(source) && !removed.has(source.uri));
          return documentsDraft(sent, route.model);
        },
      },
      signal,
    );
    if (before !== undefined) await this.#learnRoom(model, before);
    if (answer.kind === "failed") return { kind: "failed", fault: faultOf(answer.failure) };
    if (answer.vectors.length !== sent.length) return { kind: "failed", fault: "server" };
    const vectorOf = new Map(sent.map((piece, at) => [piece, answer.vectors[at]]));
    return { kind: "vectors", vectors: pieces.map((piece) => vectorOf.get(piece)) };
  }

  async question(
    question: string,
    model: EmbeddingModel,
    signal: AbortSignal,
  ): Promise<readonly number[] | undefined> {
    const draft: Order["draft"] = (route) => questionDraft(question, route.model);
    const answer = await this.#send({ ...orderFor(model), files: [], draft }, signal);
    return answer.kind === "vectors" ? answer.vectors[0] : undefined;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #hear({ phase, id, purpose }: Movement): void {
    if (purpose === "embed" || purpose.startsWith("errand:")) return;
    if (phase !== "ended") this.#running.add(id);
    else if (this.#running.delete(id)) this.#endedMs = this.#parts.clock();
  }

  #provider(ref: ModelRef): ProviderConfig | undefined {
    return this.#parts.open.parts.providers().find(({ id }) => id === ref.provider);
  }

  async #send(order: Order, signal: AbortSignal): Promise<Sent> {
    let vectors: readonly (readonly number[])[] = [];
    for await (const event of this.#parts.open.sending.send(order, signal)) {
      if (event.kind === "failed") return { kind: "failed", failure: event.failure };
      if (event.kind === "vectors") ({ vectors } = event);
    }
    return { kind: "vectors", vectors };
  }

  /** The digests of the models in the memory of a model's server, where it tells. */
  async #loaded({ ref }: EmbeddingModel): Promise<ReadonlySet<string> | undefined> {
    const provider = this.#provider(ref);
    const answer = provider && (await this.#parts.open.ask({ kind: "loaded" }, provider));
    if (answer?.ok !== true || answer.value.kind !== "loaded") return undefined;
    return new Set(answer.value.models.map(({ digest }) => digest));
  }

  /** A server that put another model out of its memory for this one has no room for both: that one comes first. */
  async #learnRoom(model: EmbeddingModel, before: ReadonlySet<string>): Promise<void> {
    const after = await this.#loaded(model);
    if (after === undefined) return;
    const hasRoom = [...before].every((digest) => after.has(digest));
    this.#hasRoom.set(model.key, hasRoom);
    if (!hasRoom)
      this.#parts.log.info("No more code is embedded in this window: the server has no room for that model.");
  }
}

function keyOf(ref: ModelRef, digest: string | undefined): string {
  return digest === undefined ? formatModelRef(ref) : `${formatModelRef(ref)} ${digest}`;
}

/** Nobody is asked about it, and no other model can stand in: its numbers would mean something else. */
function orderFor({ ref }: EmbeddingModel) {
  return { task: "embed", trigger: "automatic", model: ref, noStandIn: true } as const;
}

const faults: { readonly [K in SendFailure["kind"]]?: EmbeddingFault } = {
  contextTooLong: "tooLong",
  // What a rule keeps away is left out before it is sent; one that came in between is met by the gate.
  sourceExcluded: "text",
  secretFound: "text",
  refusedByProvider: "text",
  serverError: "textOrServer",
  malformed: "textOrServer",
};

function faultOf({ kind }: SendFailure): EmbeddingFault {
  return faults[kind] ?? "server";
}
