import { sentencesIn } from "./sentencesIn.ts";

/** What l10n/bundle.l10n.json holds: every sentence that is handed to `say`, by itself, in the order of the code. */
export function englishBundle(sources: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const said = [...sources].flatMap(([path, text]) => sentencesIn(path, text).said);
  return Object.fromEntries(said.map(({ text }) => [text, text]));
}
