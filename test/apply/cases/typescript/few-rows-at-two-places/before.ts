export function start(): void {
  const first = read("a");
  show("first is read");
  show(first.name);
  show(first.size);
  check(first);
  const second = read("b");
  join(first, second);
  show("second is read");
  show(second.name);
  show(second.size);
  show("both");
  end();
}
