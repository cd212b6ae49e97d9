import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";

/** A request to a server under test. */
export type Asked = {
  readonly method?: string;
  readonly path: string;
  /** Sent as it is when it is a string, as JSON otherwise. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The whole answer. */
export type Answer = {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** Sends a request with any method and headers, `Host` too, which `fetch` does not allow, and reads the answer. */
export async function exchange(baseUrl: string, asked: Asked): Promise<Answer> {
  const response = await begin(baseUrl, asked).response;
  const chunks: Buffer[] = [];
  for await (const chunk of response) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers["content-type"] ?? null,
    headers: response.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** Sends a request whose answer the test reads itself, or never: `leave` closes the connection. */
export function begin(
  baseUrl: string,
  { method, path, body, headers }: Asked,
): { readonly response: Promise<IncomingMessage>; leave(): void } {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const options = {
    method: method ?? (text === undefined ? "GET" : "POST"),
    agent: false,
    ...(headers && { headers }),
  };
  const sent: ClientRequest = request(new URL(path, baseUrl), options);
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve);
    sent.once("error", reject);
  });
  sent.end(text);
  return {
    response,
    leave() {
      // Whoever leaves does not want to hear that the answer never came.
      response.catch(() => undefined);
      sent.destroy();
    },
  };
}
