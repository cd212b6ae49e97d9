import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type ModelServer, profiles, type RequestRecord, startModelServer } from "../modelServer.ts";
import { oracleOf } from "../oracle.ts";
import type { Job } from "../job.ts";
import type { FromServer, ToServer } from "./serverProcess.ts";

/** The simulated server of a replay, wherever it runs. */
export type ReplayServer = {
  readonly url: string;
  /** From here on it knows what this document will be in the end. */
  readonly use: (final: string) => Promise<void>;
  /** Every request so far, in the time of this process. */
  readonly requests: () => Promise<readonly RequestRecord[]>;
  readonly close: () => Promise<void>;
};

/** Which machine a server has, and which model. */
export type ServerChoice = Pick<Job, "profile"> & { readonly model: string };

/** A server in this very process, so that both live in the same simulated time. */
export async function serverHere({ profile, model }: ServerChoice): Promise<ReplayServer> {
  let final = "";
  const server: ModelServer = await startModelServer({
    profile: profiles[profile],
    model,
    dropsAbandonedPrompts: false,
    oracle: (prompt) => oracleOf(final)(prompt),
  });
  return {
    url: server.url,
    use: (text) => {
      final = text;
      return Promise.resolve();
    },
    requests: () => Promise.resolve([...server.requests]),
    close: server.close,
  };
}

/** A server that was there before and stays: it writes what it likes, and keeps its own account of who asked. */
export function serverThere(url: string): ReplayServer {
  return {
    url,
    use: () => Promise.resolve(),
    requests: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** A server in a process of its own, so that its work is not counted as the extension's. */
export async function serverElsewhere(choice: ServerChoice): Promise<ReplayServer> {
  const child = fork(join(import.meta.dirname, "serverProcess.ts"));
  const ask = async (question: ToServer): Promise<FromServer> => {
    child.send(question);
    const [answer] = (await once(child, "message")) as [FromServer];
    return answer;
  };
  const { url } = await ask({ kind: "start", ...choice });
  return {
    url,
    use: async (final) => {
      await ask({ kind: "use", final });
    },
    requests: async () => {
      const { requests, originMs } = await ask({ kind: "requests" });
      const laterMs = originMs - performance.timeOrigin;
      return requests.map((request) => ({
        ...request,
        startedMs: request.startedMs + laterMs,
        endedMs: request.endedMs + laterMs,
      }));
    },
    close: async () => {
      child.disconnect();
      await once(child, "exit");
    },
  };
}
