import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { ledgerPanel } from "../../test/e2e/page/ledgerPanel.ts";
import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import { openFile, textEditor } from "../../test/e2e/page/textEditor.ts";
import type { AttemptEntry, LedgerEntry } from "../../src/ledger/record.ts";
import { arrange } from "./arrange.ts";
import type { Stage } from "./stage.ts";
import { hold, textOf, until, type Measured, type Step } from "./step.ts";

/** Requests that carry text of the user's; errands may come and go. */
async function prompts({ engine }: Stage): Promise<number> {
  return (await engine().requests()).filter(({ path }) => ["/api/chat", "/api/generate"].includes(path))
    .length;
}

function attempts(entries: readonly LedgerEntry[]): readonly AttemptEntry[] {
  return entries.filter((entry) => entry.phase === "attempt");
}

/** Attempts that reached the server: one stopped while connecting left nothing there to agree with. */
function reached(entries: readonly LedgerEntry[]): readonly AttemptEntry[] {
  const ends = new Map(
    entries.flatMap((entry) => (entry.phase === "end" ? [[entry.id, entry] as const] : [])),
  );
  return attempts(entries).filter(({ id }) => ends.get(id)?.address !== undefined);
}

function different(some: readonly string[], others: readonly string[]): readonly string[] {
  const rest = [...others];
  const missing = some.filter((line) => {
    const at = rest.indexOf(line);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
  return [...missing.map((line) => `ledger: ${line}`), ...rest.map((line) => `engine: ${line}`)];
}

function requestLine(method: string, path: string, bytes: number): string {
  return `${method} ${path} ${bytes} B`;
}

async function opens({ status, panel, page }: Stage): Promise<Measured> {
  await status.shows(/smollm2|needs your confirmation/);
  await openFile(page, "src/strings.ts");
  const { frame } = await panel();
  await arrange(page, 460);
  const welcome = await textOf(frame.locator(".welcome").first());
  const spoken = await status.ariaLabel();
  hold(/^Drawbridge: .+\. Mode: On this device\./.test(spoken), `the status item says "${spoken}"`);
  return { statusItem: await status.text(), spoken, welcome: welcome.split("\n").slice(0, 2) };
}

async function chatStreams({ status, panel, page, ledger }: Stage): Promise<Measured> {
  const view = await panel();
  await view.ask("Write a short function reverseString in TypeScript.");
  const dialog = await modalDialog(page);
  const asked = await dialog.message();
  await dialog.choose("Use it");
  await view.growing();
  const growing = (await textOf(view.answer)).length;
  await view.ended();
  const whole = (await textOf(view.answer)).length;
  hold(whole > growing, `the answer did not grow while it was shown (${growing} characters, then ${whole})`);
  const measured = await view.measured();
  hold(/^On device .*tok.*tok\/s/.test(measured), `under the answer stands "${measured}"`);
  const end = (await ledger()).findLast((entry) => entry.phase === "end");
  hold(end?.outcome === "done", "the ledger has no end for the answer");
  return { asked, firstCharacters: growing, characters: whole, measured, statusItem: await status.text() };
}

async function chatStops({ panel, engine }: Stage): Promise<Measured> {
  const view = await panel();
  await view.ask("List the numbers from one to three hundred as words, one per line, nothing else.");
  await view.growing();
  await view.frame.locator("button.send.stop").click();
  await view.ended();
  const kept = (await textOf(view.answer.locator(".markdown"))).length;
  hold(kept > 0, "nothing of the stopped answer was kept");
  hold((await textOf(view.answer)).includes("Stopped."), "the stopped answer does not say so");
  const last = await until(async () => {
    const request = (await engine().requests()).findLast(({ path }) => path === "/api/chat");
    return request?.clientGone === true ? request : undefined;
  }, "the engine never noticed that the client went away");
  return {
    keptCharacters: kept,
    engineSawClientLeave: String(last.clientGone),
    engineMilliseconds: last.milliseconds,
  };
}

async function completionShows({ page, engine }: Stage): Promise<Measured> {
  const editor = await openFile(page, "src/sum.ts");
  await page.keyboard.press("Control+End");
  const before = (await engine().requests()).filter(({ path }) => path === "/api/generate").length;
  // As a person types: the editor closes the brace and indents the line.
  await editor.type("\nexport function add(a: number, b: number): number {");
  await page.keyboard.press("Enter");
  await editor.type("return");
  const ghost = await editor.ghostText();
  hold(ghost.trim() !== "", "the ghost text is blank");
  const after = (await engine().requests()).filter(({ path }) => path === "/api/generate").length;
  hold(after > before, "ghost text was shown without a request");
  return { ghostText: ghost, requests: after - before };
}

async function completionAccepts({ page }: Stage): Promise<Measured> {
  const editor = textEditor(page);
  const offered = (await editor.ghostText()).split("\n")[0]?.trim() ?? "";
  await editor.acceptGhostText();
  const text = await editor.text();
  hold(text.includes(offered), `the accepted text "${offered}" is not in the document`);
  return { accepted: offered };
}

async function modeChanges({ page, status, picture }: Stage): Promise<Measured> {
  await status.click();
  await (await quickInput(page)).choose("My network");
  const dialog = await modalDialog(page);
  const question = await dialog.message();
  await picture();
  await dialog.choose("My network");
  await until(
    async () => ((await status.ariaLabel()).includes("Mode: My network") ? true : undefined),
    "the mode did not change",
  );
  const looser = await status.ariaLabel();
  await status.click();
  await (await quickInput(page)).choose("On this device");
  await until(
    async () => ((await status.ariaLabel()).includes("Mode: On this device") ? true : undefined),
    "the mode did not change back",
  );
  return { question, looser, stricterNeedsNoQuestion: await status.ariaLabel() };
}

async function cloudRefused(stage: Stage): Promise<Measured> {
  const { page, panel, status, ledger, picture } = stage;
  const view = await panel();
  await view.frame.locator("button.route").click();
  await (await quickInput(page)).choose("gpt-4o-mini");
  await view.frame.locator(".route", { hasText: "gpt-4o-mini" }).waitFor();
  const before = await prompts(stage);
  await view.ask("What is in this file?");
  await view.frame.locator(".problem.refused").last().waitFor();
  const sentence = await textOf(view.frame.locator(".problem.refused .problem-sentence").last());
  const entries = await ledger();
  const refusal = entries.findLast((entry) => entry.phase === "refused" && entry.purpose === "chat");
  hold(
    refusal?.phase === "refused" && refusal.refusal === "modeForbids",
    "the ledger does not say modeForbids",
  );
  const ledgerAttempts = attempts(entries).filter(({ provider }) => provider === "openai").length;
  hold(ledgerAttempts === 0, "the ledger has an attempt to reach the cloud");
  hold((await prompts(stage)) === before, "the engine was asked instead");
  await picture();
  const hover = await textOf(await status.hover());
  await picture({ pointing: true });
  return {
    sentence,
    ledgerSays: "modeForbids",
    ledgerAttempts,
    hover: hover.split("\n").slice(0, 4),
  };
}

async function backToDevice({ page, panel }: Stage): Promise<void> {
  const view = await panel();
  await view.frame.locator("button.route").click();
  await (await quickInput(page)).choose("smollm2:135m");
  await view.frame.locator(".route", { hasText: "smollm2" }).waitFor();
}

async function ledgerAgrees(stage: Stage): Promise<Measured> {
  await backToDevice(stage);
  const { ledger, engine, page, picture } = stage;
  const compare = async (): Promise<{ here: readonly string[]; there: readonly string[] }> => ({
    here: reached(await ledger()).map(({ method, path, bytes }) => requestLine(method, path, bytes)),
    there: (await engine().requests()).map(({ method, path, bytesIn }) => requestLine(method, path, bytesIn)),
  });
  const { here, there } = await until(async () => {
    const both = await compare();
    const isSame = both.here.toSorted().join() === both.there.toSorted().join();
    return isSame && both.here.length > 0 ? both : undefined;
  }, "the ledger and the engine's log do not agree").catch(async (error: unknown) => {
    const last = await compare();
    const apart = different(last.here, last.there).join("; ");
    throw new Error(`only in one of them: ${apart}`, { cause: error });
  });
  await runCommand(page, "Drawbridge: Open Ledger");
  const { checks, week, lines, close } = ledgerPanel(page);
  await checks.filter({ hasText: "chain holds" }).waitFor();
  await picture();
  const onPage = { linesOnPage: await lines.count(), week: await textOf(week) };
  await close();
  return {
    inLedger: here.length,
    servedByEngine: there.length,
    last: here.at(-1) ?? "",
    ...onPage,
  };
}

async function pausedIsSilent({ page, panel, status, engine }: Stage): Promise<Measured> {
  const view = await panel();
  await runCommand(page, "Drawbridge: Pause or Resume");
  await status.shows("Paused");
  const before = (await engine().requests()).length;
  await view.ask("Are you there?");
  await view.frame.locator(".problem", { hasText: "paused" }).last().waitFor();
  const editor = await openFile(page, "src/strings.ts");
  await page.keyboard.press("Control+End");
  await editor.type("\nconst quiet = ");
  // Only when completion has said why it is silent is it certain that it was asked at all.
  await until(async () => {
    const hover = await textOf(await status.hover());
    await page.mouse.move(0, 0);
    return hover.includes("No suggestion") ? true : undefined;
  }, "completion was never asked while paused");
  const requests = (await engine().requests()).length - before;
  hold(requests === 0, `${requests} requests were made while paused`);
  return { requests, statusItem: await status.text() };
}

async function resume({ page, status }: Stage): Promise<void> {
  await runCommand(page, "Drawbridge: Pause or Resume");
  await (await modalDialog(page)).choose("Resume");
  await status.shows("smollm2");
}

async function engineDies(stage: Stage): Promise<Measured> {
  await resume(stage);
  const { panel, status, stopEngine } = stage;
  const view = await panel();
  await view.ask("Explain in many words what a linked list is, with three examples.");
  await view.growing();
  await stopEngine();
  await view.ended();
  const kept = (await textOf(view.answer.locator(".markdown"))).length;
  const sentence = await textOf(view.answer.locator(".problem-sentence"));
  hold(kept > 0, "the partial answer was lost");
  hold(sentence.includes("Development engine"), `the sentence is "${sentence}"`);
  await view.ask("Are you still there?");
  await status.shows("Development engine is not running");
  await view.ended();
  return { keptCharacters: kept, sentence, statusItem: await status.text() };
}

async function engineReturns({ panel, status, startEngineAgain }: Stage): Promise<Measured> {
  await startEngineAgain();
  const view = await panel();
  await view.answer.getByRole("button", { name: "Try again" }).click();
  await view.answer.locator(".measured").waitFor({ timeout: 120_000 });
  await view.ended();
  await status.shows(/On device/);
  return { measured: await view.measured(), statusItem: await status.text() };
}

/** The main job, in the order a person would meet it. */
export const steps: readonly Step<Stage>[] = [
  { name: "opens", run: opens },
  { name: "chat-streams", run: chatStreams },
  { name: "completion-shows", run: completionShows },
  { name: "completion-accepts", run: completionAccepts },
  { name: "chat-stops", run: chatStops },
  { name: "mode-changes", run: modeChanges },
  { name: "cloud-refused", run: cloudRefused },
  { name: "ledger-agrees", run: ledgerAgrees },
  { name: "paused-is-silent", run: pausedIsSilent },
  { name: "engine-dies", run: engineDies },
  { name: "engine-returns", run: engineReturns },
];
