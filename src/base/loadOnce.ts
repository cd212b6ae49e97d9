/**
 * Loads something when it is first asked for, and gives the same to everybody from then on. A load that failed is forgotten:
 * the next one who asks tries again.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
