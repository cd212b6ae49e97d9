import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { firstChoice } from "../../src/protocol/flowMessages.ts";
import { flowStates } from "./flowStates.ts";
import { misfits } from "./misfits.ts";
import { openFlow, type OpenFlow } from "./openFlow.ts";
import { startBrowser } from "./openView.ts";
import { themeKinds } from "./themes.ts";
import { violations } from "./violations.ts";
import { warned } from "./warned.ts";

/** Shows a state on a page that may show another one. */
async function show(flow: OpenFlow, name: string): Promise<void> {
  const told = flowStates[name];
  if (told?.type === "flow" && told.flow.choice.period !== firstChoice.period)
    await flow.page.getByRole("radio", { name: "All" }).check();
  if (told !== undefined) await flow.tell(told);
}

async function openIn(
  browser: Browser,
  name: string,
  options: Parameters<typeof openFlow>[1],
): Promise<OpenFlow> {
  const flow = await openFlow(browser, options);
  await show(flow, name);
  return flow;
}

describe("the designed states of the data flow's page", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const theme of themeKinds)
    it(`in ${theme}: pictures, nothing sticks out, nothing for axe to find`, async () => {
      const flow = await openFlow(browser, { theme, reducedMotion: true });
      for (const name of Object.keys(flowStates)) {
        await show(flow, name);
        await flow.screenshot(`flow-${theme}-${name.replaceAll(" ", "-")}`);
        assert.deepEqual(await misfits(flow.page), [], name);
        assert.deepEqual(await violations(flow.page), [], name);
        if (name === "empty ever") await flow.page.getByRole("radio", { name: "7 days" }).check();
      }
      assert.deepEqual(flow.complaints, []);
      assert.deepEqual(flow.requests, []);
      await flow.close();
    });

  for (const [width, height] of [
    [300, 900],
    [400, 900],
    [1600, 900],
  ] as const)
    it(`fits into ${width} px`, async () => {
      for (const name of Object.keys(flowStates)) {
        const flow = await openIn(browser, name, { theme: "light", width, height });
        if (["every fate", "only this device", "long names"].includes(name))
          await flow.screenshot(`flow-light-${name.replaceAll(" ", "-")}-at-${width}-px`);
        assert.deepEqual(await misfits(flow.page), [], name);
        await flow.close();
      }
    });

  it("takes the warning colour only for what left for a cloud, was stopped, or is missing", async () => {
    for (const name of Object.keys(flowStates)) {
      const flow = await openIn(browser, name, {});
      const mayWarn = await flow.page.locator(".warns, .missing").count();
      assert.equal((await warned(flow.page)) > 0, mayWarn > 0, name);
      await flow.close();
    }
    const quiet = await openIn(browser, "only this device", {});
    assert.equal(await quiet.page.locator(".warns").count(), 0);
    await quiet.close();
  });
});
