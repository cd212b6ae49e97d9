using System.Collections.Generic;

namespace Shop
{
    public class Prices
    {
        private readonly Dictionary<string, decimal> _prices = new();

        public decimal Find(string name)
        {
            if (!_prices.TryGetValue(name, out var price))
            {
                throw new KeyNotFoundException(name);
            }
            return price;
        }

        public void Set(string name, decimal price)
        {
            _prices[name] = price;
        }
    }
}
