import { isObject, type JsonObject } from "./json.ts";
import { failure } from "./failure.ts";
import type { Dialect, Reply } from "./reply.ts";

/** A request's body, or the reply a server written in Go gives to one it cannot read. */
export type ReadBody =
  { readonly ok: true; readonly body: JsonObject } | { readonly ok: false; readonly reply: Reply };

/** Reads the body of a POST. */
export function readBody(dialect: Dialect, text: string): ReadBody {
  const refuse = (message: string): ReadBody => ({
    ok: false,
    reply: withCharset(failure(dialect, 400, message)),
  });
  if (text.trim() === "") return refuse("missing request body");
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? { ok: true, body } : refuse("json: cannot unmarshal into Go value of type map");
  } catch (error) {
    return refuse(goMessage(text, error instanceof Error ? error.message : ""));
  }
}

const withCharset = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, "content-type": "application/json; charset=utf-8" },
});

/** Go's words for broken JSON, as far as they were recorded: an early end, or a wrong letter. */
function goMessage(text: string, message: string): string {
  const position = /at position (\d+)/u.exec(message)?.[1];
  const letter = position === undefined ? undefined : text[Number(position)];
  if (letter === undefined) return "unexpected EOF";
  return `invalid character '${letter}' looking for beginning of object key string`;
}
