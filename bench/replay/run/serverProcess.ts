/** The simulated model server in a process of its own: answers each message of its parent with one. */
import type { RequestRecord } from "../modelServer.ts";
import { type ReplayServer, serverHere, type ServerChoice } from "./replayServer.ts";

/** What the parent asks. */
export type ToServer =
  | ({ readonly kind: "start" } & ServerChoice)
  | { readonly kind: "use"; readonly final: string }
  | { readonly kind: "requests" };

/** What it gets. */
export type FromServer = {
  readonly url: string;
  readonly requests: readonly RequestRecord[];
  /** When the clock of this process began. */
  readonly originMs: number;
};

let server: ReplayServer | undefined;

async function answer(question: ToServer): Promise<FromServer> {
  if (question.kind === "start") server = await serverHere(question);
  if (server === undefined) throw new Error("The model server was asked before it was started.");
  if (question.kind === "use") await server.use(question.final);
  const requests = question.kind === "requests" ? await server.requests() : [];
  return { url: server.url, requests, originMs: performance.timeOrigin };
}

process.on("message", (question: ToServer) => {
  void answer(question).then((found) => process.send?.(found));
});
process.on("disconnect", () => {
  process.exit(0);
});
