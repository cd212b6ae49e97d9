describe("cart", () => {
  it("adds", () => {
    const cart = open();
    expect(cart.size).toBe(1);
  });

  it("removes", () => {
    const cart = open();
    expect(cart.size).toBe(1);
  });
});
