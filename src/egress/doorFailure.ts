/** Why the door did not deliver, as a value. Nothing here carries text of the user's or the server's. */
export type DoorFailure =
  /** Nobody answered at the address; `code` is the system's, such as ECONNREFUSED. */
  | { readonly kind: "unreachable"; readonly code: string }
  /** The peer is not one the permit names. */
  | { readonly kind: "peerMismatch"; readonly address: string }
  /** The name resolved to an address that may not be dialled for it. */
  | { readonly kind: "addressRefused"; readonly address: string }
  /** The server answered with a redirect; following it would be another destination. */
  | { readonly kind: "redirected"; readonly to: string }
  /** The permit is of an earlier policy epoch, or the policy changed while the request ran. */
  | { readonly kind: "revoked" }
  /** The caller gave up. */
  | { readonly kind: "stopped" }
  /** Nothing came within the time allowed for this step. */
  | { readonly kind: "timeout"; readonly step: "connect" | "firstByte" | "idle" | "whole" }
  /** The connection ended before the answer did. */
  | { readonly kind: "cut"; readonly code: string }
  /** The answer grew beyond what is ever needed. */
  | { readonly kind: "tooLarge" }
  /** No key is stored for this origin, and this kind of provider needs one; or one was stored, and was lost. */
  | { readonly kind: "keyMissing"; readonly origin: string; readonly lost?: true }
  /** The ledger could not be written; without a record nothing is sent. */
  | { readonly kind: "ledgerFailed" };

/** Carries a {@link DoorFailure} through an async iterator, where a value cannot go. */
export class DoorError extends Error {
  readonly failure: DoorFailure;

  constructor(failure: DoorFailure) {
    super(failure.kind);
    this.name = "DoorError";
    this.failure = failure;
  }
}

/**
 * The failure an error carries, if it is a {@link DoorError}. Looked for by name: the transport and the wire formats are
 * bundles of their own, each with its own copy of the class.
 */
export function doorFailureOf(error: unknown): DoorFailure | undefined {
  return error instanceof Error && error.name === "DoorError" && "failure" in error
    ? (error as DoorError).failure
    : undefined;
}
