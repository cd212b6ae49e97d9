import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { startHeadless } from "../support/headless.ts";

const providers = [ollamaProvider("http://127.0.0.1:9")];

describe("a headless Drawbridge", () => {
  it("takes its temporary folder with it, and leaves a folder that it was given", async () => {
    const own = await startHeadless({ providers });
    const parent = dirname(own.ledgerFolder);
    assert.equal(existsSync(parent), true);
    own.dispose();
    assert.equal(existsSync(parent), false);
    const given = mkdtempSync(join(tmpdir(), "drawbridge-given-"));
    (await startHeadless({ providers, ledgerFolder: given })).dispose();
    assert.equal(existsSync(given), true);
    rmSync(given, { recursive: true });
  });
});
