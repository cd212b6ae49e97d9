import { titleCase } from "./strings.ts";
import { sum } from "./sum.ts";

/** One line of an invoice. Prices are in cents, without tax. */
export type Item = {
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
};

/** Tax in percent, by the kind of goods. */
const taxRates = { food: 7, books: 7, other: 19 };

export type Goods = keyof typeof taxRates;

/** What the customer pays, in cents, tax included and rounded to the cent. */
export function total(items: readonly Item[], goods: Goods): number {
  const net = sum(items.map((item) => item.quantity * item.unitPrice));
  return Math.round(net * (1 + taxRates[goods] / 100));
}

/** The invoice as text, one line for each item. */
export function print(items: readonly Item[], goods: Goods): string {
  const lines = items.map((item) => `${item.quantity} × ${titleCase(item.name)}  ${euros(item.unitPrice)}`);
  return [...lines, `Total  ${euros(total(items, goods))}`].join("\n");
}

function euros(cents: number): string {
  return `€ ${(cents / 100).toFixed(2)}`;
}
