import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { webviewOptions, webviewPage, type ViewName } from "../../../src/vscode/webviewPage.ts";
import { parsePageWords } from "../../../src/protocol/pageWords.ts";
import { useWords } from "../../../src/terms/words.ts";
import { fakeView } from "../../editor/fakeView.ts";

const here = vscode.Uri.file("/extension");
const { webview } = fakeView(() => undefined).view;
const views: { readonly [V in ViewName]: true } = {
  chat: true,
  flow: true,
  ledger: true,
  review: true,
  statistics: true,
};

/** Every policy that the page holds, with its own nonce as `N`. */
function policiesOf(page: string): readonly string[] {
  const nonce = /<script type="module" nonce="([^"]+)"/.exec(page)?.[1] ?? "none";
  return [...page.matchAll(/http-equiv="Content-Security-Policy" content="([^"]*)"/g)].map(
    ([, policy = ""]) => policy.replaceAll(nonce, "N"),
  );
}

describe("vscode/webviewPage", () => {
  it("knows every view of media/, and no other", () => {
    const folders = readdirSync(join(import.meta.dirname, "../../../media"), { recursive: true })
      .map(String)
      .filter((path) => /^\w+[\\/]main\.tsx$/.test(path))
      .map((path) => path.replace(/\W.*/, ""));
    assert.deepEqual(folders.sort(), Object.keys(views).sort());
  });

  for (const view of Object.keys(views) as ViewName[])
    it(`lets the page of ${view} run its own script and reach no network`, () => {
      const page = webviewPage(webview, here, view);
      assert.deepEqual(policiesOf(page), [
        "default-src 'none'; script-src 'nonce-N'; style-src https://page.example; font-src https://page.example; " +
          "img-src https://page.example data:; connect-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'",
      ]);
      const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
      assert.deepEqual(loaded, [`file:///extension/dist/${view}.css`, `file:///extension/dist/${view}.js`]);
    });

  it("is in English where nothing is translated", () => {
    const page = webviewPage(webview, here, "chat");
    assert.match(page, /<html lang="en">/);
    assert.doesNotMatch(page, /id="words"/);
  });

  it("names the editor's language and brings its sentences along, as data that does not run", () => {
    useWords({ language: "de", sentences: { Send: "Senden", "</script>": "" } });
    const page = webviewPage(webview, here, "chat");
    useWords(undefined);
    assert.match(page, /<html lang="de">/);
    const [, data] =
      /<script type="application\/json" id="words">(.*)<\/script>\n<script type="module"/.exec(page) ?? [];
    assert.deepEqual(parsePageWords(data)?.sentences, { Send: "Senden", "</script>": "" });
  });

  it("gives each page a nonce of its own", () => {
    const nonces = [1, 2].map(() => /nonce="([^"]+)"/.exec(webviewPage(webview, here, "chat"))?.[1] ?? "");
    assert.notEqual(nonces[0], nonces[1]);
    assert.ok(nonces.every((nonce) => nonce.length >= 22));
  });

  it("lets a page run scripts, start no command, map no port and read nothing but what was built", () => {
    assert.deepEqual(webviewOptions(here), {
      enableScripts: true,
      enableCommandUris: false,
      localResourceRoots: [vscode.Uri.joinPath(here, "dist")],
    });
  });
});
