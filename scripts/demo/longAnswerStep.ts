import type { Locator } from "playwright-core";
import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { newConversation, scriptedModel, type ChatStage } from "./chatStage.ts";
import { lastWords, longAnswer } from "./longAnswer.ts";
import type { Panel } from "./panel.ts";
import { hold, until, type Measured } from "./step.ts";
import { watchFrames } from "./watchFrames.ts";

const tokensPerSecond = 300;
const words = 14_000;
/** Of the time, at most: what a person feels as stutter is more. */
const mostHeavy = 0.05;

/**
 * How much of the transcript there is below what is in view, in pixels, as it is painted: what is read between two frames may
 * be half of one, laid out and not followed yet.
 */
function below(transcript: Locator): Promise<number> {
  return transcript.evaluate(
    (box) =>
      new Promise<number>((resolve) => {
        // Tells once, after layout and before painting, and after the page's own observers, which are older.
        const observer = new ResizeObserver(() => {
          observer.disconnect();
          resolve(Math.round(box.scrollHeight - box.clientHeight - box.scrollTop));
        });
        observer.observe(box);
      }),
  );
}

/** Waits until the answer has grown by so many pixels. */
async function grown(transcript: Locator, pixels: number): Promise<void> {
  const height = (): Promise<number> => transcript.evaluate((box) => box.scrollHeight);
  const from = await height();
  await until(async () => ((await height()) >= from + pixels ? true : undefined), "the answer did not grow");
}

/** Looks in every frame, until the answer has grown by so many pixels, how far what is in view moved, in pixels at most. */
function movedWhileGrowing(transcript: Locator, pixels: number): Promise<number> {
  return transcript.evaluate(async (box, by) => {
    const middle = box.getBoundingClientRect();
    const seen = document.elementFromPoint(middle.left + 40, middle.top + middle.height / 2);
    const top = (): number => seen?.getBoundingClientRect().top ?? Number.NaN;
    const [start, from] = [top(), box.scrollHeight];
    let most = 0;
    while (box.scrollHeight < from + by) {
      if (box.ariaBusy !== "true") throw new Error(`the answer ended ${box.scrollHeight - from} px later`);
      await new Promise(requestAnimationFrame);
      most = Math.max(most, Math.abs(top() - start));
    }
    return most;
  }, pixels);
}

/** Reads back while the answer goes on, stays there, and goes to the end again; returns how far the text moved meanwhile. */
async function readsBack({ page }: ChatStage, { frame }: Panel, transcript: Locator): Promise<number> {
  await transcript.hover();
  for (let turns = 0; turns < 12; turns += 1) await page.mouse.wheel(0, -240);
  const jump = frame.getByRole("button", { name: "Jump to latest" });
  await jump.waitFor();
  await transcript.evaluate(
    (box) =>
      new Promise<void>((resolve) => {
        const settled = (last: number): void => {
          if (box.scrollTop === last) resolve();
          else setTimeout(settled, 100, box.scrollTop);
        };
        setTimeout(settled, 200, box.scrollTop);
      }),
  );
  const moved = await movedWhileGrowing(transcript, 1500);
  await jump.press("Enter");
  return moved;
}

/** Streams a long answer as fast as a fast model, follows it, reads back in the midst of it, and scrolls through all of it. */
export async function longAnswerSmooth(stage: ChatStage): Promise<Measured> {
  const { page, scripted, picture } = stage;
  const tokens = inTokens(longAnswer(words));
  scripted.script({ pace: { tokensPerSecond }, answer: { tokens, verbatim: true } });
  const view = await newConversation(stage, scriptedModel);
  await view.ask("Tell me all there is to know about drawbridges.");
  await view.growing();
  // What is under way stays as it is; this is for the summary that follows an answer as long as this.
  scripted.script({ answer: { tokens: ["It was about drawbridges."] } });
  const transcript = view.frame.locator(".transcript");
  const stopWatching = await watchFrames(page, transcript);
  await grown(transcript, 3000);
  const belowWhileFollowing = await below(transcript);
  const moved = await readsBack(stage, view, transcript);
  await grown(transcript, 1000);
  const belowAfterJump = await below(transcript);
  await scripted.waitFor(
    ({ path, finished, body }) => path === "/api/chat" && finished && body.includes("all there is"),
  );
  const sent = performance.now();
  await view.answer.getByText(lastWords).waitFor();
  const lateMs = Math.round(performance.now() - sent);
  const streaming = await stopWatching();
  await view.ended();
  await picture();
  const stopScrolling = await watchFrames(page, transcript);
  const missing = await scrollsThrough(view, transcript);
  const scrolling = await stopScrolling();
  hold(belowWhileFollowing <= 1, `${belowWhileFollowing} px of the answer were below what was in view`);
  hold(moved === 0, `the text moved by ${moved} px while somebody read it`);
  hold(belowAfterJump <= 1, `${belowAfterJump} px were below after going to the end`);
  hold(missing === 0, `${missing} parts of the answer were not drawn`);
  for (const { heavyShare } of [streaming, scrolling])
    hold(heavyShare <= mostHeavy, `tasks above 50 ms of processor time took ${heavyShare} of the time`);
  return {
    ...{
      tokens: tokens.length,
      tokensPerSecond,
      movedPixels: moved,
      lateMs,
    },
    streaming: lines(streaming),
    scrolling: lines(scrolling),
  };
}

function lines(watched: object): readonly string[] {
  return Object.entries(watched).map(([name, value]) => `${name} ${String(value)}`);
}

/** From the end to the beginning, as fast as somebody looks for something; how many parts had no heading in the end. */
async function scrollsThrough({ answer }: Panel, transcript: Locator): Promise<number> {
  await transcript.evaluate(async (box) => {
    while (box.scrollTop > 0) {
      box.scrollTop -= 200;
      await new Promise(requestAnimationFrame);
    }
  });
  const headings = await answer.locator(".heading").allInnerTexts();
  const parts = longAnswer(words).match(/^## /gm)?.length ?? 0;
  return parts - headings.length;
}
