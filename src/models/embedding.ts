/** What a model was trained to have in front of a text, by what the text is. */
export type EmbeddingPrefixes = { readonly document: string; readonly question: string };

type Family = { readonly name: RegExp } & EmbeddingPrefixes;

const none = { document: "", question: "" } as const;
const passages = {
  document: "",
  question: "Represent this sentence for searching relevant passages: ",
} as const;

/**
 * Families of models that make embeddings, by their names in Ollama's library. Prefixes as each model's own card has them
 * (nomic-ai/nomic-embed-text-v1.5, mixedbread-ai/mxbai-embed-large-v1, BAAI/bge-large-en-v1.5,
 * Snowflake/snowflake-arctic-embed-m, google/embeddinggemma-300m).
 */
const families: readonly Family[] = [
  { name: /nomic-embed-text/i, document: "search_document: ", question: "search_query: " },
  { name: /mxbai-embed|bge-large|snowflake-arctic-embed(?!2)/i, ...passages },
  { name: /embeddinggemma/i, document: "title: none | text: ", question: "task: search result | query: " },
  { name: /all-minilm|bge-m3|embed/i, ...none },
];

/** What to put in front of a text for a model; nothing where its family is not known. */
export function embeddingPrefixes(model: string): EmbeddingPrefixes {
  const { document, question } = families.find(({ name }) => name.test(model)) ?? none;
  return { document, question };
}

/** Whether a model makes embeddings: what its server says counts, and where that says nothing its name. */
export function makesEmbeddings({
  name,
  can,
}: {
  readonly name: string;
  readonly can?: { readonly embeddings?: boolean };
}): boolean {
  return can?.embeddings ?? families.some((family) => family.name.test(name));
}
