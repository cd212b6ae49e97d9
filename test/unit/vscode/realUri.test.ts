import assert from "node:assert/strict";
import { realUri } from "../../../src/vscode/realUri.ts";
import { links, opened } from "../../support/vscode.ts";

const folder = "vscode-remote://ssh-remote+box/home/project";

describe("vscode/realUri", () => {
  beforeEach(() => {
    opened.folders = [folder];
  });
  afterEach(() => {
    opened.folders = [];
    links.clear();
  });

  it("is where it says that it is when no link is on the way, whether or not it is there yet", async () => {
    assert.equal(await realUri(`${folder}/docs/new.json`), `${folder}/docs/new.json`);
  });

  it("is nobody's to tell when a folder on the way is a link on another machine", async () => {
    links.add("/home/project/docs");
    await assert.rejects(realUri(`${folder}/docs/deep/tasks.json`));
  });

  it("is nobody's to tell when it is a link itself", async () => {
    links.add("/home/project/a.md");
    await assert.rejects(realUri(`${folder}/a.md`));
  });

  it("does not ask about what leads to the folder that a person opened", async () => {
    links.add("/home");
    assert.equal(await realUri(`${folder}/a.md`), `${folder}/a.md`);
  });

  it("asks about the whole way where no folder of the workspace leads to it", async () => {
    links.add("/etc");
    await assert.rejects(realUri("vscode-remote://ssh-remote+box/etc/deep/hosts"));
  });
});
