export function start(): void {
  prepare();
  if (first.isReady && !first.isOpen) {
    open(first);
  } else {
    wait(first);
  }
  log("told");
  tell(first);
  count();
  end();
  done();
}
