export function start(): void {
  prepare();
  if (first.isReady) {
    open(first);
    tell(first);
  }
  count();
  end();
  done();
}
