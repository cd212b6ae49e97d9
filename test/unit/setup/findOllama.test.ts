import assert from "node:assert/strict";
import { findOllama, usualPlaces, type OllamaProgram } from "../../../src/setup/findOllama.ts";

function find(platform: NodeJS.Platform, ...files: readonly string[]): Promise<OllamaProgram> {
  return findOllama({ platform, home: "/own", isFile: (path) => Promise.resolve(files.includes(path)) });
}

describe("setup/findOllama", () => {
  const places: readonly (readonly [NodeJS.Platform, string, string])[] = [
    ["linux", "/usr/local/bin/ollama", "/own/.local/bin/ollama"],
    ["darwin", "/Applications/Ollama.app/Contents/Resources/ollama", "/opt/homebrew/bin/ollama"],
  ];
  for (const [platform, ...usual] of places)
    for (const path of usual)
      it(`finds ${path} on ${platform}`, async () => {
        assert.deepEqual(await find(platform, path), { kind: "found", path, service: false });
      });

  it("finds the program of a Windows user in their own folder", () => {
    assert.deepEqual(usualPlaces({ platform: "win32", home: "C:\\Users\\me" }), [
      "C:\\Users\\me\\AppData\\Local\\Programs\\Ollama\\ollama.exe",
    ]);
  });

  it("takes the likeliest of two", async () => {
    assert.deepEqual(await find("linux", "/usr/bin/ollama", "/usr/local/bin/ollama"), {
      ...{ kind: "found", path: "/usr/local/bin/ollama", service: false },
    });
  });

  it("notices that it was installed as a service, where there are such", async () => {
    const service = "/etc/systemd/system/ollama.service";
    assert.deepEqual(await find("linux", "/usr/bin/ollama", service), {
      ...{ kind: "found", path: "/usr/bin/ollama", service: true },
    });
    assert.deepEqual(await find("darwin", "/usr/local/bin/ollama", service), {
      ...{ kind: "found", path: "/usr/local/bin/ollama", service: false },
    });
  });

  it("says that it found nothing, and looks nowhere but at the usual places", async () => {
    const looked: string[] = [];
    const found = await findOllama({
      ...{ platform: "linux", home: "/own" },
      isFile: (path) => {
        looked.push(path);
        return Promise.resolve(false);
      },
    });
    assert.deepEqual(found, { kind: "notFound" });
    assert.deepEqual(looked, usualPlaces({ platform: "linux", home: "/own" }));
  });
});
