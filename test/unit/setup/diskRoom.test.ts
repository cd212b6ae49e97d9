import assert from "node:assert/strict";
import { diskRoom, fitsDisk, type DiskPort } from "../../../src/setup/diskRoom.ts";

const home = "/own";
const ours = `${home}/.ollama/models`;
const service = "/usr/share/ollama/.ollama/models";

function disk(...folders: readonly string[]): DiskPort {
  return {
    home,
    isFolder: (path) => Promise.resolve(folders.includes(path)),
    freeBytes: (path) => Promise.resolve(path.length),
  };
}

describe("setup/diskRoom", () => {
  it("knows the room where the one usual folder is", async () => {
    assert.equal(await diskRoom({ class: "device" }, disk(ours)), ours.length);
    assert.equal(await diskRoom({ class: "unverified" }, disk(service)), service.length);
  });

  it("knows nothing with no such folder, or with two", async () => {
    assert.equal(await diskRoom({ class: "device" }, disk()), undefined);
    assert.equal(await diskRoom({ class: "device" }, disk(ours, service)), undefined);
  });

  it("knows nothing of another machine's disk", async () => {
    for (const kind of ["host", "remoteDevice", "network", "cloud"] as const)
      assert.equal(await diskRoom({ class: kind }, disk(ours)), undefined);
    assert.equal(await diskRoom({ class: "device", authority: "ssh-remote+box" }, disk(ours)), undefined);
  });

  it("wants a gigabyte left, and says nothing of what it does not know", () => {
    assert.deepEqual(
      [fitsDisk(4e9, 5e9), fitsDisk(4e9, 4.9e9), fitsDisk(undefined, 5e9), fitsDisk(4e9, undefined)],
      [true, false, undefined, undefined],
    );
  });
});
