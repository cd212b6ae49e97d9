import { appendFileSync, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** One request as the engine saw it; never a word of what was in it. */
export type LoggedRequest = {
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Bytes of the bodies, without headers. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly milliseconds: number;
  /** 499 when the client went away before there was an answer. */
  readonly status: number;
  readonly clientGone: boolean;
  /** Tokens of the prompt that were evaluated, reused ones not among them; null where nothing was generated. */
  readonly evaluatedTokens: number | null;
};

/** Appends to `file` at once, so that whoever has an answer finds its line there. */
export function requestLog(file: string | undefined): (entry: LoggedRequest) => void {
  return (entry) => {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(entry)}\n`);
  };
}

/** Reads a log written by `requestLog`; empty before the first request. */
export async function readRequestLog(file: string): Promise<LoggedRequest[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, "utf8")).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as LoggedRequest);
}
