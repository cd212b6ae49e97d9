import assert from "node:assert/strict";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OpenConversations } from "../../../src/chat/openConversations.ts";

/** No system gives a process such a number. */
const noProcess = 2 ** 30;

describe("chat/openConversations", () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "drawbridge-open-"));
    folder = join(parent, "open");
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  const all = async (): Promise<readonly string[]> => [...(await new OpenConversations(folder).all())].sort();

  it("knows the one that each window has open now, in one file per window for the user alone", async () => {
    const [here, there] = [new OpenConversations(folder), new OpenConversations(folder)];
    here.hold("c1");
    there.hold("c2");
    here.hold("c3");
    assert.deepEqual(await all(), ["c2", "c3"]);
    assert.equal(here.own, "c3");
    const files = readdirSync(folder);
    assert.equal(files.length, 2);
    if (process.platform !== "win32")
      assert.equal(statSync(join(folder, files[0] ?? "")).mode & 0o777, 0o600);
  });

  it("forgets a window whose process is gone, and no window of another machine", async () => {
    new OpenConversations(folder).hold("c1");
    const [own = ""] = readdirSync(folder);
    const [machine = ""] = own.split("-");
    writeFileSync(join(folder, `${machine}-${noProcess}-0a0a0a0a`), "crashed");
    writeFileSync(join(folder, `00000000-${noProcess}-0a0a0a0a`), "elsewhere");
    assert.deepEqual(await all(), ["c1", "elsewhere"]);
    assert.equal(readdirSync(folder).length, 2);
  });

  it("does not take for closed what another window is just writing", async () => {
    new OpenConversations(folder).hold("c1");
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ""), "");
    await assert.rejects(all());
  });

  it("holds one for its own window even where that cannot be written, and writes it when it can", async () => {
    writeFileSync(folder, "a file where the folder should be");
    const here = new OpenConversations(folder);
    here.hold("c1");
    assert.equal(here.own, "c1");
    await assert.rejects(all());
    rmSync(folder);
    here.hold("c1");
    assert.deepEqual(await all(), ["c1"]);
  });

  it("says again which one its window has open when somebody deleted that", async () => {
    const here = new OpenConversations(folder);
    here.hold("c1");
    rmSync(folder, { recursive: true });
    here.hold("c1");
    assert.deepEqual(await all(), ["c1"]);
  });

  it("removes nothing but the marker when somebody made one that is a link", async () => {
    new OpenConversations(folder).hold("c1");
    const [own = ""] = readdirSync(folder);
    const other = join(parent, "other");
    writeFileSync(other, "of somebody's");
    symlinkSync(other, join(folder, `${own.split("-")[0]}-${noProcess}-0a0a0a0a`));
    assert.deepEqual(await all(), ["c1"]);
    assert.deepEqual([readdirSync(folder), readFileSync(other, "utf8")], [[own], "of somebody's"]);
  });
});
