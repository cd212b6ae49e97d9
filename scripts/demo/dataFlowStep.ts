import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { flowPanel, type FlowRow } from "../../test/e2e/page/flowPanel.ts";
import { ledgerPanel } from "../../test/e2e/page/ledgerPanel.ts";
import type { EndEntry, LedgerEntry } from "../../src/ledger/record.ts";
import { sizeLabel } from "../../src/privacy/ledgerWords.ts";
import { destinationLabel } from "../../src/terms/destination.ts";
import type { CloudStage } from "./cloudStage.ts";
import { fakeCloud } from "./fakeCloud.ts";
import { hold, textOf, until, type Measured } from "./step.ts";

const parts: Readonly<Record<string, string>> = { chat: "Chat", completion: "Completion" };

/** What the page says, and what the files say: requests by part and by where they ended. */
type Sums = Readonly<Record<string, number>>;

function sorted(sums: ReadonlyMap<string, number>): Sums {
  return Object.fromEntries([...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function sumsOfPage(rows: readonly FlowRow[]): Sums {
  const sums = new Map<string, number>();
  for (const { part, gate, destination, requests } of rows) {
    const name = part.startsWith("Errands") ? "Errands" : part;
    const where =
      gate === "Let through" ? destination.replace(/ (?:stayed|left|may have left|no end) .*$/, "") : gate;
    const key = `${name} → ${where.replace(/: .*$/, "")}`;
    sums.set(key, (sums.get(key) ?? 0) + requests);
  }
  return sorted(sums);
}

/** Reckoned anew from the files, with nothing that the page is drawn by. */
function sumsOfFiles(entries: readonly LedgerEntry[]): Sums {
  const ends = new Map<string, EndEntry>();
  for (const entry of entries) if (entry.phase === "end") ends.set(entry.id, entry);
  const sums = new Map<string, number>();
  for (const entry of entries) {
    if (entry.phase !== "attempt" && entry.phase !== "refused") continue;
    const end = ends.get(entry.id);
    // Where the editor's own fetch failed nobody can tell whether it had reached somebody.
    const reachedNobody = end?.outcome === "unreachable" && end.address === undefined;
    const where = reachedNobody ? "Let through, reached nobody" : destinationLabel(entry);
    const key = `${parts[entry.purpose] ?? "Errands"} → ${entry.phase === "refused" ? "Stopped" : where}`;
    sums.set(key, (sums.get(key) ?? 0) + 1);
  }
  return sorted(sums);
}

/** Draws where data went, holds it to the files, and goes from a line to its records. */
export async function dataFlowView(stage: CloudStage): Promise<Measured> {
  const { page, ledger, picture, pictureInContrast } = stage;
  await runCommand(page, "Drawbridge: Open Data Flow");
  const flow = flowPanel(page);
  await flow.lead.filter({ hasText: fakeCloud.host }).waitFor();
  // Errands may come and go while both are read.
  const [onPage, inFiles] = await until(
    async () => {
      const found = [sumsOfPage(await flow.rows()), sumsOfFiles(await ledger())] as const;
      return JSON.stringify(found[0]) === JSON.stringify(found[1]) ? found : undefined;
    },
    `the page says ${JSON.stringify(sumsOfPage(await flow.rows()))}, the files ${JSON.stringify(sumsOfFiles(await ledger()))}`,
  );
  const lead = await textOf(flow.lead);
  const [rows, lines] = [await flow.rows(), await flow.lines.count()];
  hold(lines === rows.length, `the picture has ${lines} lines, the table ${rows.length} rows`);
  const toCloud = rows.find(({ destination }) => destination.startsWith(`${fakeCloud.host} left`));
  hold(toCloud !== undefined, "no row says that something left for the cloud");
  const bytes = bytesTo(fakeCloud.host, await ledger());
  hold(
    toCloud?.sent === sizeLabel(bytes),
    `the page says ${toCloud?.sent ?? "nothing"} was sent to the cloud, the files ${bytes} B`,
  );
  await picture();
  await pictureInContrast();
  await flow.openRecords(`${fakeCloud.host} left this device`);
  const records = await recordsOf(stage);
  hold(
    records === toCloud?.requests,
    `the row says ${toCloud?.requests ?? "nothing"}, the ledger lists ${records}`,
  );
  await picture();
  await ledgerPanel(page).frame.getByRole("button", { name: "Back to all requests" }).click();
  return {
    lead,
    onPage: Object.entries(onPage).map(([way, count]) => `${way}: ${count}`),
    inFiles: Object.entries(inFiles).map(([way, count]) => `${way}: ${count}`),
    sentToCloudOnPage: toCloud?.sent ?? "",
    bytesToCloudInFiles: bytes,
    recordsOfThatLine: records,
  };
}

function bytesTo(host: string, entries: readonly LedgerEntry[]): number {
  return entries.reduce(
    (sum, entry) => (entry.phase === "attempt" && entry.host === host ? sum + entry.bytes : sum),
    0,
  );
}

/** How many lines the ledger lists of one way. */
async function recordsOf({ page }: CloudStage): Promise<number> {
  const { frame, lines, checks } = ledgerPanel(page);
  await frame.locator(".banner", { hasText: fakeCloud.host }).waitFor();
  await checks.getByText(/chain holds/).waitFor();
  return lines.count();
}
