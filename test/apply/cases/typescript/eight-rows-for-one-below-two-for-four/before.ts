export function start(): void {
  const user = find(1);
  greet(user);
  open("shop");
  const first = read("a");
  show(first);
  const second = read("b");
  show(second);
  pause(1);
  store(first, second);
  show("stored");
  log("all");
  end();
}
