export function start(): void {
  const first = read("a");
  check(first);
  const second = read("b");
  join(first, second);
  end();
}
