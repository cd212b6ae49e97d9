export function first(): void {
  prepare();
  store(one);
  finish();
}

export function second(): void {
  prepare();
  show(two);
  store(one);
  tell(two);
  finish();
}
