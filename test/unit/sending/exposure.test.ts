import assert from "node:assert/strict";
import { err, ok } from "../../../src/base/result.ts";
import type { ErrandAnswer } from "../../../src/providers/provider.ts";
import type { KnownModel, KnownServer } from "../../../src/routing/knownServer.ts";
import type { ErrandFailure } from "../../../src/sending/errands.ts";
import { Exposure } from "../../../src/sending/exposure.ts";
import { ollamaProvider, type ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { destination, lmStudio, ollama } from "../../support/samples.ts";

const models: readonly KnownModel[] = [
  { name: "a", generates: true },
  { name: "b", generates: true },
];
const up = (version: string): KnownServer => ({ kind: "up", version, models });
const upElsewhere: KnownServer = { kind: "up", models };
const same: ErrandAnswer = { kind: "version", version: "0.24.0" };
const refusedThere: ErrandFailure = {
  kind: "failed",
  failure: { kind: "unreachable", code: "ECONNREFUSED" },
};

describe("sending/exposure", () => {
  let asked: string[];
  let learned: string[];
  let addresses: readonly string[];
  /** What is answered at an address; nobody answers where there is no row. */
  let answers: Record<string, ErrandAnswer | ErrandFailure>;
  let whileAsking: () => void;
  let exposure: Exposure;

  beforeEach(() => {
    asked = [];
    learned = [];
    addresses = ["192.168.1.20"];
    answers = { "192.168.1.20": same };
    whileAsking = () => undefined;
    exposure = new Exposure({
      run: async (errand, { url }) => {
        asked.push(`${errand.kind} ${url}`);
        await Promise.resolve();
        whileAsking();
        const answer = answers[new URL(url).hostname] ?? refusedThere;
        return answer.kind === "version" || answer.kind === "list"
          ? ok(answer)
          : err(answer as ErrandFailure);
      },
      networkAddresses: () => addresses,
      onLearned: ({ id }) => learned.push(id),
    });
  });

  const found = (provider: ProviderConfig = ollama): string | undefined =>
    exposure.first([lmStudio, provider])?.address;

  it("finds a server on loopback that answers at an address of the network as well", async () => {
    assert.equal(found(), undefined);
    await exposure.check(ollama, up("0.24.0"));
    assert.deepEqual(asked, ["reach http://192.168.1.20:11434/"]);
    assert.deepEqual(exposure.first([lmStudio, ollama]), { provider: ollama, address: "192.168.1.20" });
    assert.deepEqual(learned, ["ollama"]);
  });

  it("keeps the port and the path of the server", async () => {
    answers = { "192.168.1.20": { kind: "list", models: models.toReversed() } };
    await exposure.check(lmStudio, upElsewhere);
    assert.deepEqual(asked, ["reach http://192.168.1.20:1234/v1"]);
    assert.equal(exposure.first([ollama, lmStudio])?.provider, lmStudio);
  });

  it("tries IPv4 first, three addresses at most, and none that needs a zone or is no machine's", async () => {
    answers = {};
    addresses = ["fe80::5", "fd00::2", "192.0.2.2", "169.254.169.254", "10.0.0.7", "fd00::3", "192.168.1.20"];
    await exposure.check(ollama, up("0.24.0"));
    assert.deepEqual(
      asked.map((line) => line.replace("reach http://", "")),
      ["10.0.0.7:11434/", "192.168.1.20:11434/", "[fd00::2]:11434/"],
    );
    assert.deepEqual([found(), learned], [undefined, []]);
  });

  it("asks no further than the first address that answers", async () => {
    addresses = ["10.0.0.7", "192.168.1.20", "192.168.1.21"];
    await exposure.check(ollama, up("0.24.0"));
    assert.equal(asked.length, 2);
    assert.equal(found(), "192.168.1.20");
  });

  function checkSilent(what: string, provider: ProviderConfig, server: KnownServer): void {
    it(`asks nobody about ${what}`, async () => {
      await exposure.check(provider, server);
      assert.deepEqual(asked, []);
    });
  }

  checkSilent("a server that is down", ollama, { kind: "down", reason: "unreachable" });
  checkSilent("one that nobody has asked", ollama, { kind: "unasked" });
  checkSilent(
    "one that is in the network by its own address",
    ollamaProvider("http://192.168.1.20:11434"),
    up("0.24.0"),
  );
  checkSilent("one behind a name", ollamaProvider("http://gpu-box:11434"), up("0.24.0"));

  it("asks once for each version of a server, and again when everything is forgotten", async () => {
    for (const version of ["0.24.0", "0.24.0", "0.25.0", "0.25.0"]) await exposure.check(ollama, up(version));
    assert.equal(asked.length, 2);
    exposure.forget();
    assert.equal(found(), undefined);
    await exposure.check(ollama, up("0.25.0"));
    assert.equal(asked.length, 3);
  });

  it("asks once when two want to know at the same time", async () => {
    await Promise.all([exposure.check(ollama, up("0.24.0")), exposure.check(ollama, up("0.24.0"))]);
    assert.equal(asked.length, 1);
  });

  function checkOther(what: string, provider: ProviderConfig, answer: ErrandAnswer): void {
    it(`does not take ${what} for the same server`, async () => {
      answers = { "192.168.1.20": answer };
      await exposure.check(provider, provider === ollama ? up("0.24.0") : upElsewhere);
      assert.deepEqual([asked.length, found(provider), learned], [1, undefined, []]);
    });
  }

  checkOther("another version", ollama, { kind: "version", version: "0.23.0" });
  checkOther("a server with other models", lmStudio, { kind: "list", models: models.slice(1) });

  const notAsked: readonly ErrandFailure[] = [
    { kind: "notOffered" },
    { kind: "refused", refusal: { kind: "needsConfirmation", destination: destination(), key: "k" } },
    { kind: "failed", failure: { kind: "revoked" } },
    { kind: "failed", failure: { kind: "ledgerFailed" } },
  ];
  for (const failure of notAsked)
    it(`asks another time after ${failure.kind === "failed" ? failure.failure.kind : failure.kind}`, async () => {
      addresses = ["192.168.1.20", "192.168.1.21"];
      answers = { "192.168.1.20": failure };
      await exposure.check(ollama, up("0.24.0"));
      assert.deepEqual([asked.length, found()], [1, undefined]);
      answers = { "192.168.1.20": same };
      await exposure.check(ollama, up("0.24.0"));
      assert.equal(found(), "192.168.1.20");
    });

  it("says nothing of an address that this machine has no longer", async () => {
    await exposure.check(ollama, up("0.24.0"));
    addresses = ["10.0.0.7"];
    assert.equal(found(), undefined);
  });

  it("believes no answer to what was asked before the settings changed", async () => {
    whileAsking = () => {
      exposure.forget();
    };
    await exposure.check(ollama, up("0.24.0"));
    assert.deepEqual([found(), learned], [undefined, []]);
  });
});
