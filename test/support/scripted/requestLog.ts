import type { IncomingHttpHeaders } from "node:http";

/** One request the server got, and what became of it. It changes while the answer is on its way. */
export type LoggedRequest = {
  readonly method: string;
  /** As sent, with its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The length of the body. */
  readonly bytes: number;
  /** 1 for the first request of this server, 2 for the second ... */
  readonly order: number;
  /** Tokens written so far; once `aborted`, those written before the client left. */
  readonly tokensWritten: number;
  /** The client went away before the answer ended. */
  readonly aborted: boolean;
  /** The answer was written to its orderly end. Neither this nor `aborted` when a fault broke the answer off. */
  readonly finished: boolean;
  /** Hosts of other computers a real server would have sent this request on to. Nothing is sent in truth. */
  readonly forwardedTo: readonly string[];
};

/** A logged request that the server itself may still write to. */
export type OpenRequest = { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] };

/** All requests of a server, with a way to wait for one. */
export type RequestLog = {
  readonly requests: readonly LoggedRequest[];
  readonly add: (request: Pick<LoggedRequest, "method" | "path" | "headers" | "body">) => OpenRequest;
  /** Says that something about a request changed. */
  readonly touch: () => void;
  readonly waitFor: (predicate: (request: LoggedRequest) => boolean) => Promise<LoggedRequest>;
  /** Whoever still waits gets an error. */
  readonly close: () => void;
};

type Waiter = {
  readonly predicate: (request: LoggedRequest) => boolean;
  readonly resolve: (request: LoggedRequest) => void;
  readonly reject: (reason: Error) => void;
};

/** An empty log. */
export function createRequestLog(): RequestLog {
  const requests: OpenRequest[] = [];
  let waiters: Waiter[] = [];
  const touch = (): void => {
    waiters = waiters.filter((waiter) => {
      const found = requests.find(waiter.predicate);
      if (found !== undefined) waiter.resolve(found);
      return found === undefined;
    });
  };
  return {
    requests,
    touch,
    add({ method, path, headers, body }) {
      const state = { tokensWritten: 0, aborted: false, finished: false, forwardedTo: [] };
      const bytes = Buffer.byteLength(body);
      const request: OpenRequest = {
        method,
        path,
        headers,
        body,
        bytes,
        order: requests.length + 1,
        ...state,
      };
      requests.push(request);
      touch();
      return request;
    },
    waitFor(predicate) {
      return new Promise((resolve, reject) => {
        waiters.push({ predicate, resolve, reject });
        touch();
      });
    },
    close() {
      for (const { reject } of waiters)
        reject(new Error("The scripted server stopped before such a request came."));
      waiters = [];
    },
  };
}
