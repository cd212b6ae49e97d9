import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { checkedArea, fenced, shapes } from "../support/editedCode.ts";
import { codeAnswered } from "./codeAnswered.ts";
import { useEditor } from "./harness.ts";
import { proposalDiff } from "./page/proposalDiff.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";

/** A file of its own: what others of this editor did to theirs is nothing to it. */
const name = "left.ts";

describe("A person who loads the window again before they decide", () => {
  const { session } = useEditor();
  const file = (): string => join(session().folder, "src", name);
  before(() => writeFile(file(), shapes.join("\n")));
  after(() => rm(file()));

  function tab(title: string): Locator {
    return session().page.locator(".tab", { hasText: title });
  }

  it("finds neither the diff of one file nor the review of several that was in front", async () => {
    const { page } = session();
    const blocks = [fenced(`ts src/${name}`, checkedArea), fenced("ts src/never.ts", ["export {};"])];
    const chat = await codeAnswered(session(), blocks.join("\n"));
    await chat.turn.locator(".apply-code").first().click();
    await (await proposalDiff(page, name)).proposes("RangeError");
    await chat.button("Apply All").click();
    const review = tab(`${name} and 1 More: Proposed Edits`);
    await review.waitFor();
    await page.locator(".multiDiffEntry .modified .view-line").first().waitFor();
    await page.reload();
    await drawbridgeStatus(page).item.waitFor({ timeout: 60_000 });
    await review.waitFor({ state: "detached" });
    await tab("Proposed Edit").waitFor({ state: "detached" });
  });
});
