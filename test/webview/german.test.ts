/** The views in German, whose words are longer: what is translated fits, and names the language it is in. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { projectRoot } from "../../scripts/tool.ts";
import { designedStates, shownPicture } from "./chatStates.ts";
import { flowStates } from "./flowStates.ts";
import { ledgerStates } from "./ledgerStates.ts";
import { misfits } from "./misfits.ts";
import { openChat } from "./openChat.ts";
import { openFlow } from "./openFlow.ts";
import { openLedger } from "./openLedger.ts";
import { openReview } from "./openReview.ts";
import { openStatistics } from "./openStatistics.ts";
import { startBrowser, type ViewOptions } from "./openView.ts";
import { reviewStates } from "./reviewStates.ts";
import { statisticsStates } from "./statisticsStates.ts";
import { violations } from "./violations.ts";

const bundle = readFileSync(join(projectRoot, "l10n", "bundle.l10n.de.json"), "utf8");
const words = { language: "de", sentences: JSON.parse(bundle) as Readonly<Record<string, string>> };
const options: ViewOptions = { words, width: 320, reducedMotion: true };

type View = Awaited<ReturnType<typeof openChat | typeof openFlow | typeof openLedger>>;

/** Nothing sticks out of a narrow view, nothing for axe to find, nothing against the policy. */
async function assertFits({ page, complaints, requests }: Pick<View, "page" | "complaints" | "requests">) {
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.deepEqual(await misfits(page), []);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual([complaints, requests], [[], []]);
}

describe("the views in German", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  it("the chat, in every state", async () => {
    const view = await openChat(browser, options);
    for (const [name, state] of Object.entries(designedStates)) {
      // A conversation of its own for each, so that every state begins like an opened one.
      const conversation = { ...state.conversation, id: name };
      await view.tell({ type: "state", state: { ...state, conversation } });
      await view.tell({ type: "picture", ...shownPicture });
      await assertFits(view);
    }
    await view.close();
  });

  it("the chat, by the words on its buttons", async () => {
    const view = await openChat(browser, options);
    const state = designedStates["to the cloud"];
    assert.ok(state !== undefined);
    await view.tell({ type: "state", state });
    await view.page.getByRole("button", { name: "Kontext hinzufügen" }).waitFor();
    await view.page.getByPlaceholder("Fragen · @ Kontext").waitFor();
    await view.close();
  });

  it("the data flow", async () => {
    const view = await openFlow(browser, options);
    await view.page.getByRole("heading", { name: "Datenfluss" }).waitFor();
    for (const told of Object.values(flowStates)) {
      if (told !== undefined) await view.tell(told);
      await assertFits(view);
    }
    await view.close();
  });

  it("the ledger", async () => {
    const view = await openLedger(browser, options);
    await view.page.getByRole("heading", { name: "Ausgangsbuch" }).waitFor();
    for (const { told, opened } of Object.values(ledgerStates)) {
      await view.tell(...told);
      const line = view.page.locator(`[data-line="${opened ?? ""}"]`);
      if (opened !== undefined && (await line.getAttribute("aria-expanded")) === "false") await line.click();
      await assertFits(view);
    }
    await view.close();
  });

  it("the review before a send", async () => {
    const view = await openReview(browser, options);
    for (const state of Object.values(reviewStates)) {
      await view.tell(state);
      await assertFits(view);
    }
    await view.page.getByRole("button", { name: "Abbrechen" }).waitFor();
    await view.close();
  });

  it("the figures of completion", async () => {
    const view = await openStatistics(browser, options);
    for (const told of Object.values(statisticsStates)) {
      if (told !== undefined) await view.tell(told);
      await assertFits(view);
    }
    await view.page.getByRole("button", { name: "Diese Zahlen vergessen" }).waitFor();
    await view.close();
  });
});
