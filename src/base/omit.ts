/** An object without some of its properties. */
export function omit<T extends object, K extends keyof T & string>(
  object: T,
  ...keys: readonly K[]
): Omit<T, K> {
  const isLeft = ([key]: readonly [string, unknown]): boolean => !keys.some((one) => one === key);
  return Object.fromEntries(Object.entries(object).filter(isLeft)) as Omit<T, K>;
}
