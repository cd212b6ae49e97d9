import assert from "node:assert/strict";
import { pastedPictures, picturesAmong, type Carried } from "../../../media/chat/pictureFiles.ts";
import { smallerSides } from "../../../media/chat/pictureMessage.ts";
import { PictureStore } from "../../../media/chat/pictureStore.ts";
import type { ToHost } from "../../../src/protocol/messages.ts";

const shot = new File([], "image.png", { type: "image/png" });
const words = new File([], "a.txt", { type: "text/plain" });

function carried(files: readonly File[], ...types: readonly string[]): Carried {
  return { files: Object.assign([...files], { item: (index: number) => files[index] ?? null }), types };
}

describe("pictures in the chat view", () => {
  it("are taken from what is pasted, unless words came along", () => {
    assert.deepEqual(pastedPictures(carried([shot], "Files")), [shot]);
    assert.deepEqual(pastedPictures(carried([shot], "text/html", "Files")), [shot]);
    assert.deepEqual(pastedPictures(carried([shot], "text/plain", "Files")), []);
  });

  it("are told from other files that are dropped", () => {
    assert.deepEqual(picturesAmong([words, shot]), [shot]);
  });

  it("keep their shape when they are made smaller, and are never made larger", () => {
    assert.deepEqual(smallerSides({ width: 6000, height: 4000 }), { width: 2048, height: 1365 });
    assert.deepEqual(smallerSides({ width: 10, height: 9000 }), { width: 2, height: 2048 });
    assert.deepEqual(smallerSides({ width: 640, height: 480 }), { width: 640, height: 480 });
  });

  it("are all with the host before something is done that waits for them", async () => {
    const told: string[] = [];
    const store = new PictureStore(
      ({ type }) => told.push(type),
      async () => Promise.resolve({ type: "attachPicture", base64: "" }),
    );
    store.whenTaken(() => told.push("at once"));
    const [first, second] = [store.take([shot]), store.take([shot, shot])];
    const done = new Promise<void>((resolve) => {
      store.whenTaken(() => {
        told.push("done");
        resolve();
      });
    });
    await Promise.all([first, second, done]);
    assert.deepEqual(told, ["at once", "attachPicture", "attachPicture", "attachPicture", "done"]);
  });

  it("are asked for once, and drawn when they come", () => {
    const told: ToHost[] = [];
    const store = new PictureStore((message) => told.push(message));
    store.want("0f");
    store.want("0f");
    assert.deepEqual(told, [{ type: "wantPicture", picture: "0f" }]);
    store.receive("0f", "data:image/png;base64,AA==");
    assert.equal(store.urls.value.get("0f"), "data:image/png;base64,AA==");
  });
});
