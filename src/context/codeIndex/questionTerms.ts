import { wordsOf, wordTerms } from "./chunkTerms.ts";
import { termHash } from "./termHash.ts";

/** Words that a question has because it is a question, in English; they find nothing. */
const stopWords: ReadonlySet<string> = new Set(
  `a about after all also am an and any are as at be been before being between both but by can cannot could did do does
  doing done each either else ever every few find for from get gets give given go goes had has have having here how i
  if in into is isn it its itself just let like look made make makes many may me might more most much must my need no
  none nor not of off on once one only or other our out over own please same see shall she should show so some
  such tell than that the their them then there these they this those through to too under until up upon us use used
  uses using very want was way we were what when where whether which while who whose why will with within without
  would you your`.split(/\s+/),
);

/** Terms of a question that are searched for; what is pasted with it may hold thousands. */
const mostTerms = 64;

/** The terms a question is searched by, as hashes, each once. One of stop words only is searched by those. */
export function questionTerms(question: string): readonly number[] {
  const words = wordsOf(question);
  const telling = words.filter((word) => !stopWords.has(word.toLowerCase()));
  const terms = (telling.length > 0 ? telling : words).flatMap(wordTerms);
  return [...new Set(terms)].slice(0, mostTerms).map(termHash);
}
