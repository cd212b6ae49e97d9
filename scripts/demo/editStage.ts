import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openChat, type ChatPanel } from "../../test/e2e/page/chatPanel.ts";
import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { shapes, sum, twins } from "../../test/support/editedCode.ts";
import { gitIn } from "../../test/support/gitIn.ts";
import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { modelSettings } from "../editor/modelSettings.ts";
import { arrange } from "./arrange.ts";
import { openShop, type OpenShop, type Shop, type ShopWish, type Stock } from "./openShop.ts";

/** The server of {@link EditStage}: its answers are known beforehand, as whether an edit is right could not be told otherwise. */
type Servers = { readonly scripted: ScriptedServer };

/** Where code is edited: an editor with git and TypeScript's own problems, and this machine confirmed. */
export type EditStage = Shop & Servers;

const model = "scripted:7b";

/** How fast an edit is written where one is to be seen growing. */
const tokensPerSecond = 20;

/** Files that the steps edit; each step has its own. */
export const files = {
  ...{ shapes, twins },
  basket: ["/** Adds the numbers up. */", ...sum, ""],
  label: ["export function label(count: number): string {", "  return count * 2;", "}", ""],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Starts all of it; the project is a repository whose commits say what they are, and the panel is open. */
export async function openEditStage(wish: ShopWish): Promise<OpenShop<Servers>> {
  const stock: Stock<Servers> = async (onClose, folder) => {
    for (const [name, rows] of Object.entries(files))
      await writeFile(join(folder, "src", `${name}.ts`), rows.join("\n"));
    const git = gitIn(folder);
    git("init", "--quiet", "--initial-branch", "main");
    git("add", "--all");
    for (const subject of ["feat: invoices", "fix: round the tax", "fix: name the total"])
      git("commit", "--quiet", "--allow-empty", "--message", subject);
    const scripted = await startScriptedServer({ models: [{ name: model, parameterSize: "7.6B" }] });
    onClose(scripted.stop);
    const settings = {
      ...modelSettings({ url: scripted.url, label: "Scripted server", model }),
      "drawbridge.completion.enabled": false,
      "git.enabled": true,
      // One of the steps is about a problem that the editor finds.
      "typescript.validate.enable": true,
    };
    return { servers: { scripted }, settings };
  };
  return openShop(wish, stock, settle);
}

async function settle(stage: EditStage): Promise<void> {
  const { page, status } = stage;
  await status.shows(model);
  const chat = await openChat(page);
  await arrange(page, 400);
  script(stage, "Hello.");
  await chat.ask("Say hello.");
  await (await modalDialog(page)).choose("Use it");
  await chat.ended();
}

/** Has the model say this to everything from now on: all at once, or as fast as a small one writes. */
export function script({ scripted }: EditStage, answer: string, pace: "atOnce" | "slowly" = "atOnce"): void {
  scripted.script({
    pace: pace === "atOnce" ? pace : { tokensPerSecond },
    answer: { tokens: inTokens(answer) },
  });
}

/** Asks in a new conversation, and presses "Apply" at the code of the answer. */
export async function applyAnswer(stage: EditStage, question: string, answer: string): Promise<ChatPanel> {
  const chat = await openChat(stage.page);
  await chat.startNew();
  script(stage, answer);
  await chat.ask(question);
  await chat.turn.locator(".code").first().waitFor();
  await chat.ended();
  await chat.turn.locator(".apply-code").first().click();
  return chat;
}

/** A file of the project as it is on disk. */
export async function onDisk({ folder }: Shop, name: keyof typeof files): Promise<string> {
  return readFile(join(folder, "src", `${name}.ts`), "utf8");
}

/** The first digits of the SHA-256 of a text. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
