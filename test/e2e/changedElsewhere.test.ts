import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reducedSum, sum } from "../support/editedCode.ts";
import { askForEdit } from "./editAsked.ts";
import { useEditor } from "./harness.ts";
import { notifications } from "./page/notifications.ts";
import { proposalDiff, type ProposalDiff } from "./page/proposalDiff.ts";
import { textEditor } from "./page/textEditor.ts";

/** A file of its own: what others of this editor did to theirs is nothing to it. */
const name = "elsewhere.ts";
const head = "/** Adds the numbers up. */";
const original = [head, ...sum, ""].join("\n");
const edited = [head, ...reducedSum, ""].join("\n");

describe("A person whose file another program changes before they decide", () => {
  const { session } = useEditor();
  const file = (): string => join(session().folder, "src", name);
  const onDisk = (): Promise<string> => readFile(file(), "utf8");
  before(() => writeFile(file(), original));
  after(() => rm(file(), { force: true }));

  async function proposed(): Promise<ProposalDiff> {
    const asked = { file: name, at: [3, 5], lines: "2–8", instruction: "Make it one line" } as const;
    await askForEdit(session(), { ...asked, answer: reducedSum });
    const diff = await proposalDiff(session().page, name);
    await diff.proposes("numbers.reduce");
    await diff.button("Accept All Changes").waitFor();
    return diff;
  }

  async function isTold(words: string): Promise<void> {
    await notifications(session().page).toasts.filter({ hasText: words }).first().waitFor();
  }

  /** Writes the file as it was, and waits until the editor in front has it so. */
  async function restore(): Promise<void> {
    await writeFile(file(), original);
    const rows = textEditor(session().page).lines.locator(".view-line");
    await rows.filter({ hasText: /total.\+=.number;/ }).waitFor();
    await rows.filter({ hasText: "theirs" }).waitFor({ state: "detached" });
  }

  /** Accepts what could not be accepted before, and takes it back. */
  async function isAcceptedAfterAll(diff: ProposalDiff): Promise<void> {
    const editor = await diff.acceptAll();
    assert.match(await editor.text(), /numbers\.reduce/);
    const { page } = session();
    await page.locator(".tab.active.dirty").waitFor();
    await page.keyboard.press("Control+Z");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    assert.equal(await onDisk(), original);
  }

  it("has the change on top of what was written elsewhere in the file", async () => {
    const diff = await proposed();
    await writeFile(file(), `// theirs\n${original}`);
    await diff.proposes("// theirs");
    const editor = await diff.acceptAll();
    await editor.save();
    assert.equal(await onDisk(), `// theirs\n${edited}`);
    await restore();
  });

  it("is told when the very lines were written, keeps theirs, and can copy what came", async () => {
    const { page } = session();
    const theirs = original.replace("total += number;", "total -= number;");
    await proposed();
    await writeFile(file(), theirs);
    await notifications(page).choose("One proposed change fell away", "Copy What Came");
    await page.waitForFunction(
      async (came) => (await navigator.clipboard.readText()) === came,
      `${reducedSum[1]}\n`,
    );
    await page.locator(".tab", { hasText: "Proposed Edit" }).waitFor({ state: "detached" });
    assert.equal(await onDisk(), theirs);
    assert.equal(await page.locator(".tab.dirty").count(), 0);
    await restore();
  });

  it("is told when it was renamed, nothing is made in its place, and accepts once it is back", async () => {
    const moved = join(session().folder, "src", "moved.ts");
    const diff = await proposed();
    await rename(file(), moved);
    await diff.button("Accept All Changes").click();
    await isTold(`${name} is not there any more. Nothing was written.`);
    assert.ok(!existsSync(file()));
    assert.equal(await readFile(moved, "utf8"), original);
    await rename(moved, file());
    await isAcceptedAfterAll(diff);
  });

  it("is told when it became read-only, and accepts once it is writable", async () => {
    const diff = await proposed();
    await chmod(file(), 0o444);
    await diff.button("Accept All Changes").click();
    await isTold(`${name} cannot be changed. Nothing was written.`);
    assert.equal(await onDisk(), original);
    await session().page.locator(".tab.active:not(.dirty)").waitFor();
    await chmod(file(), 0o644);
    await isAcceptedAfterAll(diff);
  });
});
