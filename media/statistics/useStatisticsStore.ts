import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { StatisticsStore } from "./statisticsStore.ts";

/** Hands the store down to whatever is drawn inside. */
export const StatisticsContext = createContext<StatisticsStore | undefined>(undefined);

/** The store of the page. */
export function useStatisticsStore(): StatisticsStore {
  const store = useContext(StatisticsContext);
  if (store === undefined) throw new Error("drawn outside the page");
  return store;
}
