import "../parts/pageWords.ts";
import type { FromStatistics, ToStatistics } from "../../src/protocol/statisticsMessages.ts";
import { mountPage } from "../parts/mountPage.ts";
import { openViewHost } from "../parts/viewHost.ts";
import { StatisticsPage } from "./StatisticsPage.tsx";
import { StatisticsStore, type Memory } from "./statisticsStore.ts";
import { StatisticsContext } from "./useStatisticsStore.ts";
import "../parts/base.css";
import "../parts/page.css";
import "./statistics.css";

const { post, recall, remember, listen } = openViewHost<FromStatistics, ToStatistics, Memory>();
const store = new StatisticsStore({ post, recall, remember });

listen((message) => {
  store.receive(message);
});
mountPage(
  <StatisticsContext.Provider value={store}>
    <StatisticsPage />
  </StatisticsContext.Provider>,
);
store.begin();
