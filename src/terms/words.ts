/** The sentences of the editor's language, by the English ones. */
export type Words = {
  /** The language as the editor names it: `de`, `pt-br`. */
  readonly language: string;
  readonly sentences: Readonly<Record<string, string>>;
};

// Bundles that are loaded late share no module of ours, only what is global.
const held = Symbol.for("drawbridge.words");
const holder = globalThis as typeof globalThis & { [held]?: Words | undefined };

/**
 * Sets the sentences that {@link say} takes; `undefined` is English. The host and every page do this in the first module
 * that they load, so that tables of sentences in other modules are in the language, too.
 */
export function useWords(words: Words | undefined): void {
  holder[held] = words;
}

/** The sentences in use; `undefined` in English. */
export function wordsInUse(): Words | undefined {
  return holder[held];
}

/** The language on screen, for numbers, dates and pages; English where nothing is translated. */
export function language(): string {
  return wordsInUse()?.language ?? "en-US";
}

/**
 * A sentence in the editor's language; without a translation it is the English one. `{0}` stands for the first of
 * `values`. Sentences are whole: what differs between one and many is two of them. Only literals are handed in, since
 * `npm run check` looks for every one of them in the translations.
 */
export function say(text: string, ...values: readonly (string | number)[]): string {
  const sentences = wordsInUse()?.sentences ?? {};
  const sentence = Object.hasOwn(sentences, text) ? (sentences[text] ?? text) : text;
  if (values.length === 0) return sentence;
  return sentence.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

/** What `work` makes with English words: for what is not read on screen, such as what goes to a model. */
export function inEnglish<T>(work: () => T): T {
  const words = wordsInUse();
  useWords(undefined);
  try {
    return work();
  } finally {
    useWords(words);
  }
}
