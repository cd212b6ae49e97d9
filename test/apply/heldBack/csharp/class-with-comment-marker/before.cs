using System.Collections.Generic;

namespace Shop
{
    public class Prices
    {
        private readonly Dictionary<string, decimal> _prices = new();

        public decimal Find(string name)
        {
            return _prices[name];
        }

        public void Set(string name, decimal price)
        {
            _prices[name] = price;
        }
    }
}
