/** The words that a name is made of, as they stand in it: `parseHttpUrl` gives `parse`, `Http`, `Url`. */
export function nameWords(name: string): readonly string[] {
  return name
    .split(/[_$]+|(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
    .filter((word) => word !== "");
}
