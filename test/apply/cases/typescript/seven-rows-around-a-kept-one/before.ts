export function start(): void {
  const first = read("a");
  show(first);
  const second = read("b");
  show(second);
  pause(1);
  store(first, second);
  show("stored");
  begin();
  end();
}
