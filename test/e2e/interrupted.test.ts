import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { useEditor } from "./harness.ts";
import { chatPanel, openChat, type ChatPanel } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";

const begun = "One two three";
const whole = "One two three four five six.";

describe("An answer in the midst of which", () => {
  const { session } = useEditor();
  after(() => {
    session().ollama.script({ pace: "atOnce", answer: { tokens: inTokens(whole) } });
  });

  /** Asks in a new conversation, and has the model say three words of the answer. */
  async function begin(question: string, words = begun): Promise<LoggedRequest> {
    const { page, ollama } = session();
    const chat = await openChat(page);
    await chat.startNew();
    ollama.script({ pace: "manual" });
    await chat.ask(question);
    const request = await ollama.waitFor(({ path, body }) => path === "/api/chat" && body.includes(question));
    ollama.release(3, request);
    await chat.turn.getByText(words).waitFor();
    return request;
  }

  /** Does what has the page in the panel made anew, and waits until it is. */
  async function remade(by: () => Promise<void> | void): Promise<ChatPanel> {
    const { page } = session();
    const { frame } = chatPanel(page);
    await frame.locator("main.panel").evaluate((element) => {
      element.dataset["old"] = "";
    });
    await by();
    await frame.locator("main.panel:not([data-old])").waitFor({ timeout: 60_000 });
    return chatPanel(page);
  }

  it("the page was made anew goes on, and is shown again beside the draft", async () => {
    const { ollama, page, screenshot } = session();
    const request = await begin("What goes on?");
    await chatPanel(page).message.fill("Not sent yet");
    const chat = await remade(() => runCommand(page, "Developer: Reload Webviews"));
    await chat.turn.getByText(begun).waitFor();
    assert.equal(request.aborted, false);
    await chat.holds("Not sent yet");
    await chat.button("Stop").waitFor();
    await screenshot("interrupted-page");
    ollama.release(Infinity);
    await chat.turn.getByText(whole).waitFor();
    await chat.ended();
    assert.equal(await chat.frame.locator(".turn").count(), 1);
    await chat.message.fill("");
  });

  it("the editor's extensions crash is kept as it was some seconds before, and can be asked for again", async () => {
    const { ollama, server, screenshot } = session();
    ollama.script({ answer: { tokens: Array.from({ length: 2000 }, (_, n) => `word${n} `) } });
    const request = await begin("What is kept?", "word0 word1 word2");
    const kept = await saysUntilKept(request);
    const chat = await remade(() => {
      endExtensionHosts(server.pid);
    });
    await ollama.waitFor((one) => one === request && one.aborted);
    await chat.turn.getByText(kept).waitFor();
    await chat.ended();
    await screenshot("interrupted-crash");
    ollama.script({ pace: "atOnce", answer: { tokens: inTokens(whole) } });
    await chat.button("Ask again").click();
    await chat.turn.getByText(whole).waitFor();
    await chat.ended();
    await chat.turn.getByRole("group", { name: "Answer 2 of 2" }).waitFor();
  });

  /** Has the model say one word after the other until some of them are on the disk; returns these. */
  async function saysUntilKept(request: LoggedRequest): Promise<string> {
    const { ollama, page, storage } = session();
    const { turn } = chatPanel(page);
    const conversations = join(storage, "conversations");
    for (let n = 3; ; n += 1) {
      ollama.release(1, request);
      await turn.getByText(`word${n}`).waitFor();
      const files = await readdir(conversations, { recursive: true });
      const growing = files.find((file) => file.includes("growing/") && file.endsWith(".json"));
      if (growing === undefined) continue;
      const text = await readFile(join(conversations, growing), "utf8");
      return /word0 (?:word\d+ )*word\d+/.exec(text)?.[0] ?? assert.fail(`kept is ${text}`);
    }
  }
});

/** Kills the processes that run extensions for a server, which starts them anew. */
function endExtensionHosts(server: number): void {
  const children = readFileSync(`/proc/${server}/task/${server}/children`, "utf8").match(/\d+/g) ?? [];
  const hosts = children.filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=extensionHost"),
  );
  assert.ok(hosts.length > 0, "no extension host was found");
  for (const pid of hosts) process.kill(Number(pid), "SIGKILL");
}
