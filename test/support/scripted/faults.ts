import { failure, failureBody } from "./failure.ts";
import { parseObject, without } from "./json.ts";
import { changing, frame, type Reply, whole, type Write } from "./reply.ts";
import type { FaultRule, Pace, ScriptPart } from "./serverScript.ts";

/** What a fault does to the answer that would have been given. */
export type Fault = (reply: Reply) => Reply;

/** The fault at every call of that path (`*`: any path); several befall one answer in their order. */
export function on(path: string, ...faults: readonly Fault[]): FaultRule {
  return { on: path, fault: inTurn(faults) };
}

/** The fault at the nth call of that path only, counted from 1 since the rule was scripted. */
export function onNth(path: string, nth: number, ...faults: readonly Fault[]): FaultRule {
  return { on: path, nth, fault: inTurn(faults) };
}

const inTurn =
  (faults: readonly Fault[]): Fault =>
  (reply) =>
    faults.reduce((now, fault) => fault(now), reply);

/** An error status in the shape of the API, or with a body of your own. */
export function failsWith(
  status: number,
  options: {
    readonly message?: string;
    readonly body?: string;
    readonly retryAfter?: number | string;
    /** The server's own time, beside which a date to wait until has a meaning. */
    readonly date?: string;
  } = {},
): Fault {
  const headers = {
    ...(options.retryAfter !== undefined && { "retry-after": String(options.retryAfter) }),
    ...(options.date !== undefined && { date: options.date }),
  };
  return ({ dialect }) => {
    const reply =
      options.body === undefined
        ? failure(dialect, status, options.message ?? `scripted failure ${status}`)
        : whole(dialect, status, { type: "text/plain", text: options.body });
    return { ...reply, headers: { ...reply.headers, ...headers } };
  };
}

/** A web page where data was expected, as a captive portal or a proxy answers. */
export function html(status = 200): Fault {
  const text = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>";
  return ({ dialect }) => whole(dialect, status, { type: "text/html; charset=utf-8", text });
}

/** The right status and type, and this in place of the body. */
export function says(text: string): Fault {
  return (reply) => withWrites(reply, [written("tail", text)]);
}

/** Something before each piece of the answer: a comment, a ping, an empty line. */
export function before(text: string): Fault {
  return (reply) =>
    withWrites(
      reply,
      reply.writes.flatMap((write) => [written("frame", text), write]),
    );
}

/** The right status and type, and nothing else. */
export function emptyBody(): Fault {
  return (reply) => withWrites(reply, []);
}

/** Sends the client elsewhere. */
export function redirectTo(url: string, status = 307): Fault {
  return ({ dialect }) => ({
    ...whole(dialect, status, { type: null, text: "" }),
    headers: { location: url, "content-length": "0" },
  });
}

/** Never says a word. */
export function hang(): Fault {
  return (reply) => ({ ...reply, writes: [], ending: "hang" });
}

/** Sends the head and so many tokens, then nothing more. */
export function hangAfter(tokens: number): Fault {
  return (reply) => ({
    ...reply,
    writes: splitAfter(reply.writes, tokens).before,
    ending: "hang",
    headFirst: true,
  });
}

/** Resets the connection instead of answering. */
export function reset(): Fault {
  return (reply) => ({ ...reply, writes: [], ending: "reset" });
}

/** Resets the connection as soon as the head is out. */
export function resetAfterHeaders(): Fault {
  return (reply) => ({ ...reply, writes: [], ending: "reset", headFirst: true });
}

/** Closes the connection after so many tokens, though more was promised. */
export function cutAfter(tokens: number): Fault {
  return (reply) => ({
    ...reply,
    writes: splitAfter(reply.writes, tokens).before,
    ending: "cut",
    headFirst: true,
  });
}

/** Closes the connection after so many bytes of the body: in the middle of a line, or of a letter. */
export function cutAfterBytes(bytes: number): Fault {
  return (reply) => ({
    ...reply,
    writes: cut(reply.writes, [bytes]).slice(0, 1),
    ending: "cut",
    headFirst: true,
  });
}

/** A line that is no JSON after so many tokens; the rest follows. */
export function malformedAfter(tokens: number, line = '{"message":{"content":'): Fault {
  return inserting(tokens, () => line);
}

/** A line of that many bytes after so many tokens; the rest follows. It never ends: the line break comes last. */
export function giantLineAfter(tokens: number, bytes: number): Fault {
  return inserting(tokens, (reply) => {
    const [open, close] = ['{"padding":"', '"}'];
    const around = Buffer.byteLength(frame(reply.framing, { value: open + close }));
    return `${open}${"x".repeat(Math.max(0, bytes - around))}${close}`;
  });
}

/** An error in the middle of a stream, after which the stream ends in order, as Ollama, OpenAI and Anthropic do. */
export function errorAfter(
  tokens: number,
  message = "an error was encountered while running the model",
): Fault {
  return (reply) => {
    const value = JSON.stringify(failureBody(reply.dialect, 529, message));
    const event = reply.dialect === "anthropic" ? { event: "error" } : {};
    const { before } = splitAfter(reply.writes, tokens);
    return withWrites(reply, [...before, written("tail", frame(reply.framing, { value, ...event }))]);
  };
}

/** From the nth token on, lines of an Ollama stream say that another computer does the work. */
export function remoteAfter(
  tokens: number,
  remote: { readonly host: string; readonly model: string },
): Fault {
  return (reply) => {
    const all = { before: [], after: reply.writes };
    const { before, after } = reply.framing === "whole" ? all : splitAfter(reply.writes, tokens);
    const named = after.map((write) => {
      const { model, ...rest } = parseObject(Buffer.from(write.bytes).toString());
      const value = { model, remote_model: remote.model, remote_host: remote.host, ...rest };
      return { ...write, bytes: Buffer.from(frame(reply.framing, { value })) };
    });
    return withWrites(reply, [...before, ...named]);
  };
}

/** The stream ends in order, but without its done line. */
export function withoutDone(): Fault {
  return (reply) =>
    withWrites(
      reply,
      reply.writes.filter(({ part }) => part !== "tail"),
    );
}

/** Lines end with CR LF. */
export function crlf(): Fault {
  return (reply) => {
    const ended = ({ bytes }: Write): Uint8Array =>
      Buffer.from(Buffer.from(bytes).toString().replaceAll("\n", "\r\n"));
    return withWrites(
      reply,
      reply.writes.map((write) => ({ ...write, bytes: ended(write) })),
    );
  };
}

/**
 * Cuts the body into HTTP chunks of that many bytes, whatever they hold: half a line, half a letter, two lines. A
 * list gives the lengths of the first chunks, its last one repeats. A chunk waits for all the tokens it completes.
 */
export function rechunk(...lengths: readonly [number, ...number[]]): Fault {
  return (reply) => withWrites(reply, cut(reply.writes, lengths));
}

/** Byte by byte, each at the given pace: with `manual`, one `release()` lets one byte go. */
export function drip(pace: Pace): Fault {
  return (reply) => {
    const writes = cut(reply.writes, [1]).map((write) => ({ ...write, permits: 1 }));
    return { ...withWrites(reply, writes), pace };
  };
}

/** Answers as ever, and just before the answer's last piece the server becomes another. */
export function thenScript(next: ScriptPart): Fault {
  return (reply) => changing(reply, "last", () => next);
}

/** Answers as ever, and from then on refuses connections. */
export function thenRefuse(): Fault {
  return thenScript({ refusing: true });
}

/** The same reply with other content, which no longer has the length it had. */
function withWrites(reply: Reply, writes: readonly Write[]): Reply {
  return { ...reply, headers: without(reply.headers, "content-length"), writes };
}

function written(part: Write["part"], text: string): Write {
  return { part, bytes: Buffer.from(text), tokens: 0, permits: 0 };
}

function inserting(tokens: number, line: (reply: Reply) => string): Fault {
  return (reply) => {
    const { before, after } = splitAfter(reply.writes, tokens);
    return withWrites(reply, [
      ...before,
      written("frame", frame(reply.framing, { value: line(reply) })),
      ...after,
    ]);
  };
}

/** Cuts behind the nth token, for 0 before the first one. An answer of one piece is cut in proportion. */
function splitAfter(
  writes: readonly Write[],
  tokens: number,
): { before: readonly Write[]; after: readonly Write[] } {
  const before: Write[] = [];
  let left = tokens;
  for (const [index, write] of writes.entries()) {
    const begun = before.some((earlier) => earlier.tokens > 0);
    if (write.part === "tail" || write.tokens > left || (begun && left <= 0)) {
      const [first, second] = halve(write, write.tokens > 0 ? Math.max(0, left) / write.tokens : 0);
      return { before: [...before, ...first], after: [...second, ...writes.slice(index + 1)] };
    }
    before.push(write);
    left -= write.tokens;
  }
  return { before, after: [] };
}

function halve(write: Write, share: number): readonly [readonly Write[], readonly Write[]] {
  const at = Math.floor(write.bytes.length * Math.min(1, share));
  if (at === 0) return [[], [write]];
  const tokens = Math.floor(write.tokens * share);
  const rest = write.tokens - tokens;
  return [
    [{ part: "token", bytes: write.bytes.subarray(0, at), tokens, permits: tokens }],
    [{ ...write, bytes: write.bytes.subarray(at), tokens: rest, permits: rest }],
  ];
}

/** Joins all writes and cuts them anew. A piece has the tokens of every write whose last byte it holds. */
function cut(writes: readonly Write[], lengths: readonly number[]): readonly Write[] {
  const all = Buffer.concat(writes.map(({ bytes }) => bytes));
  const ends = endsOf(writes);
  const pieces: Write[] = [];
  for (let from = 0; from < all.length;) {
    const length = lengths[Math.min(pieces.length, lengths.length - 1)] ?? all.length;
    const to = Math.min(all.length, from + Math.max(1, length));
    const here = ends.filter(({ end }) => end > from && end <= to).map(({ write }) => write);
    const tokens = here.reduce((sum, write) => sum + write.tokens, 0);
    pieces.push({
      part: here.at(-1)?.part ?? "frame",
      bytes: all.subarray(from, to),
      tokens,
      permits: tokens,
    });
    from = to;
  }
  return pieces;
}

function endsOf(writes: readonly Write[]): readonly { readonly end: number; readonly write: Write }[] {
  let end = 0;
  return writes.map((write) => ({ end: (end += write.bytes.length), write }));
}
