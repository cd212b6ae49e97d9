import assert from "node:assert/strict";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { continuing } from "../support/scripted/continuing.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import { useEditor } from "./harness.ts";
import { suggestionAsked } from "./suggestionAsked.ts";
import { runCommand } from "./page/commandPalette.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { quickInput } from "./page/quickInput.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { openEmptied, openFile, type TextEditor } from "./page/textEditor.ts";

describe("A person who types code", () => {
  const { session } = useEditor();
  afterEach("the server answers again", () => {
    session().ollama.script({ pace: "atOnce" });
  });
  const generated = (): number =>
    session().ollama.requests.filter((one) => suggestionAsked(one) !== undefined).length;
  const askedBehind = (text: string): readonly LoggedRequest[] =>
    session().ollama.requests.filter((one) => suggestionAsked(one)?.before.endsWith(text) === true);
  /** Waits until the model has said how a text goes on. */
  const answeredBehind = (text: string): Promise<LoggedRequest> =>
    session().ollama.waitFor((one) => one.finished && suggestionAsked(one)?.before.endsWith(text) === true);

  const begin = (): Promise<TextEditor> => openEmptied(session().page, "sum.ts");

  it("sees what could follow, types into it without asking anew, and takes the rest with Tab", async () => {
    const { page, ollama, ledger, screenshot } = session();
    ollama.script({ answer: continuing({ "number {\n  ": "return text.length;\n}\n" }) });
    const editor = await openFile(page, "strings.ts");
    await editor.goToEnd();
    await editor.type("export function size(text: string): number {\n");
    assert.equal(await editor.ghostText(), "return text.length;");
    await screenshot("completion-ghost");
    await answeredBehind("return text.length;");
    const before = generated();
    await editor.typeAndRest("ret");
    await editor.ghost.filter({ hasText: /^urn/ }).waitFor();
    await editor.typeAndRest("urn ");
    await editor.ghost.filter({ hasText: /^text/ }).waitFor();
    assert.equal(generated(), before);
    await editor.acceptGhostText();
    assert.match(await editor.text(), /\{\n {2}return text\.length;\n\}/);

    const request = ollama.requests.find((one) => suggestionAsked(one)?.before.endsWith("number {\n  "));
    assert.match(request?.body ?? "", /"raw":true/);
    const { prompt = "" } = (request && suggestionAsked(request)) ?? {};
    assert.match(prompt, /<\|fim_prefix\|>.*number \{\n<\|fim_suffix\|>\}.*<\|fim_middle\|> {2}$/su);
    const attempt = ledger().find(
      (entry) =>
        entry.phase === "attempt" && entry.purpose === "completion" && entry.bytes === request?.bytes,
    );
    assert.ok(attempt?.phase === "attempt");
    assert.equal(attempt.class, "device");
    assert.ok(attempt.sources.some(({ path }) => path === "src/strings.ts"));
  });

  it("finds the next suggestion there as soon as one is taken", async () => {
    const { ollama, screenshot } = session();
    ollama.script({
      answer: continuing({
        "const second = ": "first + 1;",
        "first + 1;": "\nexport const third = second + 1;",
      }),
    });
    const editor = await begin();
    await editor.type("export const first = 1;\nexport const second = ");
    assert.equal(await editor.ghostText(), "first + 1;");
    await answeredBehind("first + 1;");
    await editor.acceptGhostText();
    assert.equal(await editor.ghostText(), "\nexport const third = second + 1;");
    await screenshot("completion-next");
    assert.equal(askedBehind("first + 1;").length, 1);
    await editor.acceptGhostText();
    assert.match(await editor.text(), /second = first \+ 1;\nexport const third = second \+ 1;$/);
  });

  it("gets a whole block where one begins, takes a word of it, and then the rest", async () => {
    const { page, ollama, screenshot } = session();
    const block = "if (value < low) return low;\n  if (value > high) return high;\n  return value;";
    ollama.script({ answer: continuing({ "): number {\n  ": `${block}\n}\n` }) });
    const editor = await begin();
    await editor.type("export function clamp(value: number, low: number, high: number): number {\n");
    assert.equal(await editor.ghostText(), block);
    await screenshot("completion-block");
    const before = askedBehind("): number {\n  ").length;
    await page.keyboard.press("Control+ArrowRight");
    await editor.ghost.filter({ hasText: /^\s*\(?value/ }).waitFor();
    await screenshot("completion-word");
    await editor.acceptGhostText();
    assert.equal(
      await editor.text(),
      `export function clamp(value: number, low: number, high: number): number {\n  ${block}\n}`,
    );
    assert.equal(askedBehind("): number {\n  ").length, before);
    assert.deepEqual(askedBehind("  if"), []);
  });

  /** The request on which the server works, which has read nothing of it yet. */
  const underWay = (): Promise<LoggedRequest> =>
    session().ollama.waitFor(
      (one) => suggestionAsked(one) !== undefined && !one.finished && !one.aborted && one.tokensWritten === 0,
    );

  it("types something else, and the server is left only once it writes", async () => {
    const { ollama } = session();
    ollama.script({ answer: continuing({}) });
    const editor = await begin();
    await editor.typeAndRest("const zero = 0;\n");
    ollama.script({ answer: { tokens: inTokens("sum of it all") }, pace: "manual" });
    await editor.type("const first = ");
    const request = await underWay();
    await editor.typeAndRest("7");
    assert.ok(!request.aborted);
    assert.deepEqual(askedBehind("const first = 7"), []);
    ollama.release(1, request);
    await ollama.waitFor((one) => one === request && one.aborted);
    assert.equal(request.tokensWritten, 1);
    await ollama.waitFor((one) => suggestionAsked(one)?.before.endsWith("const first = 7") === true);
  });

  it("goes to another file, and the server is left once it writes", async () => {
    const { page, ollama } = session();
    ollama.script({ answer: continuing({}) });
    const editor = await begin();
    await editor.typeAndRest("const zero = 0;\n");
    ollama.script({ answer: { tokens: inTokens("sum of it all") }, pace: "manual" });
    await editor.type("const one = ");
    const request = await underWay();
    const other = await openFile(page, "strings.ts");
    await other.rest();
    assert.ok(!request.aborted);
    ollama.release(1, request);
    await ollama.waitFor((one) => one === request && one.aborted);
  });

  it("asks for another suggestion with a key where one stands", async () => {
    const { page, ollama, screenshot } = session();
    ollama.script({
      answer: ({ body }) => {
        const { temperature } = body["options"] as { readonly temperature: number };
        return { tokens: inTokens(temperature === 0 ? "likeliest();" : "another();") };
      },
    });
    const editor = await begin();
    await editor.type("const word = ");
    assert.equal(await editor.ghostText(), "likeliest();");
    await page.keyboard.press("Alt+BracketRight");
    await editor.ghost.filter({ hasText: "another" }).waitFor();
    await screenshot("completion-other");
    await page.keyboard.press("Alt+BracketRight");
    await editor.ghost.filter({ hasText: "likeliest" }).waitFor();
    await page.keyboard.press("Alt+BracketRight");
    await editor.ghost.filter({ hasText: "another" }).waitFor();
    await editor.acceptGhostText();
    assert.equal(await editor.text(), "const word = another();");
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
    const status = drawbridgeStatus(page);
    await status.hoverWith(`127.0.0.1:${team.port} · may forward" needs your confirmation once.`);
    await status.hoverWith(/Chat: .*; as the server reported at \d\d:\d\d:\d\d UTC \(Ollama API/);
    await screenshot("completion-picked-hover");
    await pick("Automatic");
    assert.ok(team.requests.every(({ path }) => path === "/v1/models"));
  });
});
