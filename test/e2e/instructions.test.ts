import assert from "node:assert/strict";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { useEditor } from "./harness.ts";
import { chatPanel, openChat, type ChatPanel } from "./page/chatPanel.ts";
import { quickInput } from "./page/quickInput.ts";
import { openFile } from "./page/textEditor.ts";

const files = {
  "AGENTS.md": "Answer like a lighthouse keeper.\n",
  ".drawbridge/rules/house.md": "Name variables after boats.\n",
  ".drawbridge/prompts/harbour.md":
    "---\ndescription: Find the harbour\ntools: [terminal]\n---\nLook for the harbour in the code.\n",
};

/** What a person sees of the rules above the message box. */
const rulesLine = ({ frame }: ChatPanel) => frame.locator(".composer .rules");

describe("A project with commands, prompts and rules", () => {
  const { session } = useEditor();

  before(async () => {
    const { folder, storage } = session();
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await writeFile(join(storage, "outside.md"), "Never read this.\n");
    await symlink(join(storage, "outside.md"), join(folder, "CLAUDE.md"));
  });
  after(async () => {
    const { folder, storage } = session();
    for (const path of ["AGENTS.md", "CLAUDE.md", ".drawbridge"])
      await rm(join(folder, path), { recursive: true, force: true });
    await rm(join(storage, "outside.md"), { force: true });
  });

  /** Sends what is in the message box and hands back what the model was told. */
  async function sent(words: string): Promise<string> {
    const { page, ollama } = session();
    const before = ollama.requests.length;
    const chat = chatPanel(page);
    await chat.message.press("Enter");
    const request = await ollama.waitFor(
      (one) => one.path === "/api/chat" && one.body.includes(words) && ollama.requests.indexOf(one) >= before,
    );
    await chat.ended();
    return request.body;
  }

  it("shows its rules before the first question, and what of them is not used", async () => {
    const { page, screenshot } = session();
    await openFile(page, "sum.ts");
    const chat = await openChat(page);
    await chat.chips.filter({ hasText: /^sum\.ts/ }).waitFor();
    const line = rulesLine(chat);
    await line.locator("summary", { hasText: /^Rules: house\.md and 1 more \d+ tok$/ }).waitFor();
    await line.getByText("CLAUDE.md leads out of its folder and is not read.").waitFor();
    await screenshot("rules");
  });

  it("is asked by a command from the list, in words of Drawbridge's own, with its rules", async () => {
    const { page, screenshot } = session();
    const chat = chatPanel(page);
    await chat.message.pressSequentially("/e");
    await chat.frame.getByRole("option", { name: "/explain Explain how it works" }).waitFor();
    await screenshot("commands");
    await chat.message.press("Enter");
    // The list may stand there for the first letters still: then the key waits for what fits all of them.
    await chat.holds("/explain ");
    await chat.message.pressSequentially("for a beginner");
    const body = await sent("for a beginner");
    assert.match(body, /Explain the code\.[^"]*\\n\\nfor a beginner"/);
    assert.match(
      body,
      /house\.md:\\nName variables after boats\.[^"]*AGENTS\.md:\\nAnswer like a lighthouse keeper\./,
    );
    assert.ok(!body.includes("/explain") && !body.includes("Never read this"), body);
    await chat.turn.locator(".question-text", { hasText: "/explain for a beginner" }).waitFor();
  });

  it("is asked by a prompt of its own, which stands beside the question as its file", async () => {
    const { page } = session();
    const chat = chatPanel(page);
    await chat.message.pressSequentially("/h");
    const option = chat.frame.getByRole("option", { name: /^\/harbour/ });
    assert.match(
      await option.innerText(),
      /Find the harbour · without its tools · from \.drawbridge\/prompts\/harbour\.md/,
    );
    await option.click();
    await chat.message.pressSequentially("please");
    const body = await sent("Look for the harbour");
    assert.match(body, /Look for the harbour in the code\.\\n\\nplease"/);
    assert.ok(!body.includes("/harbour") && !body.includes("description"), body);
    await chat.turn.locator(".question .chip", { hasText: "harbour.md" }).waitFor();
  });

  it("sends a rule no more that was switched off, and the others as they are when it is asked", async () => {
    const { page, folder } = session();
    const chat = chatPanel(page);
    await rulesLine(chat).getByRole("button", { name: "Choose…" }).click();
    const list = await quickInput(page, "Rules of this workspace");
    await list.choose("AGENTS.md");
    await list.box.getByRole("button", { name: "OK" }).click();
    // One alone is not folded away.
    await rulesLine(chat)
      .locator(".rule", { hasText: /^Rules: house\.md/ })
      .waitFor();
    const size = rulesLine(chat).locator(".chip-tokens");
    const before = await size.innerText();
    const longer = "Name variables after ports, and constants after the rivers that lead there.\n";
    await writeFile(join(folder, ".drawbridge/rules/house.md"), longer);
    await chat.message.fill("And now?");
    const body = await sent("And now?");
    await size.filter({ hasNotText: new RegExp(`^${before}$`) }).waitFor();
    assert.ok(body.includes("the rivers that lead there") && !body.includes("lighthouse keeper"), body);
  });
});
