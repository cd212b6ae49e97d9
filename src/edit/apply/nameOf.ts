import { declaredName, definitionOf } from "./definition.ts";

/** What a row defines or gives a value, as kind and name (`callable save`, `value port`); `undefined` when it names nothing. */
export function nameOf(row: string): string | undefined {
  const definition = definitionOf(row);
  if (definition !== undefined) return definition;
  const value = declaredName(row);
  return value === undefined ? undefined : `value ${value}`;
}

/** The name without its kind. */
export function bareName(name: string): string {
  return name.slice(name.indexOf(" ") + 1);
}

/** Whether two rows name the same: a value may have become a function, a class not. */
export function isSameName(one: string, other: string): boolean {
  if (one === other) return true;
  return (one.startsWith("value ") || other.startsWith("value ")) && bareName(one) === bareName(other);
}
