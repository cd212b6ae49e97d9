/** The properties of an object that are there: one that may be absent is left out where it is `undefined`. */
export function present<T extends object>(object: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };
}
