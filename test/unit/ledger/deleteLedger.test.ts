import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deleteLedger } from "../../../src/ledger/deleteLedger.ts";
import { createHeadKeeper } from "../../../src/ledger/headStore.ts";
import { openLedger, type OpenLedger } from "../../../src/ledger/ledger.ts";
import { openLedgerReader } from "../../../src/ledger/ledgerReader.ts";
import { headsInMemory, ledgerParts } from "../../support/ledgers.ts";
import { collect } from "../../support/samples.ts";
import { attempt, toCloud } from "./ledgerSamples.ts";

describe("ledger/deleteLedger", () => {
  let folder: string;
  let heads: ReturnType<typeof headsInMemory>;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-delete-"));
    heads = headsInMemory();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function open(): OpenLedger {
    const keeper = createHeadKeeper(heads, (error) => assert.fail(String(error)));
    return openLedger(ledgerParts(folder, { heads: keeper }));
  }
  const kinds = async (): Promise<readonly string[]> =>
    (await collect(openLedgerReader(folder, heads).verify())).map(({ kind }) => kind);

  it("deletes the records of every window with their heads and bodies, so that nothing is missed", async () => {
    const [one, two, gone] = [open(), open(), open()];
    for (const ledger of [one, two, gone]) ledger.append(toCloud());
    for (const name of gone.files()) rmSync(join(folder, name));
    assert.deepEqual((await kinds()).toSorted(), ["holds", "holds", "missing"]);
    await deleteLedger(folder, heads);
    assert.deepEqual([await kinds(), existsSync(join(folder, "bodies"))], [[], false]);
  });

  it("lets the windows that are open go on in files that hold", async () => {
    const [one, two] = [open(), open()];
    one.append(toCloud());
    two.append(attempt());
    await deleteLedger(folder, heads);
    one.append(toCloud());
    one.dispose();
    two.dispose();
    assert.deepEqual(await kinds(), ["holds"]);
    assert.equal(readdirSync(join(folder, "bodies")).length, 1);
  });

  it("leaves what is not the ledger's alone, and does nothing where there is none", async () => {
    writeFileSync(join(folder, "notes.txt"), "mine");
    await deleteLedger(folder, heads);
    assert.deepEqual(readdirSync(folder), ["notes.txt"]);
    await deleteLedger(join(folder, "absent"), heads);
  });
});
