import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import { exportConversation } from "../../test/e2e/page/exportConversation.ts";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { newConversation, script, scriptedModel, type ChatStage } from "./chatStage.ts";
import type { Panel } from "./panel.ts";
import { hold, textOf, until, type Measured } from "./step.ts";

/** The questions of the branch that is shown. */
function questionsOf({ frame }: Panel): Promise<readonly string[]> {
  return frame.locator(".question-text").allInnerTexts();
}

function placeOf({ frame }: Panel, noun: "Question" | "Answer"): Promise<string> {
  return textOf(frame.getByRole("group", { name: new RegExp(`^${noun} \\d+ of `) }).last());
}

/** Asks two questions, the first of them otherwise afterwards, and has that answered twice. */
async function makeBranches(view: Panel, onEdit: () => Promise<void>): Promise<void> {
  for (const question of ["Name one colour.", "Name one fruit."]) {
    await view.ask(question);
    await view.ended();
  }
  await view.frame.getByRole("button", { name: "Edit the question" }).first().press("Enter");
  const editor = view.frame.getByRole("textbox", { name: "Your question" });
  await editor.fill("Name one animal.");
  await onEdit();
  await editor.press("Enter");
  await view.frame.locator(".question-text", { hasText: "Name one animal." }).waitFor();
  await view.ended();
  await view.frame.getByRole("button", { name: "Ask again", exact: true }).press("Enter");
  await view.frame.getByRole("group", { name: "Answer 2 of 2" }).waitFor({ timeout: 120_000 });
  await view.ended();
}

/** Has a conversation with branches, and turns back to what was there before. */
export async function editAndBranch(stage: ChatStage): Promise<Measured> {
  const view = await newConversation(stage, stage.engine.model);
  await makeBranches(view, stage.picture);
  const edited = await questionsOf(view);
  hold(edited.join() === "Name one animal.", `the branch has ${edited.join()}`);
  const answers = await placeOf(view, "Answer");
  const here = await placeOf(view, "Question");
  await stage.picture();
  await view.frame.getByRole("button", { name: "Previous question" }).press("Enter");
  await view.frame.getByRole("group", { name: "Question 1 of 2" }).waitFor();
  const before = await questionsOf(view);
  hold(before.join() === "Name one colour.,Name one fruit.", `the branch before has ${before.join()}`);
  return { edited, before, answers, turnedFrom: here, turnedTo: await placeOf(view, "Question") };
}

const exported = z.object({ version: z.number(), events: z.array(z.object({ type: z.string() })) });

/** Exports a conversation with branches in both formats, and reads what was written. */
export async function exportBoth(stage: ChatStage): Promise<Measured> {
  script(stage, "One of many.");
  await makeBranches(await newConversation(stage, scriptedModel), () => Promise.resolve());
  const folder = await temporaryFolder("export");
  const sibling = "notes";
  await mkdir(join(folder.path, sibling));
  const written = async (format: "Markdown" | "JSON", name: string): Promise<string> => {
    const path = join(folder.path, name);
    await exportConversation(stage.page, format, { path, sibling });
    const read = async (): Promise<string | undefined> =>
      (await readFile(path, "utf8").catch(() => "")) || undefined;
    return until(read, `no ${format} was written`);
  };
  try {
    const markdown = await written("Markdown", "conversation.md");
    const json = await written("JSON", "conversation.json");
    const { version, events } = exported.parse(JSON.parse(json));
    const count = (type: string): number => events.filter((event) => event.type === type).length;
    hold(markdown.includes("This is the branch that was shown."), "the Markdown does not say what it has");
    hold(count("asked") === 3 && count("answered") === 4, "the JSON has not all of it");
    return {
      ...{ markdownBytes: Buffer.byteLength(markdown), jsonBytes: Buffer.byteLength(json) },
      turnsInMarkdown: markdown.match(/^## You/gm)?.length ?? 0,
      ...{ version, turnsInJson: count("asked"), answersInJson: count("answered") },
      said: markdown.split("\n").find((line) => line.startsWith("*This is")) ?? "",
    };
  } finally {
    await folder.remove();
  }
}
