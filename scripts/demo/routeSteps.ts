import { reviewPanel } from "../../test/e2e/page/reviewPanel.ts";
import { failsWith, on } from "../../test/support/scripted/faults.ts";
import { pickModel } from "./bridge.ts";
import { askCloud, beside, questions, rolesIn } from "./questions.ts";
import type { CloudStage } from "./cloudStage.ts";
import { fakeCloud } from "./fakeCloud.ts";
import { hold, textOf, type Measured } from "./step.ts";

/** Begins a conversation on this device and goes on with it in a cloud: what was said before goes along. */
export async function switchModelMidConversation(stage: CloudStage): Promise<Measured> {
  const { engine, picture } = stage;
  await pickModel(stage, engine.model);
  const chat = await beside("src/sum.ts", stage);
  const first = "What does sum do?";
  await chat.ask(first);
  await chat.turn.locator(".measured").waitFor({ timeout: 120_000 });
  await chat.ended();
  const answer = await textOf(chat.turn.locator(".markdown"));
  await pickModel(stage, fakeCloud.model);
  const body = await askCloud(stage, chat, "And is it correct?");
  await picture();
  const roles = rolesIn(body);
  hold(roles === "system, user, assistant, user", `the cloud got ${roles}`);
  hold(body.includes(first), "the question from before was not sent along");
  const authors = await chat.frame.locator(".answer .author").allInnerTexts();
  return { carriedToCloud: roles, answeredBy: authors, charactersOfFirstAnswer: answer.length };
}

/** The cloud is out of order; the answer comes from this device, and says so. */
export async function fallbackToDevice(stage: CloudStage): Promise<Measured> {
  const { page, cloud, picture, ledger } = stage;
  const chat = await beside("src/sum.ts", stage);
  cloud.script({ faults: [on("/v1/chat/completions", failsWith(503))] });
  const before = questions(cloud).length;
  await chat.ask("What is wrong with average?");
  await (await reviewPanel(page)).choose("Send once");
  const note = chat.turn.locator("p.quiet", { hasText: "instead" });
  await note.waitFor({ timeout: 120_000 });
  await chat.ended();
  await picture();
  const measured = (await textOf(chat.turn.locator(".measured"))).replace(/\s+/g, " ");
  hold(measured.startsWith("On device"), `it was answered by "${measured}"`);
  hold(questions(cloud).length === before + 1, "the cloud was not asked once");
  const ends = (await ledger()).flatMap((entry) => (entry.phase === "end" ? [entry.outcome] : []));
  cloud.script({ faults: [] });
  return { said: await textOf(note), answeredBy: measured, lastEnds: ends.slice(-2) };
}
