import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { openEmptied, openFile, type TextEditor } from "../../test/e2e/page/textEditor.ts";
import { arrange } from "./arrange.ts";
import { chatAndCompletion } from "./chatAndCompletionStep.ts";
import { scriptedCoder, sent, teach, type CompletionStage } from "./completionStage.ts";
import { pickCompletionModel } from "./pickCompletionModel.ts";
import { openPanel } from "./panel.ts";
import { offIsSilent, saysWhySilent } from "./silenceSteps.ts";
import { hold, type Measured, type Step } from "./step.ts";

/** What is taken between two keys by somebody who types along, in milliseconds. */
const keyMs = 140;

/** Waits until what goes on behind a text was asked for ahead. */
async function askedAhead({ ollama }: CompletionStage, behind: string): Promise<void> {
  await ollama.waitFor(({ body, finished }) => finished && body.includes(`${behind}"`));
}

/** Begins a file anew, with what the model knows about it. */
async function begin(stage: CompletionStage, known: Readonly<Record<string, string>>): Promise<TextEditor> {
  teach(stage, known);
  return openEmptied(stage.page, "src/sum.ts");
}

async function typesThrough(stage: CompletionStage): Promise<Measured> {
  const { page, picture, status } = stage;
  await status.shows(/smollm2/);
  await openFile(page, "src/sum.ts");
  await openPanel(page);
  await arrange(page, 460);
  teach(stage, {});
  await pickCompletionModel(stage, scriptedCoder);
  const dialog = await modalDialog(page);
  const asked = await dialog.message();
  await dialog.choose("Use it");
  const editor = await begin(stage, { "const total = ": "first + second + third;" });
  await editor.type("export const total = ");
  const suggested = await editor.ghostText();
  await askedAhead(stage, suggested);
  const before = sent(stage);
  const typed = "first + sec";
  for (const key of typed) await page.keyboard.press(key, { delay: keyMs });
  const rest = await editor.ghostText();
  await picture();
  const requests = sent(stage) - before;
  hold(requests === 0, `${requests} requests were made while the suggestion was typed`);
  hold(typed + rest === suggested, `behind what was typed stands "${rest}"`);
  return { asked, suggested, typed, rest, requestsWhileTyping: requests };
}

async function nextAfterAccept(stage: CompletionStage): Promise<Measured> {
  const { ollama, page } = stage;
  const editor = await begin(stage, {
    "const net = ": "total * 100;",
    "total * 100;": "\nexport const tax = net * 0.19;",
  });
  await editor.type("export const net = ");
  const first = await editor.ghostText();
  await askedAhead(stage, first);
  const before = ollama.requests.length;
  const taken = performance.now();
  await page.keyboard.press("Tab");
  await page.locator(".suggest-preview-text .view-line", { hasText: "tax" }).waitFor();
  const milliseconds = Math.round(performance.now() - taken);
  const next = await editor.ghostText();
  const again = ollama.requests.slice(before).filter(({ body }) => body.includes(`${first}"`)).length;
  hold(next.includes("tax"), `after accepting, "${next}" is suggested`);
  hold(again === 0, "the next suggestion was asked for only once the first was taken");
  return { first, next, millisecondsUntilNext: milliseconds, requestsForNext: again };
}

async function multiLine(stage: CompletionStage): Promise<Measured> {
  const { page, picture } = stage;
  const block = "if (value < low) return low;\n  if (value > high) return high;\n  return value;";
  const editor = await begin(stage, { "): number {\n  ": `${block}\n}\n` });
  await editor.type("export function clamp(value: number, low: number, high: number): number {");
  await page.keyboard.press("Enter");
  const suggested = await editor.ghostText();
  await picture();
  await editor.acceptGhostText();
  const text = await editor.text();
  const braces = text.split("}").length - 1;
  hold(suggested === block, `suggested is "${suggested}"`);
  hold(text.includes(`{\n  ${block}\n}`) && braces === 1, `the document is now "${text}"`);
  return { lines: suggested.split("\n").length, suggested: suggested.split("\n"), closingBraces: braces };
}

/** Completion, in the order a person would meet it. */
export const completionSteps: readonly Step<CompletionStage>[] = [
  { name: "completion-types-through", run: typesThrough },
  { name: "completion-next-after-accept", run: nextAfterAccept },
  { name: "completion-multi-line", run: multiLine },
  { name: "completion-says-why-silent", run: saysWhySilent },
  { name: "completion-off-is-silent", run: offIsSilent },
  { name: "chat-and-completion-together", run: chatAndCompletion },
];
