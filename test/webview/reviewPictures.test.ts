import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { misfits } from "./misfits.ts";
import { openReview, type OpenReview } from "./openReview.ts";
import { startBrowser } from "./openView.ts";
import { largeState, reviewStates } from "./reviewStates.ts";
import { themeKinds, themes, type ThemeName } from "./themes.ts";
import { unfoldAll } from "./unfoldAll.ts";
import { violations } from "./violations.ts";

async function show(view: OpenReview, name: string): Promise<void> {
  const state = reviewStates[name];
  assert.ok(state !== undefined);
  // A question of its own for each, so that every state begins folded.
  await view.tell({ ...state, review: { ...state.review, id: name } });
}

describe("the designed states of the consent view", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const theme of themeKinds) {
    describe(`in ${theme}`, () => {
      let view: OpenReview;
      before(async () => {
        view = await openReview(browser, { theme });
      });
      after(() => view.close());

      for (const name of Object.keys(reviewStates)) {
        it(`${name}: a picture, nothing sticks out, nothing for axe to find`, async () => {
          await show(view, name);
          await view.screenshot(`review-${theme}-${name.replaceAll(" ", "-")}`);
          assert.deepEqual(await misfits(view.page), []);
          assert.deepEqual(await violations(view.page), []);
          assert.deepEqual(view.complaints, []);
          assert.deepEqual(view.requests, []);
        });
      }

      it("everything unfolded, and the menu open", async () => {
        await show(view, "a model on this device");
        await unfoldAll(view.page);
        await view.page.getByRole("button", { name: "More ways to send" }).press("ArrowDown");
        await view.page.getByRole("menu").waitFor();
        await view.screenshot(`review-${theme}-unfolded`);
        assert.deepEqual(await misfits(view.page), []);
        assert.deepEqual(await violations(view.page), []);
      });
    });
  }

  const others = Object.keys(themes).filter((theme) => !themeKinds.some((kind) => kind === theme));
  for (const theme of others)
    it(`passes axe in ${theme}`, async () => {
      const view = await openReview(browser, { theme: theme as ThemeName });
      for (const name of ["files", "a secret", "not screened"]) {
        await show(view, name);
        assert.deepEqual(await violations(view.page), [], name);
      }
      await view.close();
    });

  it("fits into 320 px and, at twice the size, into half of that", async () => {
    const view = await openReview(browser, { theme: "light", width: 320 });
    for (const [width, height] of [
      [320, 600],
      [160, 360],
    ] as const) {
      await view.page.setViewportSize({ width, height });
      for (const name of Object.keys(reviewStates)) {
        await show(view, name);
        await unfoldAll(view.page);
        assert.deepEqual(await misfits(view.page), [], `${name} at ${width} px`);
      }
      for (const name of ["two secrets in a long path", "a model on this device"]) {
        await show(view, name);
        await view.screenshot(`review-light-${name.replaceAll(" ", "-")}-at-${width}-px`);
      }
      await view.page.getByRole("button", { name: "More ways to send" }).press("ArrowDown");
      assert.deepEqual(await misfits(view.page), [], `the menu at ${width} px`);
      await view.screenshot(`review-light-menu-at-${width}-px`);
    }
    await view.close();
  });

  it("never covers what it asks about with the buttons, however little height there is", async () => {
    const view = await openReview(browser, { width: 320, height: 300 });
    await show(view, "two secrets in a long path");
    const keep = view.page.getByRole("button", { name: /^Leave as is/ }).last();
    await keep.focus();
    const covered = await keep.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) !== button;
    });
    assert.equal(covered, false);
    await view.close();
  });

  it("draws a body of 1 MB at once, and of it only what is in sight", async () => {
    const view = await openReview(browser);
    await view.tell(largeState);
    const button = view.page.getByRole("button", { name: "Exactly what will be sent" });
    const started = performance.now();
    await button.evaluate(async (element: HTMLElement) => {
      element.click();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    const tookMs = performance.now() - started;
    const text = view.page.getByRole("region", { name: "The whole body" });
    assert.equal(await text.textContent(), largeState.review.exact.body);
    assert.ok(largeState.review.exact.body.length > 1_000_000);
    // What was never in sight has the height that the style sheet guesses.
    const drawn = await text.evaluate(
      (element) =>
        [...element.querySelectorAll(".chunk")].filter(({ clientHeight }) => clientHeight !== 480).length,
    );
    const all = await text.locator(".chunk").count();
    assert.ok(drawn > 0 && drawn < all / 10, `${drawn} of ${all} pieces are drawn`);
    assert.ok(tookMs < 1000, `took ${tookMs} ms`);
    await view.close();
  });
});
