export function open(): Cart {
  return new Cart([first]);
}
