import { chatPanel } from "../../test/e2e/page/chatPanel.ts";
import { openFile } from "../../test/e2e/page/textEditor.ts";
import {
  filesOf,
  lastQuestion,
  mention,
  newConversation,
  pathRules,
  script,
  scriptedModel,
  type ChatStage,
} from "./chatStage.ts";
import type { Panel } from "./panel.ts";
import { hold, textOf, type Measured } from "./step.ts";

/** What the chips say, one line each. */
async function chips({ frame }: Panel, where: ".composer" | ".turn"): Promise<readonly string[]> {
  const texts = await frame.locator(`${where} .chips .chip`).allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " ").trim());
}

const ends = (paths: readonly string[], name: string): boolean => paths.some((path) => path.endsWith(name));

/** Puts two files beside a question with an `@` each, one of which stays on this device, and asks the real model. */
export async function contextByMention(stage: ChatStage): Promise<Measured> {
  const view = await newConversation(stage, stage.engine.model);
  const offered = await mention(stage, "invoi", "invoice.ts");
  await mention(stage, "sum", "sum.ts");
  const locked = view.frame.locator(".composer .chip", { hasText: /^\s*sum\.ts/ });
  await locked.locator(".hidden", { hasText: "device" }).waitFor({ state: "attached" });
  const lock = (await locked.locator(".hidden").first().textContent()) ?? "";
  const beside = await chips(view, ".composer");
  await stage.picture();
  await view.ask("What does total() do?");
  await view.growing();
  await view.ended();
  const stands = await chips(view, ".turn");
  const files = filesOf(await lastQuestion(stage));
  for (const name of ["invoice.ts", "sum.ts"]) {
    hold(ends(files, name), `the ledger has ${files.join(", ")} with the question`);
    hold(
      stands.some((chip) => chip.includes(name)),
      `beside the question stands ${stands.join(", ")}`,
    );
  }
  return { offered, beside, lock, filesInLedger: files, answered: await view.measured() };
}

/** Tries each way to a file that a rule excludes: none leads to it, and each says why where there is something to say. */
export async function contextRefused(stage: ChatStage): Promise<Measured> {
  const { page, scripted } = stage;
  script(stage, "It was not asked about that file.");
  const view = await newConversation(stage, scriptedModel);
  const chat = chatPanel(page);
  await chat.message.pressSequentially("@str");
  await view.frame.locator(".mention").first().waitFor();
  const offered = await view.frame.locator(".mention-detail").allInnerTexts();
  hold(!ends(offered, "src/strings.ts"), `offered is ${offered.join(", ")}`);
  await chat.message.fill("");
  await openFile(page, "src/strings.ts");
  const excluded = view.frame.locator(".composer .excluded");
  await excluded.waitFor();
  const openFileSays = await textOf(excluded);
  await chat.message.click();
  await mention(stage, "src", "src");
  const leftOut = view.frame.locator(".composer .problem-sentence", { hasText: "strings.ts" });
  const folderSays = await textOf(leftOut);
  hold(folderSays.includes(pathRules.never), `beside the folder stands "${folderSays}"`);
  await stage.picture();
  await mention(stage, "codebase", "Codebase");
  await view.ask("Which function makes the first letter of every word a capital?");
  await view.ended();
  const files = filesOf(await lastQuestion(stage));
  const { body } = await scripted.waitFor(
    (request) => request.path === "/api/chat" && request.body.includes("every word a capital"),
  );
  hold(ends(files, "src/invoice.ts"), "the rest of the folder did not go along");
  hold(!ends(files, "src/strings.ts"), "the ledger has the excluded file");
  hold(!body.includes("letter.toUpperCase"), "text of the excluded file was sent");
  return { offered: offered.slice(0, 5), openFileSays, folderSays, filesSent: files, bytesSent: body.length };
}

/** Asks about the whole of a program that nobody has opened; what fits is found on this device. */
export async function codebaseQuestion(stage: ChatStage): Promise<Measured> {
  const view = await newConversation(stage, stage.engine.model);
  await mention(stage, "codebase", "Codebase");
  const asked = performance.now();
  await view.ask("How does a conversation become Markdown when it is exported?");
  const found = view.frame.locator(".turn .chips .chip");
  await found.first().waitFor();
  const milliseconds = Math.round(performance.now() - asked);
  await view.growing();
  await view.ended();
  const stands = await chips(view, ".turn");
  const files = filesOf(await lastQuestion(stage));
  const wanted = "chat/conversationMarkdown.ts";
  hold(ends(files, wanted), `found was ${files.join(", ")}`);
  return {
    ...{ millisecondsUntilFound: milliseconds, sources: stands, wanted },
    placeAmongSources: files.findIndex((path) => path.endsWith(wanted)) + 1,
    answered: await view.measured(),
  };
}
