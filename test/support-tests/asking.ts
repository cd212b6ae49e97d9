import { request } from "node:http";
import type { ScriptedServer } from "../support/scriptedServer.ts";

/** The model every default script has. */
export const model = "smollm2:135m";

/** A chat with one question. */
export const question = { model, messages: [{ role: "user", content: "What is the capital of France?" }] };

/** Posts JSON and resolves with the head of the answer. */
export function post(
  server: ScriptedServer,
  path: string,
  body: unknown,
  options: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(server.url + path, {
    method: "POST",
    body: JSON.stringify(body),
    redirect: "manual",
    ...options,
  });
}

/** Posts JSON and reads the answer as the JSON object it must be. */
export async function postForJson(server: ScriptedServer, path: string, body: unknown): Promise<Json> {
  return (await (await post(server, path, body)).json()) as Json;
}

/** A JSON object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/** The lines of an NDJSON answer. */
export async function linesOf(answer: Promise<Response>): Promise<readonly Json[]> {
  const text = await (await answer).text();
  return text
    .trim()
    .split(/\r?\n/u)
    .map((line) => JSON.parse(line) as Json);
}

/** The answer to a chat as HTTP brought it: the chunks, and how it ended. */
export type Brought = {
  readonly status: number | undefined;
  readonly chunks: readonly Buffer[];
  /** `end` for an orderly end, else the code of the error. */
  readonly ending: string;
};

/** Posts JSON over a connection of its own and collects the answer chunk by chunk, also one that breaks off. */
export function bring(server: ScriptedServer, path: string, body: unknown): Promise<Brought> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let status: number | undefined;
    const broken = (error: NodeJS.ErrnoException): void => {
      resolve({ status, chunks, ending: error.code ?? error.message });
    };
    const sent = request(server.url + path, { method: "POST", agent: false }, (answer) => {
      status = answer.statusCode;
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.once("error", broken);
      answer.once("end", () => {
        resolve({ status, chunks, ending: "end" });
      });
    });
    sent.once("error", broken);
    sent.end(JSON.stringify(body));
  });
}

/** The lines of a streamed answer as they come. */
export async function* linesAsTheyCome(answer: Response): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
