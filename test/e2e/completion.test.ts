import assert from "node:assert/strict";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { useEditor } from "./harness.ts";
import { runCommand } from "./page/commandPalette.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { quickInput } from "./page/quickInput.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { openFile, textEditor } from "./page/textEditor.ts";

describe("A person who types code", () => {
  const { session } = useEditor();
  const generated = (): number =>
    session().ollama.requests.filter(({ path }) => path === "/api/generate").length;

  it("sees what could follow, types into it without asking anew, and takes the rest with Tab", async () => {
    const { page, ollama, ledger, screenshot } = session();
    ollama.script({ answer: { tokens: inTokens("return text.length;\n}\n") } });
    const editor = await openFile(page, "strings.ts");
    await editor.goToEnd();
    await editor.type("export function size(text: string): number {\n");
    assert.equal(await editor.ghostText(), "return text.length;");
    await screenshot("completion-ghost");
    const asked = generated();
    assert.ok(asked > 0);
    await editor.type("ret");
    await editor.ghost.filter({ hasText: /^urn/ }).waitFor();
    assert.equal(generated(), asked);
    await editor.acceptGhostText();
    assert.match(await editor.text(), /\{\n {2}return text\.length;\n\}/);

    const request = ollama.requests.findLast(({ path }) => path === "/api/generate");
    assert.match(request?.body ?? "", /"raw":true/);
    assert.match(request?.body ?? "", /<\|fim_prefix\|>.*<\|fim_suffix\|>.*<\|fim_middle\|>/);
    const attempt = ledger().findLast((entry) => entry.phase === "attempt" && entry.purpose === "completion");
    assert.ok(attempt?.phase === "attempt");
    assert.equal(attempt.class, "device");
    assert.equal(attempt.bytes, request?.bytes);
    assert.deepEqual([...new Set(attempt.sources.flatMap(({ path }) => path ?? []))], ["src/strings.ts"]);
  });

  it("types on, and the server is left in the middle of its answer", async () => {
    const { page, ollama } = session();
    const editor = textEditor(page);
    ollama.script({ pace: "manual" });
    await editor.goToEnd();
    await editor.type("\nconst first = ");
    const request = await ollama.waitFor(
      ({ path, body, tokensWritten, finished }) =>
        path === "/api/generate" && body.includes("const first") && tokensWritten === 0 && !finished,
    );
    await editor.type("wait");
    await ollama.waitFor((one) => one === request && one.aborted);
    ollama.script({ pace: "atOnce" });
  });

  it("reads in the hover why nothing is suggested, when the model is gone", async () => {
    const { page, ollama, changeSettings, screenshot } = session();
    await changeSettings({ "drawbridge.completion.model": "ollama/gone:1b" });
    const asked = generated();
    const editor = await openFile(page, "strings.ts");
    await editor.goToEnd();
    await editor.type("\nconst second = ");
    const status = drawbridgeStatus(page);
    const hover = await status.hover();
    await hover.getByText("Completion is silent: Ollama does not have gone:1b.").waitFor();
    await screenshot("completion-silent");
    assert.equal(generated(), asked);
    assert.ok(!ollama.requests.some(({ body }) => body.includes('"model":"gone')));
  });

  it("asks nothing at all while completion is off, and again once it is on", async () => {
    const { page, ollama, changeSettings, screenshot } = session();
    await changeSettings({
      "drawbridge.completion.enabled": false,
      "drawbridge.completion.model": undefined,
    });
    const status = drawbridgeStatus(page);
    await status.shows("qwen2.5-coder:1.5b");
    const hover = await status.hover();
    await hover.getByText("completion is off").waitFor();
    await screenshot("completion-off");
    const asked = ollama.requests.length;
    const editor = await openFile(page, "strings.ts");
    await editor.goToEnd();
    await editor.type("\nconst third = ");
    await changeSettings({ "drawbridge.completion.enabled": undefined });
    await openFile(page, "strings.ts");
    await editor.type("4 + ");
    await ollama.waitFor(({ order, path }) => order > asked && path === "/api/generate");
    const prompts = ollama.requests.slice(asked).filter(({ path }) => path === "/api/generate");
    assert.ok(prompts.every(({ body }) => body.includes("const third = 4")));
  });

  it("is asked about a server that may forward as soon as a model of it is picked", async () => {
    const { page, team, screenshot } = session();
    const pick = async (model: string): Promise<void> => {
      await runCommand(page, "Drawbridge: Choose Completion Model");
      await (await quickInput(page)).choose(model);
    };
    await pick("team-model");
    const dialog = await modalDialog(page);
    assert.equal(await dialog.message(), `Use the server at 127.0.0.1:${team.port}?`);
    assert.match(await dialog.detail(), /nothing tells whether this server forwards/);
    await screenshot("completion-picked");
    await dialog.choose("Cancel");
    const hover = await drawbridgeStatus(page).hover();
    await hover.getByText(`127.0.0.1:${team.port} · may forward" needs your confirmation once.`).waitFor();
    await hover.getByText(/^Chat: .*; as the server reported at \d\d:\d\d:\d\d UTC \(Ollama API/).waitFor();
    await screenshot("completion-picked-hover");
    await pick("Automatic");
    assert.ok(team.requests.every(({ path }) => path === "/v1/models"));
  });
});
