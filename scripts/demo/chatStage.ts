import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { chatPanel, openChat } from "../../test/e2e/page/chatPanel.ts";
import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { recordSchema, type AttemptEntry } from "../../src/ledger/record.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import { projectRoot } from "../tool.ts";
import { arrange } from "./arrange.ts";
import { pickModel } from "./bridge.ts";
import { openShop, settingsWith, type OpenShop, type Shop, type ShopWish, type Stock } from "./openShop.ts";
import { openPanel, type Panel } from "./panel.ts";

/** The servers of {@link ChatStage}. */
type Servers = {
  readonly engine: RunningEngine;
  /** Speaks Ollama's API, with {@link scriptedModel}: answers that are known beforehand, at any speed. */
  readonly scripted: ScriptedServer;
};

/** Where conversations are held: an editor with a real model and a scripted one, and this machine confirmed. */
export type ChatStage = Shop & Servers;

/** The scripted server's model. */
export const scriptedModel = "scripted:7b";

/** Files of the project that no model may get, and those that stay on this device. */
export const pathRules = { never: "src/strings.*", deviceOnly: "src/sum.*" } as const;

/** The folder of the project with a program of some hundred files, Drawbridge itself. */
const program = "drawbridge";

/** Starts all of it; the panel is open, and every step may be the first. */
export async function openChatStage(wish: ShopWish): Promise<OpenShop<Servers>> {
  const stock: Stock<Servers> = async (onClose, folder) => {
    await cp(join(projectRoot, "src"), join(folder, program), { recursive: true });
    const engine = await startEngine();
    onClose(() => engine.stop());
    const scripted = await startScriptedServer({ models: [{ name: scriptedModel, parameterSize: "7.6B" }] });
    onClose(scripted.stop);
    const settings = {
      ...settingsWith(engine, scripted, "Scripted server"),
      "drawbridge.completion.enabled": false,
      "drawbridge.context.never": [pathRules.never],
      "drawbridge.context.deviceOnly": [pathRules.deviceOnly],
    };
    return { servers: { engine, scripted }, settings };
  };
  return openShop(wish, stock, settle);
}

/** Confirms this machine, as the first question has one do, and makes room for the panel. */
async function settle({ page, status, engine }: ChatStage): Promise<void> {
  await status.shows(engine.model);
  const panel = await openPanel(page);
  await arrange(page, 460);
  await panel.ask("Say hello.");
  await (await modalDialog(page)).choose("Use it");
  await panel.ended();
}

/** Begins a conversation with a model, with nothing beside the question and nothing in the message box. */
export async function newConversation(stage: ChatStage, model: string): Promise<Panel> {
  const { page, status } = stage;
  const chat = await openChat(page);
  await chat.startNew();
  await chat.message.fill("");
  const removes = chat.frame.locator(".composer .chip-remove");
  while ((await removes.count()) > 0) await removes.first().click();
  if (!(await status.text()).includes(model)) await pickModel(stage, model);
  return openPanel(page);
}

/** Has the scripted model say this to every question from now on, all at once. */
export function script({ scripted }: ChatStage, answer: string): void {
  scripted.script({ pace: "atOnce", answer: { tokens: inTokens(answer) } });
}

/** Writes an `@` with a word and takes what is offered under a label; returns the labels that were offered. */
export async function mention({ page }: ChatStage, word: string, label: string): Promise<readonly string[]> {
  const { frame, message } = chatPanel(page);
  await message.press("End");
  await message.pressSequentially(`@${word}`);
  const labels = frame.locator(".mention-label");
  const wanted = labels.filter({ hasText: new RegExp(`^${label.replaceAll(".", "\\.")}$`) }).first();
  await wanted.waitFor();
  const offered = await labels.allInnerTexts();
  await wanted.click();
  return offered;
}

/** The last question in the ledger that was sent. */
export async function lastQuestion({ storage }: Shop): Promise<AttemptEntry> {
  const folder = join(storage, "ledger");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
  const entries = lines.map((line) => recordSchema.parse(JSON.parse(line)).entry);
  const sent = entries.findLast((entry) => entry.phase === "attempt" && entry.purpose === "chat");
  if (sent?.phase !== "attempt") throw new Error("the ledger has no question");
  return sent;
}

/** The files whose text went along with a question, as the ledger has them. */
export function filesOf({ sources }: AttemptEntry): readonly string[] {
  return sources.flatMap(({ kind, path }) => (kind === "file" && path !== undefined ? [path] : []));
}
