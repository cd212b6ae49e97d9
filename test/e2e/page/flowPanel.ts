import type { FrameLocator, Locator, Page } from "playwright-core";
import { editorFrame } from "./webview.ts";

/** One row of the data flow's table, as one reads it. */
export type FlowRow = {
  readonly part: string;
  readonly gate: string;
  /** Its words and what became of what went there. */
  readonly destination: string;
  readonly requests: number;
  readonly sent: string;
  readonly received: string;
};

/** The data flow's page. */
export type FlowPanel = {
  readonly frame: FrameLocator;
  /** The large line at its top. */
  readonly lead: Locator;
  /** The lines of the picture. */
  readonly lines: Locator;
  readonly rows: () => Promise<readonly FlowRow[]>;
  /** The way to the records of the row that has this text somewhere. */
  readonly openRecords: (text: string) => Promise<void>;
};

/** The page that is open in an editor tab. */
export function flowPanel(page: Page): FlowPanel {
  const frame = editorFrame(page);
  const rows = frame.locator(".flow-table tbody tr");
  return {
    frame,
    lead: frame.locator(".lead"),
    lines: frame.locator("svg [data-line]"),
    rows: () =>
      rows.evaluateAll((all) =>
        all.map((row) => {
          const words = [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/g, " ").trim());
          const [part = "", gate = "", destination = "", requests = "", sent = "", received = ""] = words;
          return {
            part,
            gate,
            destination,
            requests: Number.parseInt(requests.replace(",", ""), 10),
            sent,
            received,
          };
        }),
      ),
    openRecords: (text) => rows.filter({ hasText: text }).first().getByRole("button").click(),
  };
}
