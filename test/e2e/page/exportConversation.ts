import type { Page } from "playwright-core";
import { runCommand } from "./commandPalette.ts";
import { quickInput } from "./quickInput.ts";

/**
 * Exports the conversation in the panel to a path of the machine that the editor runs on, beside a folder there of the name
 * `sibling`.
 */
export async function exportConversation(
  page: Page,
  format: "Markdown" | "JSON",
  { path, sibling }: { readonly path: string; readonly sibling: string },
): Promise<void> {
  await runCommand(page, "Drawbridge: Export Conversation");
  await (await quickInput(page, "Export Conversation")).choose(format);
  // The editor in a browser asks for the place in a quick input of its own, with a button that ends it.
  const place = await quickInput(page);
  await place.box.getByRole("button", { name: "OK" }).waitFor();
  // It proposes a place of its own a moment later, which would be written over this one.
  const proposed = format === "JSON" ? ".json" : ".md";
  await page.waitForFunction(
    ([element, ending]) => element instanceof HTMLInputElement && element.value.endsWith(ending),
    [await place.input.elementHandle(), proposed] as const,
  );
  await place.input.fill(path);
  // While it looks into a folder that was written, it hears no Enter.
  await place.row(sibling).waitFor();
  await place.input.press("Enter");
}
