/** What will be on the wire, before anyone has agreed to send it. A provider's encode makes one; it is pure. */
export type WireRequest = {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query below the server's origin. */
  readonly path: string;
  /** The exact body; empty for GET. */
  readonly body: Uint8Array;
};
