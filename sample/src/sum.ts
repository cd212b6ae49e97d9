/** Adds the numbers up; an empty list gives 0. */
export function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) {
    total += number;
  }
  return total;
}

/** The mean of the numbers. */
export function average(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}
