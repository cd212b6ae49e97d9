/** Two small functions; what is asked of one leaves the other alone. */
export const shapes = [
  "export function area(width: number, height: number): number {",
  "  return width * height;",
  "}",
  "",
  "export function edge(width: number, height: number): number {",
  "  return 2 * (width + height);",
  "}",
  "",
] as const;

/** A loop that can be written shorter. */
export const sum = [
  "export function sum(numbers: readonly number[]): number {",
  "  let total = 0;",
  "  for (const number of numbers) {",
  "    total += number;",
  "  }",
  "  return total;",
  "}",
] as const;

/** {@link sum} written shorter. */
export const reducedSum = [
  sum[0],
  "  return numbers.reduce((total, number) => total + number, 0);",
  "}",
] as const;

const log = ["  log(1);", "  log(2);"] as const;

/** Rows that stand twice: code for them alone has two places. */
export const twins = ["function one() {", ...log, "}", "", "function two() {", ...log, "}", ""] as const;

/** New sides for {@link shapes}, and a row at its end: two changes, far from each other. */
export const renamedShapes = [
  "export function area(wide: number, high: number): number {",
  "  return wide * high;",
  ...shapes.slice(2, 6),
  "}",
  "",
  "export const unit = 1;",
] as const;

/** The first function of {@link shapes} with its sides checked. */
export const checkedArea = [
  shapes[0],
  '  if (width < 0 || height < 0) throw new RangeError("negative");',
  ...shapes.slice(1, 3),
] as const;

/** Code as models give it. */
export function fenced(info: string, rows: readonly string[]): string {
  return `\`\`\`${info}\n${rows.join("\n")}\n\`\`\`\n`;
}
