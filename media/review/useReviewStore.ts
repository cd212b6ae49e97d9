import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReviewStore } from "./reviewStore.ts";

/** Hands the store down to whatever is drawn inside. */
export const ReviewStoreContext = createContext<ReviewStore | undefined>(undefined);

/** The store of the view. */
export function useReviewStore(): ReviewStore {
  const store = useContext(ReviewStoreContext);
  if (store === undefined) throw new Error("drawn outside the view");
  return store;
}
