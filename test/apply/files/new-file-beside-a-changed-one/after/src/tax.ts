export function taxOf(item: Item): number {
  return item.price * 0.2;
}
