import { openEmptied, type TextEditor } from "../../test/e2e/page/textEditor.ts";
import type { LoggedRequest } from "../engine/requestLog.ts";
import type { RunningEngine } from "../engine/startEngine.ts";
import type { CompletionStage } from "./completionStage.ts";
import { openPanel } from "./panel.ts";
import { pickCompletionModel } from "./pickCompletionModel.ts";
import { askWhy } from "./silenceSteps.ts";
import { hold, textOf, until, type Measured } from "./step.ts";

/** As a person types: the editor closes the brace and indents the line. */
async function typeFunction(editor: TextEditor, name: string): Promise<void> {
  await editor.type(`export function ${name}(a: number, b: number): number {\nreturn`);
}

const isCompletion = ({ path }: LoggedRequest): boolean => path === "/api/generate";

async function completions(engine: RunningEngine): Promise<readonly LoggedRequest[]> {
  return (await engine.requests()).filter(isCompletion);
}

/** Waits until the engine has completed more than so many times; returns how often. */
async function moreThan(count: number, engine: RunningEngine): Promise<number> {
  return until(async () => {
    const { length } = await completions(engine);
    return length > count ? length : undefined;
  }, "the engine was not asked to complete anything");
}

/** How long the last chat took, and the completions that were asked for in that time. */
async function duringChat(
  engine: RunningEngine,
): Promise<{ readonly milliseconds: number; readonly asked: readonly LoggedRequest[] }> {
  const log = await engine.requests();
  const chat = log.findLast(({ path }) => path === "/api/chat");
  if (chat === undefined) throw new Error("the engine has no record of the chat");
  const from = Date.parse(chat.at);
  const asked = log.filter(isCompletion).filter(({ at }) => {
    const sinceMs = Date.parse(at) - from;
    return sinceMs >= 0 && sinceMs < chat.milliseconds;
  });
  return { milliseconds: chat.milliseconds, asked };
}

/** One model on one server chats and completes: while it chats it is asked for nothing else, and afterwards again. */
export async function chatAndCompletion(stage: CompletionStage): Promise<Measured> {
  const { page, engine, picture } = stage;
  await pickCompletionModel(stage, engine.model);
  const editor = await openEmptied(page, "src/sum.ts");
  await typeFunction(editor, "add");
  await moreThan(0, engine);
  const panel = await openPanel(page);
  await panel.ask("Tell a long story about the keeper of a lighthouse, in two thousand words.");
  await panel.growing();
  await page.keyboard.press("Control+1");
  await editor.focus();
  await typeFunction(editor, "subtract");
  // Who opens a list right after a key takes back what that key asked for.
  await editor.rest();
  const list = await askWhy(stage);
  const row = list.box.locator(".monaco-list-row", { hasText: /is answering your chat/ });
  await row.waitFor();
  await picture();
  const said = (await textOf(row)).replace(/\s+/g, " ");
  await page.keyboard.press("Escape");
  await panel.ended();
  const before = (await completions(engine)).length;
  await typeFunction(await openEmptied(page, "src/sum.ts"), "multiply");
  const after = await moreThan(before, engine);
  const { milliseconds, asked } = await duringChat(engine);
  hold(asked.length === 0, `${asked.length} completions were asked for while the server answered the chat`);
  const evaluated = (await completions(engine)).map((one) => String(one.evaluatedTokens ?? "none"));
  return {
    ...{ saidWhileChatRan: said, chatMilliseconds: milliseconds, requestsWhileChatRan: asked.length },
    ...{ requestsBefore: before, requestsAfter: after - before, tokensEvaluated: evaluated },
  };
}
