export function start(): void {
  prepare();
  show(first, "ready");
  open(first);
  if (isOpen(first)) {
    show(first, "open");
  }
  end();
}
