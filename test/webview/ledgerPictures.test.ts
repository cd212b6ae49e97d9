import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { ledgerStates } from "./ledgerStates.ts";
import { misfits } from "./misfits.ts";
import { openLedger, type OpenLedger } from "./openLedger.ts";
import { startBrowser } from "./openView.ts";
import { themeKinds, themes, type ThemeName } from "./themes.ts";
import { violations } from "./violations.ts";
import { warned } from "./warned.ts";

async function show(ledger: OpenLedger, name: string): Promise<void> {
  const state = ledgerStates[name];
  assert.ok(state !== undefined);
  const { told, opened } = state;
  await ledger.tell(...told);
  if (opened === undefined) return;
  const line = ledger.page.locator(`[data-line="${opened}"]`);
  if ((await line.getAttribute("aria-expanded")) === "false") await line.click();
  await ledger.page.mouse.move(1, 1);
}

describe("the designed states of the ledger's page", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const theme of themeKinds) {
    for (const name of Object.keys(ledgerStates)) {
      it(`${name} in ${theme}: a picture, nothing sticks out, nothing for axe to find`, async () => {
        const ledger = await openLedger(browser, { theme, reducedMotion: true });
        await show(ledger, name);
        await ledger.screenshot(`ledger-${theme}-${name.replaceAll(" ", "-")}`);
        assert.deepEqual(await misfits(ledger.page), []);
        assert.deepEqual(await violations(ledger.page), []);
        assert.deepEqual(ledger.complaints, []);
        assert.deepEqual(ledger.requests, []);
        await ledger.close();
      });
    }
  }

  const others = Object.keys(themes).filter((theme) => !themeKinds.some((kind) => kind === theme));
  for (const theme of others) {
    it(`passes axe in ${theme}`, async () => {
      for (const name of ["mixed", "what left", "a broken chain"]) {
        const ledger = await openLedger(browser, { theme: theme as ThemeName });
        await show(ledger, name);
        assert.deepEqual(await violations(ledger.page), [], name);
        await ledger.close();
      }
    });
  }

  for (const [width, height] of [
    [320, 720],
    [160, 400],
    [1600, 900],
  ] as const) {
    it(`fits into ${width} px`, async () => {
      for (const name of Object.keys(ledgerStates)) {
        const ledger = await openLedger(browser, { theme: "light", width, height });
        await show(ledger, name);
        if (["mixed", "an open line"].includes(name))
          await ledger.screenshot(`ledger-light-${name.replaceAll(" ", "-")}-at-${width}-px`);
        assert.deepEqual(await misfits(ledger.page), [], name);
        await ledger.close();
      }
    });
  }

  it("takes the warning colour only for what was refused and for a chain that does not hold", async () => {
    for (const name of Object.keys(ledgerStates)) {
      const ledger = await openLedger(browser);
      await show(ledger, name);
      const count = await warned(ledger.page);
      const mayWarn = await ledger.page.locator(".line-button.refused, .checks.broken").count();
      assert.equal(count > 0, mayWarn > 0, `${name}: ${count} elements`);
      await ledger.close();
    }
  });
});
