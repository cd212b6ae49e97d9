/** The temperature of another completion than the likeliest: warm enough for another line, cold enough for code. */
export const variantTemperature = 0.7;
