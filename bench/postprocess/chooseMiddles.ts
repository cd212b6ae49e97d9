import type { Seeded } from "../support/seeded.ts";
import { takeMiddle, withCrLf, type Middle, type MiddleKind } from "./middles.ts";
import { sources } from "./sources.ts";

const kinds: readonly MiddleKind[] = ["rest", "halfWord", "line", "block", "body"];
/** One in so many documents has the line breaks of Windows. */
const crLfOneIn = 10;

/** So many middles, as many of each language, at places chosen by chance. */
export function chooseMiddles(count: number, random: Seeded): readonly Middle[] {
  const texts = sources();
  const languages = [...new Set(texts.map(({ languageId }) => languageId))].map((language) =>
    texts.filter(({ languageId }) => languageId === language),
  );
  const middles: Middle[] = [];
  while (middles.length < count) {
    const source = random.pick(languages[middles.length % languages.length] ?? []);
    const middle = takeMiddle(source, random.pick(kinds), random);
    if (middle !== undefined) middles.push(random.below(crLfOneIn) === 0 ? withCrLf(middle) : middle);
  }
  return middles;
}
