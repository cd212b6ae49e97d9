import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activateApart } from "../activateApart.ts";
import { drawbridge } from "../drawbridge.ts";
import { setUserSettings } from "../settings.ts";
import { waitFor } from "../waitFor.ts";

type Shown = { readonly uri: vscode.Uri; readonly diagnostic: vscode.Diagnostic };

function shown(): readonly Shown[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, all]) =>
      all.filter(({ source }) => source === "Drawbridge").map((diagnostic) => ({ uri, diagnostic })),
    );
}

/** What each problem marks in its file, and how bad it is. */
async function marked(): Promise<readonly (readonly [string, vscode.DiagnosticSeverity])[]> {
  return Promise.all(
    shown().map(async ({ uri, diagnostic: { range, severity } }) => {
      const file = await vscode.workspace.fs.readFile(uri);
      const line = Buffer.from(file).toString("utf8").split(/\r?\n/)[range.start.line] ?? "";
      return [line.slice(range.start.character, range.end.character), severity] as const;
    }),
  );
}

const { Error: error, Warning: warning } = vscode.DiagnosticSeverity;

describe("Wrong providers in the user's settings", () => {
  const providers = vscode.workspace.getConfiguration("drawbridge").inspect("providers")?.globalValue;
  after(() => setUserSettings({ providers }));

  it("stand in the Problems panel at their own lines", async () => {
    await drawbridge().activate();
    await waitFor("two problems", () => (shown().length === 2 ? true : undefined));
    assert.deepEqual(await marked(), [
      ['"kind": "vlm"', error],
      ['"apiKey": "sk-canary"', warning],
    ]);
    for (const { uri } of shown()) assert.match(uri.path, /\/User\/settings\.json$/);
    const told = shown().map(({ diagnostic }) => diagnostic.message);
    assert.match(told[0] ?? "", /entry "typo": kind "vlm" is unknown; did you mean "vllm"\?/);
    assert.match(told[1] ?? "", /entry "open": "apiKey" is never used/);
    assert.doesNotMatch(told.join(), /canary/);
  });

  it("are told once each, with a way to settings.json", async () => {
    const apart = activateApart();
    try {
      await waitFor("two warnings", () => (apart.warned.length >= 2 ? true : undefined));
      assert.deepEqual(
        apart.warned.map(([text, ...buttons]) => [/entry "(\w+)"/.exec(String(text))?.[1], ...buttons]),
        [
          ["open", "Move to Secret Storage", "Open settings.json"],
          ["typo", "Open settings.json"],
        ],
      );
    } finally {
      apart.dispose();
    }
  });

  it("are gone from the panel when they are mended, and the good one was there all the time", async () => {
    const { mine } = providers as Readonly<Record<string, unknown>>;
    await setUserSettings({ providers: { mine, typo: { kind: "vllm", url: "http://127.0.0.1:9/v1" } } });
    await waitFor("no problem", () => (shown().length === 0 ? true : undefined));
    await setUserSettings({ providers: { mine, typo: { kind: "vllm", model: "a" } } });
    const rows = await waitFor("one problem at its line", async () => {
      const [row, ...more] = await marked();
      return row?.[0] === '"model": "a"' ? [row, ...more] : undefined;
    });
    assert.deepEqual(rows, [['"model": "a"', error]]);
  });
});
