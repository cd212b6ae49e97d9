public class Basket {
    private final List<Item> items = new ArrayList<>();

    public void add(Item item) {
        if (item != null) {
            items.add(item);
        }
    }

    public double total() {
        double sum = 0;
        for (Item item : items) {
            sum += item.getPrice();
        }
        return sum;
    }
}
