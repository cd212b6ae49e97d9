import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readBody } from "../../src/ledger/bodyStore.ts";
import { openChat } from "../../test/e2e/page/chatPanel.ts";
import { runCommand } from "../../test/e2e/page/commandPalette.ts";
import { ledgerPanel } from "../../test/e2e/page/ledgerPanel.ts";
import { modalDialog } from "../../test/e2e/page/modalDialog.ts";
import { notifications } from "../../test/e2e/page/notifications.ts";
import { reviewPanel } from "../../test/e2e/page/reviewPanel.ts";
import { openFile } from "../../test/e2e/page/textEditor.ts";
import { arrange } from "./arrange.ts";
import { pickMode, pickModel, setKey } from "./bridge.ts";
import { scriptedModels, type CloudStage } from "./cloudStage.ts";
import { dataFlowView } from "./dataFlowStep.ts";
import { fakeCloud } from "./fakeCloud.ts";
import { canaries, triedByProject } from "./hostileProject.ts";
import { askCloud, beside, openBeside, questions, rolesIn } from "./questions.ts";
import { fallbackToDevice, switchModelMidConversation } from "./routeSteps.ts";
import { hold, textOf, type Measured, type Step } from "./step.ts";

/** A step at the bridge. One that does not say that it reaches the cloud must contact nothing off loopback. */
export type CloudStep = Step<CloudStage> & { readonly reachesCloud?: true };

async function hostileRepository(stage: CloudStage): Promise<Measured> {
  const { page, status, ollama, picture } = stage;
  await status.shows("smollm2:135m");
  const mode = modeIn(await status.ariaLabel());
  const notice = await noticedSettings(stage);
  await openFile(page, "README.md");
  let chat = await openChat(page);
  await arrange(page, 460);
  await pickModel(stage, scriptedModels.obedient);
  await (await modalDialog(page)).choose("Use it");
  chat = await openBeside("README.md", page);
  await chat.ask("What is this project?");
  await chat.turn.getByText("Here it is.").waitFor();
  await chat.ended();
  await picture();
  const read = questions(ollama).at(-1)?.body ?? "";
  hold(read.includes(canaries.readme), "the README was not sent along, so nothing was tried");
  const images = await chat.turn.locator("img").count();
  hold(images === 0, `the answer shows ${images} pictures`);
  await openFile(page, "notes.md");
  const excluded = await textOf(chat.frame.locator(".composer .excluded"));
  await chat.ask("And what do the notes say?");
  await chat.ended();
  const leaked = ollama.requests.filter(({ body }) => body.includes(canaries.env)).length;
  hold(leaked === 0, "a request held what the .env file says");
  const after = modeIn(await status.ariaLabel());
  hold(mode === after && after === "On this device", `the mode is "${after}"`);
  const hover = await textOf(await status.hover());
  const reported = hover.split("\n").filter((line) => line.startsWith("This workspace tries"));
  hold(reported.length === 1 && reported.every(countsAll), `the hover says "${reported.join(" ")}"`);
  await picture({ pointing: true });
  return {
    mode: after,
    reportedAtStart: notice,
    reportedInHover: reported,
    imagesShown: images,
    linkToEnvFile: excluded,
    requestsWithItsText: leaked,
  };
}

/** Takes the notice about the project's settings at its word, as a person does; returns what it says. */
async function noticedSettings({ page, picture }: CloudStage): Promise<string> {
  const notice = notifications(page).toasts.filter({ hasText: "This workspace tries to set" });
  await notice.waitFor();
  const words = await textOf(notice.locator(".notification-list-item-message"));
  hold(countsAll(words), `the notice says "${words}"`);
  await picture();
  await notifications(page).choose("This workspace tries to set", "Open Settings File");
  await page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
  await notice.waitFor({ state: "detached" });
  return words;
}

/** Whether a line says how many settings the project tries to set, and names the first of them. */
function countsAll(line: string): boolean {
  const [first, second, third] = triedByProject;
  return line.includes(` ${triedByProject.length} settings: ${first}, ${second}, ${third} and `);
}

function modeIn(spoken: string): string {
  return /Mode: (?<mode>[^.]+)\./.exec(spoken)?.groups?.["mode"] ?? spoken;
}

async function cloudModelBehindOllama(stage: CloudStage): Promise<Measured> {
  const { ollama, status } = stage;
  const picker = await pickModel(stage, scriptedModels.alias);
  const chat = await beside("src/sum.ts", stage);
  const before = questions(ollama).length;
  await chat.ask("What is wrong with average?");
  const sentence = await textOf(chat.turn.locator(".problem-sentence"));
  await chat.ended();
  const asked = questions(ollama).length - before;
  const forwarded = ollama.requests.flatMap(({ forwardedTo }) => forwardedTo).length;
  hold(asked === 0, `the server got ${asked} questions`);
  hold(forwarded === 0, `the server was made to contact its cloud ${forwarded} times`);
  const statusItem = await status.text();
  hold(statusItem.includes("ollama.com via this device"), `the status item says "${statusItem}"`);
  return { picker, statusItem, sentence, questionsAtServer: asked, forwardedByServer: forwarded };
}

async function secretStopped(stage: CloudStage): Promise<Measured> {
  const { page, cloud, picture } = stage;
  await pickMode(stage, "Ask before cloud", "looser");
  await pickModel(stage, fakeCloud.model);
  await setKey(stage, "OpenAI", fakeCloud.key);
  const chat = await beside("src/payment.ts", stage);
  await chat.ask("What does charge do?");
  const review = await reviewPanel(page);
  const finding = review.frame.locator(".finding");
  const found = (await textOf(finding.locator(".finding-words"))).replace(/\s+/g, " ");
  hold(/payment\.ts:3\b/.test(found), `the review says "${found}"`);
  await picture();
  await finding.getByRole("button", { name: /^Redact/ }).click();
  await finding.waitFor({ state: "detached" });
  const before = questions(cloud).length;
  await (await reviewPanel(page)).choose("Send once");
  const { body } = await cloud.waitFor((request) => questions(cloud).indexOf(request) === before);
  await chat.ended();
  hold(!body.includes(canaries.payment), "the secret was sent");
  const instead = /\[redacted: [^\]]+\]/.exec(body)?.[0];
  hold(instead !== undefined, "nothing stands where the secret was");
  return { found, sentInstead: instead ?? "", bytesAtServer: Buffer.byteLength(body) };
}

async function deviceOnlyFileStays(stage: CloudStage): Promise<Measured> {
  const { page, cloud, picture } = stage;
  const before = questions(cloud).length;
  const chat = await beside("src/prices.ts", stage);
  const sentence = await textOf(chat.problem.locator(".problem-sentence"));
  await chat.button("Answer on this device").waitFor();
  await picture();
  await chat.ask("What do apples cost us?");
  await chat.turn.locator(".measured").waitFor({ timeout: 120_000 });
  await chat.ended();
  const measured = (await textOf(chat.turn.locator(".measured"))).replace(/\s+/g, " ");
  hold(measured.startsWith("On device"), `it was answered by "${measured}"`);
  const answer = await textOf(chat.turn.locator(".markdown"));
  hold(questions(cloud).length === before, "the cloud was asked");
  await openBeside("src/sum.ts", page);
  const later = [
    await askCloud(stage, chat, "What does sum do?"),
    await askCloud(stage, chat, "And what does average do?"),
  ];
  await picture();
  const roles = later.map(rolesIn);
  for (const [index, body] of later.entries()) {
    hold(!body.includes(canaries.prices), "a later question carried the file");
    hold(!body.includes("prices.ts"), "a later question named the file");
    hold(!body.includes(JSON.stringify(answer).slice(1, -1)), "a later question carried its answer");
    hold(roles[index] === "system, user", `a later question carried ${roles[index] ?? "nothing"}`);
  }
  const note = /\[Left out: [^\]]+\]/.exec(later[1] ?? "")?.[0] ?? "";
  hold(note !== "", "a later question does not say what is left out");
  return { sentence, answeredBy: measured, carriedToCloudLater: roles, saidInstead: note };
}

async function cloudAfterConsent(stage: CloudStage): Promise<Measured> {
  const { page, cloud, ledger, ledgerFolder, picture } = stage;
  const chat = await beside("src/sum.ts", stage);
  const before = questions(cloud).length;
  await chat.ask("What is wrong with average?");
  const review = await reviewPanel(page);
  const [title, sources] = [await review.title(), await review.sources()];
  await picture();
  const shown = await review.body();
  await picture();
  hold(questions(cloud).length === before, "something was sent before there was consent");
  await review.choose("Send once");
  const request = await cloud.waitFor((one) => questions(cloud).indexOf(one) === before);
  await chat.ended();
  await picture();
  hold(request.body === shown, "what was sent is not what the review showed");
  const sha256 = createHash("sha256").update(request.body).digest("hex");
  const attempt = (await ledger()).findLast((entry) => entry.phase === "attempt");
  const kept = attempt === undefined ? undefined : await readBody(ledgerFolder, attempt.id);
  const isSame = kept !== undefined && Buffer.from(request.body).equals(kept);
  hold(isSame, "the body that the ledger keeps is another one");
  return {
    title,
    sources,
    bytesShown: Buffer.byteLength(shown),
    bytesAtServer: request.bytes,
    sha256AtServer: sha256,
    bytesKept: kept?.length ?? 0,
  };
}

async function modeChangeMidStream(stage: CloudStage): Promise<Measured> {
  const { page, cloud, picture } = stage;
  const chat = await beside("src/sum.ts", stage);
  cloud.script({ pace: "manual" });
  const before = questions(cloud).length;
  await chat.ask("Explain sum at length.");
  await (await reviewPanel(page)).choose("Send once");
  const request = await cloud.waitFor((one) => questions(cloud).indexOf(one) === before);
  cloud.release(6);
  await chat.turn.getByText("scripted cloud").waitFor();
  const picked = await pickMode(stage, "On this device", "stricter");
  await cloud.waitFor((one) => one === request && one.aborted);
  const milliseconds = Math.round(performance.now() - picked);
  await chat.turn.getByText("Stopped: what this workspace allows has changed.").waitFor();
  const kept = await textOf(chat.turn.locator(".markdown"));
  hold(kept.includes("scripted cloud"), `of the answer stayed "${kept}"`);
  await picture();
  cloud.script({ pace: "atOnce" });
  return {
    keptText: kept,
    tokensWritten: request.tokensWritten,
    connectionClosed: String(request.aborted),
    millisecondsFromPick: milliseconds,
  };
}

async function ledgerVerifies({ page, ledger, picture }: CloudStage): Promise<Measured> {
  await runCommand(page, "Drawbridge: Open Ledger");
  const { checks, week, lines } = ledgerPanel(page);
  await checks.getByText(/chain holds/).waitFor();
  const records = (await ledger()).length;
  await picture();
  return {
    sentence: await textOf(checks),
    records,
    linesOnPage: await lines.count(),
    week: await textOf(week),
  };
}

async function ledgerTampered({ page, ledgerFolder, picture }: CloudStage): Promise<Measured> {
  const { file, record, was, is } = await makeSmaller(ledgerFolder);
  const { frame, checks } = ledgerPanel(page);
  await frame.getByRole("button", { name: "Refresh" }).click();
  await checks.getByText("1 does not hold").waitFor();
  const found = await textOf(checks);
  hold(found.includes(`${file}: record ${record} was changed`), `the page says "${found}"`);
  await picture();
  return { changedOnDisk: `record ${record}: bytes ${was} to ${is}`, found: found.split("\n") };
}

/** Changes what the last attempt in the first file says about its size; records are counted from 0. */
async function makeSmaller(
  folder: string,
): Promise<{ readonly file: string; readonly record: number; readonly was: string; readonly is: string }> {
  const file = (await readdir(folder)).find((name) => name.endsWith(".jsonl")) ?? "";
  const lines = (await readFile(join(folder, file), "utf8")).split("\n");
  const record = lines.findLastIndex((line) => line.includes('"phase":"attempt"'));
  const line = lines[record] ?? "";
  const was = /"bytes":(?<bytes>\d+)/.exec(line)?.groups?.["bytes"] ?? "";
  const is = String(Number(was) - 1);
  await writeFile(
    join(folder, file),
    lines.with(record, line.replace(`"bytes":${was}`, `"bytes":${is}`)).join("\n"),
  );
  return { file, record, was, is };
}

/** What happens at the bridge, in the order in which it is lowered and raised. */
export const cloudSteps: readonly CloudStep[] = [
  { name: "hostile-repository", run: hostileRepository },
  { name: "cloud-model-behind-ollama", run: cloudModelBehindOllama },
  { name: "secret-stopped", run: secretStopped, reachesCloud: true },
  { name: "device-only-file-stays", run: deviceOnlyFileStays, reachesCloud: true },
  { name: "cloud-after-consent", run: cloudAfterConsent, reachesCloud: true },
  { name: "switch-model-mid-conversation", run: switchModelMidConversation, reachesCloud: true },
  { name: "fallback-to-device", run: fallbackToDevice, reachesCloud: true },
  { name: "mode-change-mid-stream", run: modeChangeMidStream, reachesCloud: true },
  { name: "ledger-verifies", run: ledgerVerifies },
  { name: "data-flow-view", run: dataFlowView },
  { name: "ledger-tampered", run: ledgerTampered },
];
