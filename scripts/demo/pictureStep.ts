import { copyPicture } from "../../test/e2e/page/copyPicture.ts";
import { newConversation, type ChatStage } from "./chatStage.ts";
import { openPanel } from "./panel.ts";
import { hold, textOf, type Measured } from "./step.ts";

/** A picture is pasted for a model that cannot see: that is said before it is sent, nothing is, and it can be taken away. */
export async function imageRefused(stage: ChatStage): Promise<Measured> {
  const { page, engine, picture } = stage;
  const prompts = async (): Promise<number> =>
    (await engine.requests()).filter(({ path }) => path === "/api/chat").length;
  await newConversation(stage, engine.model);
  await copyPicture(page);
  const view = await openPanel(page);
  await page.keyboard.press("Control+V");
  const chip = view.frame.locator(".composer .chip", { hasText: "Pasted picture" });
  await chip.locator("img").waitFor();
  const chipSays = (await textOf(chip)).replace(/\s+/g, " ");
  const warning = view.frame.locator(".composer .problem-sentence", { hasText: "cannot see" });
  const composerSays = await textOf(warning);
  const before = await prompts();
  await view.ask("What is in this picture?");
  await view.answer.locator(".problem.refused").waitFor();
  const refusal = await textOf(view.answer.locator(".problem-sentence"));
  await picture();
  const sent = (await prompts()) - before;
  hold(sent === 0, `${sent} requests left although the model cannot see`);
  await view.answer.getByRole("button", { name: "Remove the picture" }).click();
  await view.growing();
  await view.ended();
  const left = await view.frame.locator(".turn").last().locator(".question img").count();
  hold(left === 0, "the picture still stands beside the question");
  return { chipSays, composerSays, refusal, requestsWithThePicture: sent, answered: await view.measured() };
}
