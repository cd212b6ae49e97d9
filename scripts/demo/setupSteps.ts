import { readFile } from "node:fs/promises";
import { parse } from "jsonc-parser";
import type { Locator } from "playwright-core";
import { openChat } from "../../test/e2e/page/chatPanel.ts";
import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { notifications } from "../../test/e2e/page/notifications.ts";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import { changeUserSettings } from "../../test/e2e/page/userSettings.ts";
import { arrange } from "./arrange.ts";
import type { LoggedRequest } from "../../test/support/scripted/requestLog.ts";
import { pulledModel, scriptedLabel, type SetupStage } from "./setupStage.ts";
import { hold, textOf, until, type Measured, type Step } from "./step.ts";

/** What a toast that holds these words says in full. */
async function toastWith(words: RegExp, { page }: SetupStage): Promise<string> {
  const toast = notifications(page).toasts.filter({ hasText: words }).first();
  await toast.waitFor({ timeout: 60_000 });
  return textOf(toast.locator(".notification-list-item-message"));
}

async function firstRun(stage: SetupStage): Promise<Measured> {
  const { page, picture, engine, status } = stage;
  await status.shows(engine.model);
  const chat = await openChat(page);
  await arrange(page, 460);
  const welcome = chat.frame.locator(".welcome").first();
  await welcome.filter({ hasText: engine.model }).waitFor();
  const found = (await textOf(welcome)).split("\n").filter((line) => line !== "");
  hold(
    found.some((line) => line.includes(engine.label)),
    `the empty chat says "${found.join(" / ")}"`,
  );
  await picture();
  await runCommand(page, "Drawbridge: Test Provider");
  await (await quickInput(page)).choose(engine.label);
  const dialog = await modalDialog(page);
  const asked = await dialog.message();
  await dialog.choose("Use it");
  const tested = await toastWith(/answered: first token after \d+ ms/, stage);
  await picture();
  const [, firstTokenMs = ""] = /first token after (\d+) ms/.exec(tested) ?? [];
  hold(Number(firstTokenMs) > 0, `the test says "${tested}"`);
  return { emptyChat: found.slice(0, 2), asked, tested, firstTokenMs: Number(firstTokenMs) };
}

type Written = Readonly<Record<string, { readonly url?: string; readonly kind?: string }>>;

async function writtenProviders({ settingsFile }: SetupStage): Promise<Written> {
  const settings = parse(await readFile(settingsFile, "utf8")) as Readonly<Record<string, unknown>>;
  return (settings["drawbridge.providers"] ?? {}) as Written;
}

async function addedByCommand(stage: SetupStage): Promise<Measured> {
  const { page, picture, second } = stage;
  const before = Object.keys(await writtenProviders(stage));
  await runCommand(page, "Drawbridge: Add Provider");
  await (await quickInput(page, "Add Provider (1/")).choose("OpenAI-compatible server");
  const address = await quickInput(page, "Add Provider (2/");
  await address.input.fill(second.url);
  await picture();
  await address.input.press("Enter");
  await page.locator(".quick-input-widget:visible", { hasText: "In the settings it is" }).waitFor();
  await (await quickInput(page)).enter("Second server");
  await page.locator('.quick-input-widget:visible input[type="password"]').press("Enter");
  const entry = await until(
    async () => Object.entries(await writtenProviders(stage)).find(([id]) => !before.includes(id)),
    "nothing was written into the settings",
  );
  const [id, written] = entry;
  hold(written.url === `${second.url}/v1`, `the address was written as ${written.url ?? "nothing"}`);
  await notifications(page).choose("Second server is added", "Test");
  await (await modalDialog(page)).choose("Use it");
  const tested = await toastWith(/Second server answered/, stage);
  await picture();
  return { typed: second.url, written: `${id}: ${JSON.stringify(written)}`, tested };
}

/** The rows of the Problems panel, as far as they are Drawbridge's. */
async function problems({ page }: SetupStage): Promise<readonly string[]> {
  const rows = await page.locator(".markers-panel .monaco-list-row").allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, " ").trim()).filter((row) => /drawbridge\.\w/.test(row));
}

async function addedInSettingsJson(stage: SetupStage): Promise<Measured> {
  const { page, picture, second, settingsFile } = stage;
  const before = await writtenProviders(stage);
  const write = (kind: string): Promise<void> =>
    changeUserSettings(page, settingsFile, {
      "drawbridge.providers": { ...before, third: { kind, url: `${second.url}/v1`, label: "Third server" } },
    });
  await write("vlm");
  await page.keyboard.press("Control+Shift+M");
  const [told = ""] = await until(async () => {
    const rows = await problems(stage);
    return rows.length > 0 ? rows : undefined;
  }, "the Problems panel says nothing");
  hold(told.includes("vllm"), `the Problems panel says "${told}"`);
  await picture();
  await write("vllm");
  await until(
    async () => ((await problems(stage)).length === 0 ? true : undefined),
    "the problem stays although it was corrected",
  );
  await page.keyboard.press("Control+J");
  await runCommand(page, "Drawbridge: Choose Chat Model");
  const picker = await quickInput(page);
  const row = picker.box.locator(".monaco-list-row", { hasText: /second-model.*Third server/s }).first();
  await row.waitFor();
  const offered = (await textOf(row)).replace(/\s+/g, " ");
  await picture();
  await page.keyboard.press("Escape");
  return { toldAtLine: told, offeredOnceCorrected: offered };
}

/** Has the scripted server fetch a model, up to its first progress; returns what was asked before. */
async function beginPull(
  stage: SetupStage,
): Promise<{ readonly asked: string; readonly request: LoggedRequest }> {
  const { page, ollama } = stage;
  await runCommand(page, "Drawbridge: Pull Model");
  await (await quickInput(page, "Pull a model with which server?")).choose(scriptedLabel);
  const models = await quickInput(page, "Pull which model with");
  await models.row("Another model…").waitFor();
  await models.choose("Another model…");
  await page.locator(".quick-input-widget:visible", { hasText: "As its registry calls it" }).waitFor();
  await (await quickInput(page)).enter(pulledModel.name);
  const dialog = await modalDialog(page);
  const asked = await dialog.message();
  const before = ollama.requests.length;
  await dialog.choose("Pull");
  const request = await ollama.waitFor(
    (one) => one.path === "/api/pull" && ollama.requests.indexOf(one) >= before,
  );
  return { asked, request };
}

/** The progress of the pull, once it says so many percent. */
async function progressOf(percent: number, { page }: SetupStage): Promise<Locator> {
  const toast = notifications(page)
    .toasts.filter({ hasText: `${percent} %` })
    .first();
  await toast.waitFor();
  return toast;
}

async function pullCancelled(stage: SetupStage): Promise<Measured> {
  const { ollama, picture } = stage;
  const { asked, request } = await beginPull(stage);
  ollama.release(1, request);
  const toast = await progressOf(25, stage);
  const said = (await textOf(toast.locator(".notification-list-item-message"))).replace(/\s+/g, " ");
  await picture();
  await toast.getByRole("button", { name: "Cancel" }).click();
  await ollama.waitFor((one) => one === request && one.aborted);
  await toast.waitFor({ state: "detached" });
  return { asked, saidMeanwhile: said, serverSawItEnd: String(request.aborted) };
}

async function pullWithProgress(stage: SetupStage): Promise<Measured> {
  const { page, ollama, picture } = stage;
  const { request } = await beginPull(stage);
  const said: string[] = [];
  for (const percent of [25, 50, 75]) {
    ollama.release(1, request);
    const toast = await progressOf(percent, stage);
    said.push((await textOf(toast.locator(".notification-list-item-message"))).replace(/\s+/g, " "));
    if (percent === 50) await picture();
  }
  ollama.release(Infinity, request);
  const done = await toastWith(/has tiny-coder:1b now/, stage);
  await notifications(page).choose("has tiny-coder:1b now", "Choose Chat Model");
  const picker = await quickInput(page);
  const row = picker.row(pulledModel.name);
  await row.waitFor();
  const offered = (await textOf(row)).replace(/\s+/g, " ");
  await picture();
  await page.keyboard.press("Escape");
  return { shapeOfProgress: "types of the ollama package 0.6.4", said, done, offered };
}

/** What a new user does, in the order in which they would. */
export const setupSteps: readonly Step<SetupStage>[] = [
  { name: "first-run", run: firstRun },
  { name: "provider-added-by-command", run: addedByCommand },
  { name: "provider-added-in-settings-json", run: addedInSettingsJson },
  { name: "pull-cancelled", run: pullCancelled },
  { name: "pull-with-progress", run: pullWithProgress },
];
