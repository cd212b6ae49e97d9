import { say } from "../terms/words.ts";
import type { SendFailure } from "./sendEvent.ts";

type Timeout = Extract<SendFailure, { kind: "timeout" }>;

/** What a server did not do in time, as a sentence. */
export const timeoutWords: { readonly [S in Timeout["step"]]: (server: string) => string } = {
  connect: (server) => say("{0} did not accept the connection in time.", server),
  firstByte: (server) => say("{0} took the request but never began to answer.", server),
  idle: (server) => say("{0} stopped sending in the middle of the answer.", server),
  whole: (server) => say("{0} took too long to answer.", server),
};
