export function start(): void {
  prepare();
  if (!first.isReady) return;
  open(first);
  tell(first);
  count();
  end();
  done();
}
