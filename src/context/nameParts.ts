/**
 * What a name is searched by, in lower case: itself, and the words it is made of (`parseHttpUrl` and `parse_http_url`
 * both give `parse`, `http`, `url`). Single letters say nothing and are left out.
 */
export function nameParts(name: string): readonly string[] {
  const words = name.split(/[_$]+|(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
  const parts = [name, ...words].map((word) => word.toLowerCase());
  return [...new Set(parts)].filter((part) => part.length > 1);
}
