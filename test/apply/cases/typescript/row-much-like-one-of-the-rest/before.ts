export function start(): void {
  prepare();
  show(first, "ready");
  open(first);
  end();
}
