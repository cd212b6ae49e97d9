export function total(items: readonly Item[]): number {
  const rate = rateOf(items);
  const sum = items.reduce((all, { price }) => all + price, 0);
  return sum * (1 + rate);
}
