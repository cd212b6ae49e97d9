import { randomUUID } from "node:crypto";
import { err, ok, type Result } from "../base/result.ts";
import type { ClearedRequest, Permit } from "../gate/clearedRequest.ts";
import type { EndEntry } from "../ledger/record.ts";
import type { Destination } from "../terms/destination.ts";
import { boundedBody } from "./boundedBody.ts";
import type { Answer, Ending, Movement } from "./answer.ts";
import type { DoorFailure } from "./doorFailure.ts";
import type { DoorParts } from "./doorParts.ts";
import { ledgerSubject, purposeName } from "./ledgerSubject.ts";
import { createLifeline, type Lifeline } from "./lifeline.ts";
import { limits } from "./limits.ts";
import { measuredDestination } from "./measuredDestination.ts";
import { resolveHost } from "./resolveHost.ts";
import type { Arrival, Transport } from "./transport.ts";

/** One cleared request on its way through the door, from the record of its attempt to the record of its end. */
export class Passage {
  readonly #id = randomUUID();
  readonly #cleared: ClearedRequest;
  readonly #parts: DoorParts;
  readonly #startedMs: number;
  readonly #life: Lifeline;
  readonly #moved: (movement: Movement) => void;
  #destination: Destination;
  #arrival: Arrival | undefined;
  #address: string | undefined;
  #bytesIn = 0;
  #closed = false;

  constructor(
    cleared: ClearedRequest,
    signal: AbortSignal,
    parts: DoorParts,
    moved: (movement: Movement) => void,
  ) {
    this.#cleared = cleared;
    this.#parts = parts;
    this.#moved = moved;
    this.#startedMs = parts.clock();
    this.#destination = cleared.permit.destination;
    this.#life = createLifeline(cleared, signal, parts.policy);
  }

  /** Records the attempt, sends, and hands back the answer as it begins. */
  async send(headers: Readonly<Record<string, string>>): Promise<Result<Answer, DoorFailure>> {
    if (!this.#recordAttempt()) {
      this.#life.dispose();
      return err({ kind: "ledgerFailed" });
    }
    // At once: a window that closes gives nothing the time to notice.
    this.#life.signal.addEventListener("abort", () => this.#fail({ kind: "stopped" }));
    this.#tell("started");
    const carried = await this.#carried(headers);
    if (!carried.ok) return this.#fail(carried.error);
    const arrival = carried.value;
    if (this.#closed) {
      arrival.destroy();
      return this.#fail({ kind: "stopped" });
    }
    this.#arrival = arrival;
    if (arrival.status >= 300 && arrival.status < 400) {
      return this.#fail({ kind: "redirected", to: arrival.headers["location"] ?? "" });
    }
    this.#life.arrived();
    return ok(this.#answer(arrival));
  }

  #answer(arrival: Arrival): Answer {
    const onBytes = (bytes: number): void => {
      this.#bytesIn += bytes;
    };
    return {
      record: this.#id,
      status: arrival.status,
      firstByteMs: this.#parts.clock() - this.#startedMs,
      headers: arrival.headers,
      destination: this.#destination,
      body: this.#life.explained(
        boundedBody(arrival.body, { onBytes, destroy: arrival.destroy, most: this.#most }),
      ),
      close: (ending) => {
        this.#close(ending);
      },
    };
  }

  /** The most bytes that an answer may have. */
  get #most(): number {
    const { purpose } = this.#cleared;
    return purpose.kind === "errand" && purpose.errand.kind === "pull"
      ? limits.pullBytes
      : limits.answerBytes;
  }

  /** Whatever becomes of it, an attempt that was recorded gets its end. */
  async #carried(headers: Readonly<Record<string, string>>): ReturnType<Transport["carry"]> {
    try {
      return await this.#dispatch(headers);
    } catch (error) {
      this.#close({ outcome: "crashed" });
      throw error;
    }
  }

  async #dispatch(headers: Readonly<Record<string, string>>): ReturnType<Transport["carry"]> {
    const { permit, wire } = this.#cleared;
    const { origin } = permit.destination;
    const { signal } = this.#life;
    const onConnected = (address: string): void => {
      this.#address = address;
      this.#destination = measuredDestination(this.#destination, address);
      this.#tell("connected");
    };
    const { connectMs } = limits;
    const { dial, own } = permit;
    const carriage = { origin, ...wire, headers, dial, own, connectMs, signal, onConnected };
    if (goesByEditor(permit)) return this.#parts.editor.carry(carriage);
    const direct = await this.#parts.direct();
    if (dial.length > 0) return direct.carry(carriage);
    const startedMs = this.#parts.clock();
    const resolved = await resolveHost(permit.destination, { withinMs: connectMs, signal });
    if (!resolved.ok) return resolved;
    const leftMs = connectMs - (this.#parts.clock() - startedMs);
    return direct.carry({ ...carriage, dial: resolved.value, connectMs: leftMs });
  }

  #fail(failure: DoorFailure): Result<Answer, DoorFailure> {
    const explained = this.#life.explain(failure);
    this.#close({ outcome: explained.kind });
    return err(explained);
  }

  #close(ending: Ending): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#life.dispose();
    this.#arrival?.destroy();
    try {
      this.#parts.ledger.append(this.#endEntry(ending));
    } catch (error) {
      this.#parts.log.error("The end of a request could not be recorded", error);
    }
    this.#tell("ended");
  }

  #tell(phase: Movement["phase"]): void {
    const { purpose, wire } = this.#cleared;
    this.#moved({
      phase,
      id: this.#id,
      destination: this.#destination,
      purpose: purposeName(purpose),
      bytes: wire.body.length,
      ...(purpose.kind === "task" && { model: purpose.model }),
    });
  }

  #recordAttempt(): boolean {
    const { wire, permit } = this.#cleared;
    try {
      this.#parts.ledger.append({
        ...ledgerSubject(this.#cleared, this.#parts),
        phase: "attempt",
        id: this.#id,
        body: wire.body,
        grant: permit.grant,
        ...(permit.grantId !== undefined && { grantId: permit.grantId }),
        ...(goesByEditor(permit) && { carrier: "editor" }),
      });
      return true;
    } catch (error) {
      this.#parts.log.error("The ledger could not be written, so nothing was sent", error);
      return false;
    }
  }

  #endEntry({ outcome, promptTokens, answerTokens }: Ending): EndEntry {
    return {
      phase: "end",
      id: this.#id,
      outcome,
      bytesIn: this.#bytesIn,
      tookMs: Math.round(this.#parts.clock() - this.#startedMs),
      ...(this.#arrival && { status: this.#arrival.status }),
      ...(this.#address !== undefined && { address: this.#address }),
      ...(promptTokens !== undefined && { promptTokens }),
      ...(answerTokens !== undefined && { answerTokens }),
    };
  }
}

/** Clouds are reached through the editor's own fetch, so that its proxies and certificates apply. */
function goesByEditor({ destination }: Permit): boolean {
  return destination.class === "cloud" && !destination.declared;
}
