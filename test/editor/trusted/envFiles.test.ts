import assert from "node:assert/strict";
import * as vscode from "vscode";
import { parseEnvValues } from "../../../src/gate/knownSecrets.ts";
import { createEnvFiles } from "../../../src/vscode/envFiles.ts";
import { waitFor } from "../waitFor.ts";

const value = ["tr0ub4dor", "and", "three"].join("&");

describe("The workspace's environment files", () => {
  const lines: string[] = [];
  const note = (message: string): void => {
    lines.push(message);
  };
  const files = createEnvFiles(parseEnvValues, { debug: note, info: note, warn: note, error: note });
  const written = new Map<string, vscode.Uri>();

  async function write(path: string, text: string): Promise<void> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, path);
    written.set(uri.toString(), uri);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }

  const labels = async (): Promise<readonly string[]> =>
    (await files.known()).secrets.map(({ label }) => label).sort();

  after(async () => {
    files.dispose();
    await Promise.all([...written.values()].map((uri) => vscode.workspace.fs.delete(uri)));
  });

  it("are read at every depth, but no example and none that is too large", async () => {
    await write(".env", `ROOT_KEY=${value}1\n`);
    await write("src/.env.local", `BELOW_KEY=${value}2\n`);
    await write("src/deep/.env", `DEEP_KEY=${value}3\n`);
    await write(".env.example", `EXAMPLE_KEY=${value}4\n`);
    await write(".env.large", `LARGE_KEY=${value}5\n${"#".repeat(300_000)}`);
    assert.deepEqual(await labels(), [
      "value of BELOW_KEY in src/.env.local",
      "value of DEEP_KEY in src/deep/.env",
      "value of ROOT_KEY in .env",
    ]);
    assert.deepEqual(lines, [
      ".env.large is too large to compare with what leaves.",
      "Not every environment file is compared with what leaves; you are asked.",
    ]);
    assert.equal((await files.known()).isWhole, false);
  });

  it("are kept until one of them changes", async () => {
    // The editor may tell of the files just written only now; from then on they are read no more.
    await waitFor("values that are kept", async () => {
      const before = await files.known();
      return (await files.known()) === before ? before : undefined;
    });
    await write(".env", `OTHER_KEY=${value}6\n`);
    const changed = await waitFor("the new value", async () =>
      (await labels()).find((label) => label === "value of OTHER_KEY in .env"),
    );
    assert.equal(changed, "value of OTHER_KEY in .env");
    assert.ok(!(await labels()).includes("value of ROOT_KEY in .env"));
  });
});
