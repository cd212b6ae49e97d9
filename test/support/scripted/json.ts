/** A JSON object whose members are still to be looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object and not a list or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses a text that must hold a JSON object. */
export function parseObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error(`Not a JSON object: ${text.slice(0, 80)}`);
  return value;
}

/** The member of that name when it is an object, else an empty one. */
export function objectIn(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isObject(value) ? value : {};
}

/** The member of that name when it is a text, else `undefined`. */
export function textIn(from: JsonObject, key: string): string | undefined {
  const value = from[key];
  return typeof value === "string" ? value : undefined;
}

/** The member of that name when it is a number, else `undefined`. */
export function numberIn(from: JsonObject, key: string): number | undefined {
  const value = from[key];
  return typeof value === "number" ? value : undefined;
}

/** The members of the list of that name; a single value counts as a list of one, a missing one as none. */
export function listIn(from: JsonObject, key: string): readonly unknown[] {
  const value = from[key];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The same object without the member of that name. */
export function without<K extends string, T extends object>(from: T, key: K): Omit<T, K> {
  const copy = { ...from };
  Reflect.deleteProperty(copy, key);
  return copy;
}
