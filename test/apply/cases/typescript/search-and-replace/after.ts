import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface Item {
  readonly id: string;
  readonly price: number;
  readonly quantity: number;
}

/** Sums up a cart. */
export function total(items: readonly Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price * item.quantity;
  }
  return sum;
}

export function discount(amount: number, percent: number): number {
  if (percent < 0) {
    throw new RangeError("percent");
  }
  return amount - (amount * percent) / 100;
}

export class Cart {
  private items: Item[] = [];

  constructor(private readonly folder: string) {}

  add(item: Item): void {
    this.items.push(item);
  }

  remove(id: string): void {
    this.items = this.items.filter((item) => item.id !== id);
  }

  async load(): Promise<void> {
    const path = join(this.folder, "cart.json");
    const text = await readFile(path, "utf8");
    this.items = JSON.parse(text) as Item[];
  }

  get total(): number {
    return discount(total(this.items), 0);
  }
}
