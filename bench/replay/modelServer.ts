/** How fast the simulated machine is. */
export type Profile = {
  /** Laptop, middling, graphics card, cloud. */
  readonly name: "L" | "M" | "G" | "C";
  /** Tokens a second; infinite in the cloud. */
  readonly prefillPerS: number;
  readonly decodePerS: number;
  readonly roundTripMs: number;
};

/** Answers what a model would generate between two texts. */
export type Oracle = (prompt: { readonly before: string; readonly after: string }) => string;

/** What a simulated server is. */
export type ModelServerOptions = {
  readonly profile: Profile;
  /** The model it announces; decides which infill tokens are right. */
  readonly model: string;
  /** Whether an abandoned prompt is dropped at the next batch border (newer servers) or evaluated to its end (as measured). */
  readonly dropsAbandonedPrompts: boolean;
  /** The scenario's truth. */
  readonly oracle: Oracle;
};

/** One request as the server saw it; milliseconds are those of `performance.now`. */
export type RequestRecord = {
  readonly path: string;
  readonly startedMs: number;
  readonly endedMs: number;
  readonly promptTokens: number;
  readonly evaluatedTokens: number;
  readonly answerTokens: number;
  readonly aborted: boolean;
  /** Tokens evaluated or generated after the client had gone. */
  readonly wastedTokens: number;
  /** How long the request held the slot. */
  readonly slotMs: number;
  readonly prompt: string;
};

/** A simulated model server on loopback. */
export type ModelServer = {
  readonly url: string;
  readonly requests: readonly RequestRecord[];
  /** Empties the slot and the list of requests, as a restart would. */
  readonly forget: () => void;
  readonly close: () => Promise<void>;
};
