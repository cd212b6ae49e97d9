import type { ChatPanel } from "../../../test/e2e/page/chatPanel.ts";
import { openChat } from "../../../test/e2e/page/chatPanel.ts";
import { runCommand } from "../../../test/e2e/page/commandPalette.ts";
import { modalDialog } from "../../../test/e2e/page/modalDialog.ts";
import { quickInput } from "../../../test/e2e/page/quickInput.ts";
import { openFile } from "../../../test/e2e/page/textEditor.ts";
import { attacker, hostileAnswers } from "../../../test/support/hostileAnswers.ts";
import { inTokens } from "../../../test/support/scripted/answerTokens.ts";
import { markdownCorpus } from "../../../test/unit/media/markdownCorpus.ts";
import { pickModel } from "../../demo/bridge.ts";
import { scriptedModels } from "../../demo/cloudStage.ts";
import { fakeCloud } from "../../demo/fakeCloud.ts";
import { canaries, neverSent, saidToModels } from "../../demo/hostileProject.ts";
import { hold, textOf } from "../../demo/step.ts";
import { commandTable, type CommandId } from "../../../src/vscode/commandTable.ts";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import type { Measured } from "../step.ts";
import { forwarderModel, type EditorContext, type ProofStage } from "./editorContext.ts";
import { runControl } from "./runControl.ts";

/** Opens the editor on a project that tries everything, and waits until Drawbridge has found its model. */
export async function openProject({ open }: EditorContext): Promise<Measured> {
  const { status } = await open();
  await status.shows("smollm2:135m");
  return { statusItem: await status.text() };
}

/** Has a model answer with everything that ever made a page fetch, run or go somewhere. */
export async function drawHostileAnswers({ stage }: EditorContext): Promise<Measured> {
  const { page, ollama } = stage();
  await pickModel(stage(), scriptedModels.obedient);
  const chat = await openChat(page);
  const answers = Object.entries({ ...hostileAnswers, ...markdownCorpus });
  for (const [name, text] of answers) {
    ollama.script({ answer: { tokens: inTokens(text), verbatim: true } });
    await chat.startNew();
    await chat.ask(name);
    await chat.turn.locator(".measured").waitFor();
    await chat.ended();
    await holdHarmless(chat, name);
  }
  return { answers: answers.length, addressInThem: new URL(attacker).host };
}

/** What is drawn has nothing in it that could fetch. */
async function holdHarmless({ turn, frame }: ChatPanel, name: string): Promise<void> {
  const fetching = "img, picture, video, audio, iframe, object, embed, link, base, form, script:not([nonce])";
  const drawn = await turn.locator(fetching).count();
  hold(drawn === 0, `${name}: the answer has ${drawn} elements that could fetch`);
  const hacked = await frame.locator("body").evaluate(({ ownerDocument }) => {
    const { defaultView } = ownerDocument;
    return defaultView !== null && "hacked" in defaultView;
  });
  hold(!hacked, `${name}: a script of the answer ran`);
}

/** Asks with the rules and by the prompts of a project that means harm: they are words for the model, and nothing else. */
export async function askWithHostileInstructions({ stage }: EditorContext): Promise<Measured> {
  const { page, ollama, status } = stage();
  await pickModel(stage(), scriptedModels.obedient);
  const chat = await openChat(page);
  await chat.startNew();
  const rules = await textOf(chat.frame.locator(".composer .rules"));
  hold(/CLAUDE\.md leads out of its folder/.test(rules), `the line of rules says "${rules}"`);
  hold(/huge\.md is larger than 256 KB/.test(rules), `the line of rules says "${rules}"`);
  const bodies: string[] = [];
  for (const question of ["/steal now", "/fix it crashes"]) {
    ollama.script({ answer: { tokens: inTokens(hostileAnswers["images"] ?? "") } });
    const before = ollama.requests.length;
    await chat.ask(question);
    await chat.turn.locator(".measured").waitFor();
    await chat.ended();
    await holdHarmless(chat, question);
    bodies.push(
      ...ollama.requests.slice(before).flatMap(({ path, body }) => (path === "/api/chat" ? [body] : [])),
    );
  }
  const [prompted = "", commanded = ""] = bodies;
  hold(
    bodies.every((body) => body.includes(canaries.agents)),
    "the rules did not go along, so nothing was tried",
  );
  hold(prompted.includes(canaries.prompt), "the prompt was not asked, so nothing was tried");
  hold(!commanded.includes(canaries.takenName), "a prompt of the project took the place of a command");
  hold(
    bodies.every((body) => body.includes(scriptedModels.obedient)),
    "another model was asked",
  );
  hold(!bodies.some((body) => body.includes("\u202E")), "what cannot be seen was sent as it was");
  hold(/Mode: On this device\./.test(await status.ariaLabel()), "the mode is another one");
  return { rules: rules.replace(/\s+/g, " "), asked: bodies.length };
}

/** Takes a completion from the model on this device. */
export async function completeCode({ stage }: EditorContext): Promise<Measured> {
  const { page } = stage();
  const editor = await openFile(page, "sum.ts");
  await editor.goToEnd();
  // As a person types: the editor closes the brace and indents the line.
  await editor.type("\nexport function add(a: number, b: number): number {");
  await page.keyboard.press("Enter");
  await editor.type("return");
  const ghost = await editor.ghostText();
  await page.keyboard.press("Escape");
  return { letters: ghost.length };
}

/** Asks a server that may forward what it gets, once a person has confirmed it. */
export async function askForwarder({ stage }: EditorContext): Promise<Measured> {
  const { page, forwarder, status } = stage();
  await pickModel(stage(), forwarderModel);
  await (await modalDialog(page)).choose("Use it");
  const chat = await openChat(page);
  await chat.startNew();
  await chat.ask("What is one and one?");
  await chat.turn.locator(".measured").waitFor();
  await chat.ended();
  const statusItem = await status.text();
  hold(statusItem.includes("may forward"), `the status item says "${statusItem}"`);
  const asked = forwarder.requests.filter(({ path }) => path === "/v1/chat/completions").length;
  return { statusItem, asked };
}

/** Asks a cloud and a host of the network, which the mode does not allow. */
export async function askForbidden({ stage }: EditorContext): Promise<Measured> {
  const cloud = await refusal(stage(), fakeCloud.model);
  const network = await refusal(stage(), "team-1");
  return { cloud, network };
}

async function refusal(stage: ProofStage, model: string): Promise<string> {
  await pickModel(stage, model);
  const chat = await openChat(stage.page);
  await chat.startNew();
  await chat.ask("What is one and one?");
  const sentence = await textOf(chat.turn.locator(".problem-sentence"));
  await chat.ended();
  return sentence;
}

/** What each command opens that wants an answer. `pauses` has a step of its own. */
const asks: { readonly [C in CommandId]: "list" | "dialog" | "nothing" | "pauses" } = {
  "drawbridge.openChat": "nothing",
  "drawbridge.newConversation": "nothing",
  "drawbridge.showHistory": "list",
  "drawbridge.renameConversation": "list",
  "drawbridge.exportConversation": "nothing",
  "drawbridge.importConversation": "list",
  "drawbridge.deleteConversation": "nothing",
  "drawbridge.addTerminalToChat": "nothing",
  "drawbridge.addToChat": "nothing",
  "drawbridge.editInline": "list",
  "drawbridge.acceptChange": "nothing",
  "drawbridge.rejectChange": "nothing",
  "drawbridge.acceptAllChanges": "nothing",
  "drawbridge.rejectAllChanges": "nothing",
  "drawbridge.stopEdit": "nothing",
  "drawbridge.continueAnswer": "nothing",
  "drawbridge.editLastQuestion": "nothing",
  "drawbridge.focusTranscript": "nothing",
  "drawbridge.nextTurn": "nothing",
  "drawbridge.previousTurn": "nothing",
  "drawbridge.nextCode": "nothing",
  "drawbridge.previousCode": "nothing",
  "drawbridge.copyCode": "nothing",
  "drawbridge.applyCode": "nothing",
  "drawbridge.writeCommitMessage": "nothing",
  "drawbridge.fix": "nothing",
  "drawbridge.explain": "nothing",
  "drawbridge.writeDocs": "nothing",
  "drawbridge.suggestNames": "nothing",
  "drawbridge.writeTests": "nothing",
  "drawbridge.chooseRules": "list",
  "drawbridge.changeMode": "list",
  "drawbridge.togglePause": "pauses",
  "drawbridge.openLedger": "nothing",
  "drawbridge.openDataFlow": "nothing",
  "drawbridge.exportLedger": "list",
  "drawbridge.deleteLedger": "dialog",
  "drawbridge.chooseChatModel": "list",
  "drawbridge.chooseCompletionModel": "list",
  "drawbridge.completionDoctor": "list",
  "drawbridge.snoozeCompletion": "list",
  "drawbridge.toggleCompletionHere": "nothing",
  "drawbridge.openCompletionStatistics": "nothing",
  "drawbridge.addProvider": "list",
  "drawbridge.testProvider": "list",
  "drawbridge.editProvider": "list",
  "drawbridge.removeProvider": "list",
  "drawbridge.pullModel": "list",
  "drawbridge.manageModels": "list",
  "drawbridge.setKey": "list",
  "drawbridge.manageGrants": "nothing",
  "drawbridge.forgetConfirmations": "nothing",
  "drawbridge.buildCodeIndex": "nothing",
  "drawbridge.toggleCodeIndex": "nothing",
  "drawbridge.deleteCodeIndex": "nothing",
  "drawbridge.deleteAllData": "list",
  "drawbridge.openWalkthrough": "nothing",
  "drawbridge.diagnose": "nothing",
  "drawbridge.showLog": "nothing",
};

/** Runs every command that the palette has and answers nothing. */
export async function runEveryCommand({ stage }: EditorContext): Promise<Measured> {
  const { page, status } = stage();
  const ran = (Object.keys(commandTable) as readonly CommandId[]).filter((id) => asks[id] !== "pauses");
  for (const id of ran) {
    await runCommand(page, `Drawbridge: ${commandTable[id].title}`);
    if (asks[id] === "list") await quickInput(page);
    if (asks[id] === "dialog") await modalDialog(page);
    await dismiss(stage());
  }
  return { commands: ran.length, statusItem: await status.text() };
}

/** So many frames without a question mean that none follows. */
const calmFrames = 20;

/** Closes whatever asks something, as a person who answers nothing. */
async function dismiss({ page }: ProofStage): Promise<void> {
  const open = page.locator(".monaco-dialog-box, .quick-input-widget:visible");
  for (let calm = 0; calm < calmFrames; calm += 1) {
    if ((await open.count()) > 0) {
      await page.keyboard.press("Escape");
      calm = 0;
    }
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** Another extension calls every command with what could make one send, open or choose something. */
export async function sufferHostileCalls({ stage }: EditorContext): Promise<Measured> {
  const { page, status } = stage();
  const before = await status.ariaLabel();
  const said = await runControl(page, "hostileCalls");
  await dismiss(stage());
  const after = await status.ariaLabel();
  hold(/Mode: On this device\./.test(after), `before "${before}", now "${after}"`);
  // Anybody may pause. Only a person resumes.
  hold(after.includes("Paused"), `nothing came of the calls: "${after}"`);
  await runCommand(page, "Drawbridge: Pause or Resume");
  await (await modalDialog(page)).choose("Resume");
  await status.item.locator('[aria-label*="Paused"]').waitFor({ state: "detached" });
  return { said, spoken: after };
}

/** What a body at the cloud says in a file's words although no person's yes names that file in the ledger. */
function sentUnasked(body: string, entries: readonly LedgerEntry[]): readonly string[] {
  const bytes = Buffer.byteLength(body);
  const named = entries.flatMap((entry) =>
    entry.phase === "attempt" && ["consent", "kept"].includes(entry.grant) && entry.bytes === bytes
      ? entry.sources.map(({ path }) => path)
      : [],
  );
  const said = [...saidToModels].filter(([text]) => body.includes(text));
  return said.flatMap(([text, files]) => (files.some((path) => named.includes(path)) ? [] : [text]));
}

/** Looks for text of the project's files where no consent sent it. */
export async function findCanaries({ stage }: EditorContext): Promise<Measured> {
  const { cloud, ollama, forwarder, engine, ledger } = stage();
  const local = [...ollama.requests, ...forwarder.requests].map(({ body }) => body);
  const far = cloud.requests.map(({ body }) => body);
  hold(far.length > 0 && local.length > 0, "nobody was asked, so nothing was tried");
  const inCloud = Object.values(canaries)
    .filter((text) => !saidToModels.has(text))
    .filter((text) => far.some((body) => body.includes(text)));
  hold(inCloud.length === 0, `the cloud got ${inCloud.join(", ")}`);
  const entries = await ledger();
  const unasked = far.flatMap((body) => sentUnasked(body, entries));
  hold(unasked.length === 0, `the cloud got ${unasked.join(", ")}, and nobody had said yes to its file`);
  const inLocal = neverSent.filter((text) => local.some((body) => body.includes(text)));
  hold(inLocal.length === 0, `a server on this device got ${inLocal.join(", ")}`);
  return { bodiesAtCloud: far.length, bodiesHere: local.length, engine: (await engine.requests()).length };
}

/** Closes the editor. */
export async function closeProject({ stage, close }: EditorContext): Promise<Measured> {
  const records = (await stage().ledger()).length;
  await close();
  return { recordsInLedger: records };
}
