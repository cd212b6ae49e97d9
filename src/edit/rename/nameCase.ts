import { nameWords } from "../../context/nameWords.ts";

/** How words are put together to a name: `itemCount`, `ItemCount`, `item_count`, `ITEM_COUNT`. */
export type NameCase = "camel" | "pascal" | "snake" | "upper";

/** How a name is put together; a single word in small letters does not show it, and is taken for `usual`. */
export function nameCaseOf(name: string, usual: NameCase): NameCase {
  const hasSmall = /\p{Ll}/u.test(name);
  if (!hasSmall && name.length > 1) return "upper";
  if (name.includes("_")) return "snake";
  if (/^\p{Lu}/u.test(name)) return "pascal";
  return /\p{Lu}/u.test(name) ? "camel" : usual;
}

/** The same words as a name of this kind. */
export function inNameCase(name: string, nameCase: NameCase): string {
  const words = nameWords(name).map((word) => word.toLowerCase());
  const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  switch (nameCase) {
    case "camel":
      return words.map((word, at) => (at === 0 ? word : capital(word))).join("");
    case "pascal":
      return words.map(capital).join("");
    case "snake":
      return words.join("_");
    case "upper":
      return words.join("_").toUpperCase();
  }
}
