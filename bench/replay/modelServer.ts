import { once } from "node:events";
import { createServer } from "node:http";
import { announcedModel } from "./server/announcedModel.ts";
import { machine } from "./server/machine.ts";
import { requestListener } from "./server/requestListener.ts";
import type { Simulation } from "./server/simulation.ts";

/** How fast the simulated machine is. */
export type Profile = {
  /** Laptop, middling, graphics card, cloud. */
  readonly name: "L" | "M" | "G" | "C";
  /** Tokens a second; infinite in the cloud. */
  readonly prefillPerS: number;
  readonly decodePerS: number;
  readonly roundTripMs: number;
};

/** The machines that figures are given for. */
export const profiles: Readonly<Record<Profile["name"], Profile>> = {
  L: { name: "L", prefillPerS: 150, decodePerS: 25, roundTripMs: 0 },
  M: { name: "M", prefillPerS: 600, decodePerS: 60, roundTripMs: 0 },
  G: { name: "G", prefillPerS: 4000, decodePerS: 120, roundTripMs: 0 },
  C: { name: "C", prefillPerS: Infinity, decodePerS: 150, roundTripMs: 180 },
};

/** What a model generates; a server gives the true ones high probabilities. */
export type Answer = { readonly text: string; readonly isTrue: boolean };

/** Answers what a model would generate between two texts. */
export type Oracle = (prompt: { readonly before: string; readonly after: string }) => Answer;

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

/** One request for text as the server saw it, once it is over; milliseconds are those of `performance.now`. */
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

/** Starts a server on a free port of loopback; what it knows of time is `setTimeout`, `performance.now` and `Date`. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const { profile, model, oracle, dropsAbandonedPrompts } = options;
  const requests: RequestRecord[] = [];
  const fresh = (): Simulation => {
    const made: Simulation = {
      model: announcedModel(model),
      machine: machine(profile, dropsAbandonedPrompts),
      oracle,
      // What was asked before everything was forgotten may end after that.
      record: (request) => {
        if (made === simulation) requests.push(request);
      },
    };
    return made;
  };
  let simulation = fresh();
  // Idle connections stay open: under a simulated clock their time would be over at once.
  const listener = requestListener(() => simulation);
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The model server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    forget: () => {
      requests.length = 0;
      simulation = fresh();
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
