import { cutMark } from "./recordedExchanges.ts";

/**
 * The shape of a JSON value as text: types in place of values, keys sorted, one shape for all the elements of a list,
 * so that two bodies of the same kind compare equal.
 */
function valueShape(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${[...new Set(value.map(valueShape))].sort().join(" | ")}]`;
  if (typeof value !== "object") return typeof value;
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${valueShape(field)}`);
  return `{ ${fields.sort().join(", ")} }`;
}

/** The shape of a body by its content type: JSON, the distinct lines of a stream in order, or the text itself. */
export function bodyShape(body: string, contentType: string | null): string {
  if (contentType?.startsWith("application/json") === true) return valueShape(JSON.parse(body));
  if (contentType === "application/x-ndjson") return lineShapes(body.split("\n"));
  if (contentType === "text/event-stream") return lineShapes(body.split("\n").map((line) => line.slice(6)));
  return body;
}

/** All keys of a JSON text wherever they stand, also of one that was cut in its middle. */
export function keysAnywhere(body: string): ReadonlySet<string> {
  const [head = "", tail] = body.split(cutMark);
  // A tail begins anywhere, perhaps inside a string: reading starts where a new field or object certainly does.
  const parts = tail === undefined ? [head] : [head, tail.slice(tail.search(/[{,]"/u) + 1)];
  const keys = parts.flatMap((part) => [...part.matchAll(/"(?<key>(?:[^"\\]|\\.)*)"(?<colon>:?)/gu)]);
  return new Set(keys.flatMap(({ groups }) => (groups?.["colon"] === ":" ? [groups["key"] ?? ""] : [])));
}

function lineShapes(lines: readonly string[]): string {
  const shapes = lines
    .filter((line) => line !== "")
    .map((line) => (line === "[DONE]" ? line : valueShape(JSON.parse(line))));
  return shapes.filter((shape, index) => shape !== shapes[index - 1]).join("\n");
}
