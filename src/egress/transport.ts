import type { Result } from "../base/result.ts";
import type { DoorFailure } from "./doorFailure.ts";

/** What a transport is asked to carry: cleared bytes with the few headers the door allows. */
export type Carriage = {
  /** `scheme://host:port`. */
  readonly origin: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** The only addresses that may be dialled, in order of preference. Not used by the editor's own fetch. */
  readonly dial: readonly string[];
  /** Whether those are this machine's own, so that both ends have to be. Not used by the editor's own fetch. */
  readonly own: boolean;
  /** How long connecting may take, all addresses together, in milliseconds. Not used by the editor's own fetch. */
  readonly connectMs: number;
  /** Told the socket's peer as soon as there is one, or `notObservable` where the editor's own fetch carries it. */
  readonly onConnected: (address: string) => void;
  /** Ends everything: the caller's stop, the policy epoch, a timeout. */
  readonly signal: AbortSignal;
};

/** What came back, before its body is read. */
export type Arrival = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Throws a {@link DoorError} when the connection ends early. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection at once, whatever is still to come. */
  readonly destroy: () => void;
};

/** One way of carrying bytes. There are two: our own sockets, and the editor's own fetch for clouds. */
export type Transport = { carry(carriage: Carriage): Promise<Result<Arrival, DoorFailure>> };
