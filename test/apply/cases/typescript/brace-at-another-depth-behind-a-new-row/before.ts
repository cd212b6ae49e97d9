export function save(order: Order): Order {
  log("saving");
  check(order);
  if (order.isNew) {
    number(order);
  }
  tell(order);
  return order;
}
