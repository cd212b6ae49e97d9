import { said } from "./said.ts";

export function wordsOf({
  done,
  all,
}: Pace): string {
  return `${done} of ${all}`;
}
export function percentOf({
  done,
  all,
}: Pace): number {
  return done / all;
}
