import assert from "node:assert/strict";
import { watchSettings } from "../../../src/vscode/settingsSource.ts";
import { windowSwitches } from "../../../src/vscode/windowSwitches.ts";

describe("vscode/windowSwitches", () => {
  const go = { uri: "file:///project/a.go", languageId: "go" };

  it("asks the editor once for all keys in a document, and anew when that or the settings are others", () => {
    const source = watchSettings();
    source.dispose();
    let settings = source.current();
    const asked: string[] = [];
    let isOn = true;
    const off = windowSwitches({
      current: () => settings,
      completesIn: ({ languageId, uri }) => {
        asked.push(`${languageId} ${uri}`);
        return isOn;
      },
    });
    assert.deepEqual([off(go), off(go), off({ ...go })], [undefined, undefined, undefined]);
    assert.equal(asked.length, 1);
    off({ ...go, languageId: "rust" });
    off({ ...go, uri: "file:///project/b.go" });
    assert.equal(asked.length, 3);
    off(go);
    isOn = false;
    settings = { ...settings };
    assert.deepEqual(off(go), { kind: "off", languageId: "go" });
  });
});
