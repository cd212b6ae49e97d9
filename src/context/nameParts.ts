import { nameWords } from "./nameWords.ts";

/**
 * What a name is searched by, in lower case: itself, and the words it is made of (`parseHttpUrl` and `parse_http_url`
 * both give `parse`, `http`, `url`). Single letters say nothing and are left out.
 */
export function nameParts(name: string): readonly string[] {
  const parts = [name, ...nameWords(name)].map((word) => word.toLowerCase());
  return [...new Set(parts)].filter((part) => part.length > 1);
}
