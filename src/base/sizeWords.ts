/** Sizes of models as they are written everywhere, decimal like those of Ollama's library: `237 B`, `986 MB`, `4.7 GB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1e6) return bytes < 1e3 ? `${bytes} B` : `${(bytes / 1e3).toFixed(0)} KB`;
  return bytes < 999.5e6 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
