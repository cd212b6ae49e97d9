import type { JsonObject } from "./json.ts";
import type { LoggedRequest } from "./requestLog.ts";
import type { Dialect, Reply } from "./reply.ts";
import type { ServerScript } from "./serverScript.ts";

/** One request as a handler sees it. */
export type Call = {
  readonly script: ServerScript;
  readonly request: LoggedRequest;
  readonly path: string;
  readonly dialect: Dialect;
  readonly body: JsonObject;
  /** Notes that a real server would have sent this request on to somebody else's computer. */
  readonly forward: (host: string) => void;
};

/** An endpoint: which requests it takes and what it says. `{name}` at the end of a path stands for anything. */
export type Endpoint = {
  readonly methods: readonly string[];
  readonly path: string;
  readonly dialect: Dialect;
  /** Older versions do not have it. */
  readonly since?: string;
  /** Does not look at a body, so that a POST without one is fine. */
  readonly bodyless?: true;
  readonly answer: (call: Call) => Reply;
};
