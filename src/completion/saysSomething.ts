/** Whether a line holds more than closers, openers and what separates: those stand below each other for good reasons. */
export function saysSomething(line: string): boolean {
  return /[^\s()[\]{};,]/.test(line);
}
