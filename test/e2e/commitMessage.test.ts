import assert from "node:assert/strict";
import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { cutAfter, on } from "../support/scripted/faults.ts";
import { gitIn } from "../support/gitIn.ts";
import { useEditor } from "./harness.ts";
import { notifications } from "./page/notifications.ts";
import { openSourceControl, type SourceControl } from "./page/sourceControl.ts";

/** A file long enough for git to know it again under another name. */
function constants(last: string): string {
  const lines = Array.from({ length: 20 }, (_, at) => `export const constant${at} = ${at};\n`);
  return `${lines.join("")}export const last = "${last}";\n`;
}

const canary = "CANARY-OF-THE-ENVIRONMENT";

describe("A person who has a commit message written", () => {
  const { session } = useEditor();
  let view: SourceControl;

  const git = (...args: readonly string[]): string => gitIn(session().folder)(...args);

  before("the project is a repository with something staged", async () => {
    const { page, folder, changeSettings } = session();
    await writeFile(join(folder, "src", "then.ts"), constants("one"));
    git("init", "--quiet", "--initial-branch", "main");
    git("add", "--all");
    for (const subject of ["feat: invoices", "fix: round the tax", "fix: name the total"])
      git("commit", "--quiet", "--allow-empty", "--message", subject);
    await appendFile(join(folder, "src", "invoice.ts"), "\nexport const staged = true;\n");
    await appendFile(join(folder, "src", "strings.ts"), "\nexport const unstaged = true;\n");
    await writeFile(join(folder, ".env"), `KEY=${canary}\n`);
    git("mv", "src/then.ts", "src/now.ts");
    await writeFile(join(folder, "src", "now.ts"), constants("eleven"));
    git("add", "--force", "src/invoice.ts", "src/now.ts", ".env");
    // The editor of these tests has git switched off.
    await changeSettings({ "git.enabled": true });
    view = await openSourceControl(page);
    await view.seesStaged();
  });
  after(async () => {
    const { folder, changeSettings } = session();
    await changeSettings({ "git.enabled": false });
    await rm(join(folder, ".git"), { recursive: true, force: true });
    for (const path of [".env", "src/now.ts"]) await rm(join(folder, path), { force: true });
  });

  it("finds it in the box, about what is staged alone, and it is theirs to commit", async () => {
    const { page, ollama, sends, screenshot } = session();
    ollama.script({ answer: { tokens: inTokens("Here is the message:\n```\nfix: stage the invoice\n```") } });
    await view.clickIcon();
    await view.holds("fix: stage the invoice");
    const { body } = await ollama.waitFor(
      ({ path, body: sent }) => path === "/api/chat" && sent.includes("commit"),
    );
    assert.match(body, /staged = true/);
    assert.match(body, /such as fix, feat/);
    assert.match(body, /src\/now\.ts \(renamed from src\/then\.ts\)/);
    assert.match(body, /-export const last = \\"one\\";\\n\+export const last = \\"eleven\\";/);
    assert.doesNotMatch(body, /constant3 /);
    assert.doesNotMatch(body, /unstaged = true|\.env/);
    assert.ok(!body.includes(canary));
    await notifications(page).toasts.filter({ hasText: ".env is excluded by a built-in rule." }).waitFor();
    await screenshot("commit-message");
    const sent = sends("commit").findLast((entry) => entry.phase === "attempt");
    assert.ok(sent?.phase === "attempt");
    assert.equal(sent.trigger, "person");
    assert.equal(git("rev-list", "--count", "HEAD").trim(), "3");
  });

  it("finds their own text in it again when the model dies in the middle, and may have what came", async () => {
    const { page, ollama, screenshot } = session();
    await view.write("because of the tax");
    ollama.script({
      answer: { tokens: inTokens("fix: round the tax of every line") },
      faults: [on("/api/chat", cutAfter(3))],
    });
    await view.clickIcon();
    const told = "The connection to Ollama broke in the middle of the answer.";
    await notifications(page).toasts.filter({ hasText: told }).waitFor();
    await view.holds("because of the tax");
    await screenshot("commit-message-broken");
    await notifications(page).choose(told, "Use What Came");
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".scm-editor .view-line")].some((line) =>
        line.textContent.startsWith("fix:"),
      ),
    );
  });

  it("stops it by the same icon, and nothing half-written stays", async () => {
    const { ollama } = session();
    await view.write("because of the harbour");
    ollama.script({ answer: { tokens: inTokens("fix: one two three four") }, pace: "manual", faults: [] });
    await view.clickIcon();
    const request = await ollama.waitFor(
      ({ path, body }) => path === "/api/chat" && body.includes("the harbour"),
    );
    await view.clickIcon();
    await ollama.waitFor((one) => one === request && one.aborted);
    await view.holds("because of the harbour");
    assert.equal(git("rev-list", "--count", "HEAD").trim(), "3");
  });
});
