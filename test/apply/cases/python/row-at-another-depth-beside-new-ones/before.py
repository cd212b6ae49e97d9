def save(order):
    if order.is_new:
        number(order)
        store(order)
    return order
