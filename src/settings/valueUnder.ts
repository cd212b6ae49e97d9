/** What stands under a name, when the value can have anything under names. */
export function valueUnder(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
