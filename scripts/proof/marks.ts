import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { Mark } from "./captureLog.ts";

/** The way a job divides the catcher's log into its steps. */
export type Marks = {
  /** Returns when the catcher has everything that was sent before the mark in its log. */
  readonly set: (mark: Mark) => Promise<void>;
  readonly close: () => void;
};

/** Opens the way to the catcher that started this process. */
export async function openMarks(): Promise<Marks> {
  const port = Number(process.env["DRAWBRIDGE_PROOF_MARKS"]);
  if (!Number.isInteger(port) || port <= 0)
    throw new Error("Only the catcher starts this: npm run prove-local, or npm run demo.");
  const socket = createSocket("udp4");
  socket.connect(port, "127.0.0.1");
  await once(socket, "connect");
  return {
    set: async (mark) => {
      const seen = once(socket, "message", { signal: AbortSignal.timeout(10_000) });
      socket.send(JSON.stringify(mark));
      await seen;
    },
    close: () => {
      socket.close();
    },
  };
}
