import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { LedgerStore } from "./ledgerStore.ts";

/** Hands the store down to whatever is drawn inside. */
export const LedgerContext = createContext<LedgerStore | undefined>(undefined);

/** The store of the page. */
export function useLedgerStore(): LedgerStore {
  const store = useContext(LedgerContext);
  if (store === undefined) throw new Error("drawn outside the page");
  return store;
}
