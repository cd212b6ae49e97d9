import { priceOf } from "./price.ts";
import { taxOf } from "./tax.ts";

export function total(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + priceOf(item) + taxOf(item), 0);
}
