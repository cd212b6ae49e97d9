import type { Browser } from "playwright-core";
import type { FromFlowView, ToFlowView } from "../../src/protocol/flowMessages.ts";
import { openView, type OpenView, type ViewOptions } from "./openView.ts";

/** The open page of the data flow. */
export type OpenFlow = OpenView<FromFlowView, ToFlowView>;

/** Opens the data flow's page, by default as wide as an editor beside the side bar. */
export function openFlow(browser: Browser, options: ViewOptions = {}): Promise<OpenFlow> {
  return openView(browser, "flow", { width: 800, height: 900, ...options });
}
