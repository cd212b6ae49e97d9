import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ChatStore } from "./chatStore.ts";

/** Hands the store down to whatever is drawn inside. */
export const StoreContext = createContext<ChatStore | undefined>(undefined);

/** The store of the view. */
export function useStore(): ChatStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error("drawn outside the view");
  return store;
}
