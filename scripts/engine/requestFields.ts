import { ApiError } from "./apiError.ts";

/** The fields of a JSON request, read one at a time with the error bodies that Ollama's own decoder gives. */
export class RequestFields {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #struct: string;

  /** `struct` is the name that Ollama's errors give this request, such as `ChatRequest`. */
  constructor(struct: string, value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new ApiError(
        400,
        `json: cannot unmarshal ${jsonKind(value)} into Go value of type api.${struct}`,
      );
    }
    this.#struct = struct;
    this.#values = new Map(Object.entries(value));
  }

  /** A field as it came; undefined when it is absent or null. */
  value(name: string): unknown {
    return this.#values.get(name) ?? undefined;
  }

  string(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === "string" ? value : this.#refuse(name, value, "string");
  }

  boolean(name: string): boolean | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === "boolean" ? value : this.#refuse(name, value, "bool");
  }

  integer(name: string): number | undefined {
    const value = this.value(name);
    if (value === undefined || (typeof value === "number" && Number.isInteger(value))) return value;
    return this.#refuse(name, value, "int");
  }

  number(name: string): number | undefined {
    const value = this.value(name);
    return value === undefined || typeof value === "number" ? value : this.#refuse(name, value, "float64");
  }

  list(name: string, goType: string): readonly unknown[] | undefined {
    const value = this.value(name);
    return value === undefined || Array.isArray(value) ? value : this.#refuse(name, value, goType);
  }

  object(name: string): ReadonlyMap<string, unknown> | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return new Map(Object.entries(value));
    return this.#refuse(name, value, "map[string]interface {}");
  }

  #refuse(name: string, value: unknown, goType: string): never {
    const field = `${this.#struct}.${name}`;
    const message = `json: cannot unmarshal ${jsonKind(value)} into Go struct field ${field} of type ${goType}`;
    throw new ApiError(400, message);
  }
}

/** Parses a request body; what is wrong with it is said as Ollama says it. */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === "") throw new ApiError(400, "missing request body");
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ApiError(400, describeJsonError(error instanceof Error ? error.message : "", text));
  }
}

/** From what V8's parser complains about to the words Go uses for the same place. */
const places: readonly (readonly [RegExp, string])[] = [
  [
    /^Expected property name|^Expected double-quoted property name/u,
    "looking for beginning of object key string",
  ],
  [/^Expected ':'/u, "after object key"],
  [/^Expected ',' or '\}'/u, "after object key:value pair"],
  [/^Expected ',' or '\]'/u, "after array element"],
  [/^Bad control character/u, "in string literal"],
  [/^Bad escaped|^Bad Unicode/u, "in string escape code"],
  [/^Unexpected non-whitespace/u, "after top-level value"],
];

function describeJsonError(complaint: string, text: string): string {
  const position = /at position (?<at>\d+)/u.exec(complaint)?.groups?.["at"];
  const token = /^Unexpected token '(?<token>.)'/su.exec(complaint)?.groups?.["token"];
  const character = token ?? (position === undefined ? undefined : text.charAt(Number(position)));
  if (character === undefined || character === "" || complaint.startsWith("Unterminated string")) {
    return "unexpected EOF";
  }
  const place = places.find(([pattern]) => pattern.test(complaint))?.[1] ?? "looking for beginning of value";
  return `invalid character '${character === "'" ? "\\'" : character}' ${place}`;
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return value === null ? "null" : typeof value;
}
