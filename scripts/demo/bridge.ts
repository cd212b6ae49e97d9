import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { quickInput } from "../../test/e2e/page/quickInput.ts";
import type { CloudStage } from "./cloudStage.ts";

/** Picks the model for chat and waits until the status item shows it; returns what the picker says about it. */
export async function pickModel(
  { page, status }: Pick<CloudStage, "page" | "status">,
  model: string,
): Promise<string> {
  await runCommand(page, "Drawbridge: Choose Chat Model");
  const picker = await quickInput(page, "Model for chat");
  // A long list draws only the rows that are in sight.
  await picker.input.fill(model);
  const row = picker.row(model);
  const words = (await row.innerText()).replace(/\s+/g, " ").trim();
  await row.click();
  await status.shows(model);
  return words;
}

/**
 * Picks a mode, confirming a looser one as a person does, and waits until it is in force. Returns the moment of the pick,
 * by `performance.now()`.
 */
export async function pickMode(
  { page, status }: CloudStage,
  label: string,
  change: "looser" | "stricter",
): Promise<number> {
  await runCommand(page, "Drawbridge: Change Mode");
  const picker = await quickInput(page);
  await picker.row(label).waitFor();
  const picked = performance.now();
  await picker.choose(label);
  if (change === "looser") await (await modalDialog(page)).choose(label);
  await status.item.locator(`[aria-label*="Mode: ${label}."]`).waitFor();
  return picked;
}

/** Types the API key of a provider. */
export async function setKey({ page }: CloudStage, provider: string, key: string): Promise<void> {
  await runCommand(page, "Drawbridge: Set API Key");
  const picker = await quickInput(page, "API key for which provider?");
  await picker.input.fill(provider);
  await picker.choose(provider);
  const input = page.locator('.quick-input-widget:visible input[type="password"]');
  await input.fill(key);
  await input.press("Enter");
  await input.waitFor({ state: "detached" });
}
