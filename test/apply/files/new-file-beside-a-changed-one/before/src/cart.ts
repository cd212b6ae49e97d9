import { priceOf } from "./price.ts";

export function total(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + priceOf(item), 0);
}
