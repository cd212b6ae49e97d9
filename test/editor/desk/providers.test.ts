import assert from "node:assert/strict";
import * as vscode from "vscode";
import { drawbridge } from "../drawbridge.ts";
import { ledgerEntries } from "../ledgerEntries.ts";
import { setUserSettings } from "../settings.ts";
import { waitFor } from "../waitFor.ts";

type Providers = Readonly<Record<string, { readonly kind: string }>>;

function written(): Providers {
  return vscode.workspace.getConfiguration("drawbridge").inspect<Providers>("providers")?.globalValue ?? {};
}

const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command);
const accept = "workbench.action.acceptSelectedQuickOpenItem";
const down = "workbench.action.quickOpenSelectNext";
const close = "workbench.action.closeQuickOpen";

/** Starts a command whose code is loaded: what is sent to the editor afterwards comes after its first list. */
async function start(command: string): Promise<{ readonly isOver: () => true | undefined }> {
  let over: true | undefined;
  const end = (): void => {
    over = true;
  };
  run(`drawbridge.${command}`).then(end, end);
  await new Promise(setImmediate);
  return { isOver: () => over };
}

/** Presses Enter until something has come of it. */
async function acceptUntil<T>(what: string, look: () => T | undefined): Promise<T> {
  return waitFor(what, async () => {
    const found = look();
    if (found === undefined) await run(accept);
    return found;
  });
}

describe("The commands about providers", () => {
  const providers = written();
  const mine = { mine: { kind: "openaiCompatible", url: "http://127.0.0.1:9/v1", models: ["none"] } };

  before(async () => {
    await drawbridge().activate();
    await setUserSettings({ providers: mine });
    const loading = await start("addProvider");
    await waitFor("the desk to be loaded", () => {
      const files = Object.keys(require.cache);
      return files.some((file) => file.endsWith("/providerDesk.cjs")) ? true : undefined;
    });
    await waitFor("its list to be closed", async () => {
      await run(close);
      return loading.isOver();
    });
  });
  after(() => setUserSettings({ providers }));

  it("add one by Enter alone, with its usual address and name", async () => {
    await start("addProvider");
    await run(down);
    const added = await acceptUntil("a new entry", () => written()["lm-studio"]);
    assert.deepEqual(added, { kind: "lmStudio", label: "LM Studio" });
    assert.deepEqual(Object.keys(written()), ["mine", "lm-studio"]);
  });

  it("write nothing when they are closed", async () => {
    const entries = written();
    for (const command of ["addProvider", "editProvider", "removeProvider", "testProvider", "setKey"]) {
      const { isOver } = await start(command);
      await waitFor(`the end of ${command}`, async () => {
        await run(close);
        return isOver();
      });
    }
    assert.deepEqual(written(), entries);
  });

  it("edit an address, which is written as it is used", async () => {
    const address = (): unknown =>
      vscode.workspace.getConfiguration("drawbridge").inspect("ollama.url")?.globalValue;
    const usual = address();
    await setUserSettings({ "ollama.url": "http://127.0.0.1:9/" });
    try {
      const { isOver } = await start("editProvider");
      await acceptUntil("the end of the command", isOver);
      assert.equal(address(), "http://127.0.0.1:9");
    } finally {
      await setUserSettings({ "ollama.url": usual });
    }
  });

  it("remove nothing that nobody said yes to: no extension can answer", async () => {
    const { isOver } = await start("removeProvider");
    await acceptUntil("the end of the command", isOver);
    assert.ok("mine" in written());
  });

  it("send nothing of a test that was not seen through", async () => {
    const { isOver } = await start("testProvider");
    await run(accept);
    await waitFor("the end of the command", async () => {
      await run(close);
      return isOver();
    });
    const sent = ledgerEntries().filter(({ purpose }) => purpose === "chat");
    assert.deepEqual(sent, []);
  });
});
