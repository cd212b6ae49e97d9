import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { misfits } from "./misfits.ts";
import { openStatistics } from "./openStatistics.ts";
import { startBrowser } from "./openView.ts";
import { statisticsStates } from "./statisticsStates.ts";
import { themeKinds } from "./themes.ts";
import { violations } from "./violations.ts";
import { warned } from "./warned.ts";

describe("the designed states of the page of completion's figures", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const theme of themeKinds)
    it(`in ${theme}: pictures, nothing sticks out, nothing for axe to find`, async () => {
      const view = await openStatistics(browser, { theme, reducedMotion: true });
      for (const [name, told] of Object.entries(statisticsStates)) {
        if (told !== undefined) await view.tell(told);
        await view.screenshot(`statistics-${theme}-${name.replaceAll(" ", "-")}`);
        assert.deepEqual(await misfits(view.page), [], name);
        assert.deepEqual(await violations(view.page), [], name);
      }
      assert.deepEqual([view.complaints, view.requests], [[], []]);
      await view.close();
    });

  // 500 px is what is left of 1,000 px at a zoom of 200 %.
  for (const width of [300, 500, 1600])
    it(`fits into ${width} px`, async () => {
      const view = await openStatistics(browser, { theme: "light", width });
      for (const [name, told] of Object.entries(statisticsStates)) {
        if (told !== undefined) await view.tell(told);
        if (name === "a week") await view.screenshot(`statistics-light-a-week-at-${width}-px`);
        assert.deepEqual(await misfits(view.page), [], name);
        assert.deepEqual(await violations(view.page), [], name);
      }
      await view.close();
    });

  it("never takes the colour of a warning: nothing here left the device", async () => {
    const view = await openStatistics(browser);
    for (const told of Object.values(statisticsStates)) {
      if (told !== undefined) await view.tell(told);
      assert.equal(await warned(view.page), 0);
    }
    await view.close();
  });
});
