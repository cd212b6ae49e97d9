import { type JsonObject } from "./json.ts";
import type { Pace, ScriptChange } from "./serverScript.ts";

/** Whose API an endpoint belongs to; it decides the shape of errors. */
export type Dialect = "ollama" | "openai" | "anthropic";

/** One HTTP chunk of a reply: a token, what stands around tokens, or the end. It is written once `permits` of the pace were given, and completes `tokens` tokens. */
export type Write = {
  readonly part: "frame" | "token" | "tail";
  readonly bytes: Uint8Array;
  readonly tokens: number;
  readonly permits: number;
};

/**
 * A whole answer as data: handlers make it, faults rewrite it, the player plays it. `ending` says what follows the
 * last write: an orderly end, a closed connection (`cut`), a reset one, or silence until the client leaves.
 */
export type Reply = {
  readonly dialect: Dialect;
  readonly framing: "whole" | "ndjson" | "sse";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly writes: readonly Write[];
  readonly ending: "end" | "cut" | "reset" | "hang";
  /** Sends the head at once, before the first write; otherwise it leaves with the first write. */
  readonly headFirst: boolean;
  /** Overrides the script's pace for this reply. */
  readonly pace?: Pace;
  /** What the server becomes by this call: when it starts, or just before its last write. */
  readonly changes: readonly { readonly when: "start" | "last"; readonly change: ScriptChange }[];
};

const blank = { ending: "end", headFirst: false, changes: [] } as const;

/** A reply of one piece; `tokens` is how many it took to make. */
export function whole(
  dialect: Dialect,
  status: number,
  body: { readonly type: string | null; readonly text: string; readonly tokens?: number },
): Reply {
  const bytes = Buffer.from(body.text);
  const tokens = body.tokens ?? 0;
  return {
    ...blank,
    dialect,
    framing: "whole",
    status,
    headers: {
      ...(body.type !== null && { "content-type": body.type }),
      "content-length": String(bytes.length),
    },
    writes: bytes.length > 0 ? [{ part: "tail", bytes, tokens, permits: tokens }] : [],
  };
}

/** A reply of one JSON value. Ollama names the charset, the other two do not. */
export function json(dialect: Dialect, status: number, value: unknown, tokens = 0): Reply {
  const type = dialect === "ollama" ? "application/json; charset=utf-8" : "application/json";
  return whole(dialect, status, { type, text: JSON.stringify(value), tokens });
}

/** One event of a streamed reply before it is framed. `event` is its name, where the API names events. */
export type Line = {
  readonly part: Write["part"];
  readonly value: JsonObject | string;
  readonly event?: string;
};

/** A streamed reply: NDJSON or server-sent events, one chunk for each line, one permit for each token. */
export function stream(dialect: Dialect, framing: "ndjson" | "sse", lines: readonly Line[]): Reply {
  return {
    ...blank,
    dialect,
    framing,
    status: 200,
    headers: { "content-type": framing === "sse" ? "text/event-stream" : "application/x-ndjson" },
    writes: lines.map((line) => {
      const tokens = line.part === "token" ? 1 : 0;
      return { part: line.part, bytes: Buffer.from(frame(framing, line)), tokens, permits: tokens };
    }),
  };
}

/** The text of one line as it goes over the wire. */
export function frame(framing: Reply["framing"], line: Pick<Line, "value" | "event">): string {
  const text = typeof line.value === "string" ? line.value : JSON.stringify(line.value);
  if (framing === "ndjson") return `${text}\n`;
  if (framing === "whole") return text;
  return `${line.event === undefined ? "" : `event: ${line.event}\n`}data: ${text}\n\n`;
}

/** The same reply, changing the server when it starts (`start`) or just before its last write (`last`). */
export function changing(reply: Reply, when: "start" | "last", change: ScriptChange): Reply {
  return { ...reply, changes: [...reply.changes, { when, change }] };
}
