export class Basket {
  add(item: Item): void {
    this.items.push(item);
  }

  clear(): void {
    this.items.length = 0;
  }
}
