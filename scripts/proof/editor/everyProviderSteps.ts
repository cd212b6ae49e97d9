import type { Page } from "playwright-core";
import { providerKinds, type ProviderKind } from "../../../src/settings/providerPresets.ts";
import { notAllowed } from "../../../src/terms/destination.ts";
import { runCommand } from "../../../test/e2e/page/commandPalette.ts";
import { notifications } from "../../../test/e2e/page/notifications.ts";
import { quickInput } from "../../../test/e2e/page/quickInput.ts";
import { hold, textOf } from "../../demo/step.ts";
import { closedHost, closedModel, entryLabel, isClosed } from "../everyProvider.ts";
import type { Measured } from "../step.ts";
import type { EditorContext } from "./editorContext.ts";

/** The API of OpenAI is on the stage from the start, and is asked by other steps. */
const closedKinds: readonly ProviderKind[] = providerKinds.filter(
  (kind) => isClosed(kind) && kind !== "openai",
);

/** Opens the list of models: of each API there is one, and it is locked. */
export async function pickClosed({ stage }: EditorContext): Promise<Measured> {
  const { page } = stage();
  await runCommand(page, "Drawbridge: Choose Chat Model");
  const picker = await quickInput(page, "Model for chat");
  for (const kind of closedKinds) {
    await picker.input.fill(closedModel(kind));
    const row = (await textOf(picker.row(closedModel(kind)))).replace(/\s+/g, " ");
    hold(row.includes(notAllowed), `the row of ${kind} says "${row}"`);
  }
  await page.keyboard.press("Escape");
  await picker.box.waitFor({ state: "detached" });
  return { locked: closedKinds.length };
}

/** Has each API tested, as a person who does not know the mode. */
export async function testClosed({ stage }: EditorContext): Promise<Measured> {
  const { page } = stage();
  let said = "";
  for (const kind of closedKinds) said = await testInVain(page, kind);
  return { refused: closedKinds.length, said };
}

async function testInVain(page: Page, kind: ProviderKind): Promise<string> {
  await runCommand(page, "Drawbridge: Test Provider");
  const picker = await quickInput(page, "Test which provider?");
  await picker.input.fill(entryLabel(kind));
  await picker.choose(entryLabel(kind));
  const { toasts } = notifications(page);
  const toast = toasts.filter({ hasText: `does not send to ${closedHost(kind)}` }).first();
  const sentence = await textOf(toast.locator(".notification-list-item-message"));
  await runCommand(page, "Notifications: Clear All Notifications");
  return sentence;
}
