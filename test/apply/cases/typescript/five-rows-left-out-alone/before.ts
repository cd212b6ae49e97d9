export function start(): void {
  open("shop");
  show("a");
  show("b");
  wait(1);
  store("c");
  show("stored");
  end();
}
