import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { FlowStore } from "./flowStore.ts";

/** Hands the store down to whatever is drawn inside. */
export const FlowContext = createContext<FlowStore | undefined>(undefined);

/** The store of the page. */
export function useFlowStore(): FlowStore {
  const store = useContext(FlowContext);
  if (store === undefined) throw new Error("drawn outside the page");
  return store;
}
