import assert from "node:assert/strict";
import { err, ok } from "../../../src/base/result.ts";
import type { ErrandAnswer, LoadedModel } from "../../../src/providers/provider.ts";
import type { KnownModel } from "../../../src/routing/knownServer.ts";
import type { ErrandFailure, RunErrand } from "../../../src/sending/errands.ts";
import { Servers } from "../../../src/sending/servers.ts";
import { destination, lmStudio, ollama } from "../../support/samples.ts";

const local: KnownModel = { name: "llama3:latest", digest: "d1", generates: true };
const alias: KnownModel = { name: "huge:latest", remoteHost: "https://ollama.com:443", generates: true };
const noon = Date.UTC(2026, 0, 31, 12);
const down = (kind: "unreachable" | "revoked"): ErrandFailure => ({
  kind: "failed",
  failure: kind === "revoked" ? { kind } : { kind, code: "ECONNREFUSED" },
});

describe("sending/servers", () => {
  let asked: string[];
  let now: number;
  let version: string;
  let cloudDisabled: boolean;
  let models: readonly KnownModel[];
  let shown: ErrandAnswer | ErrandFailure;
  let failure: ErrandFailure | undefined;
  let loaded: readonly LoadedModel[];
  let addresses: readonly string[];
  let servers: Servers;

  const run: RunErrand = async (errand) => {
    asked.push(errand.kind === "show" ? `show ${errand.model}` : errand.kind);
    await Promise.resolve();
    if (failure !== undefined) return err(failure);
    if (errand.kind === "version" || errand.kind === "reach") return ok({ kind: "version", version });
    if (errand.kind === "status") return ok({ kind: "status", cloudDisabled });
    if (errand.kind === "list") return ok({ kind: "list", models });
    if (errand.kind === "loaded") return ok({ kind: "loaded", models: loaded });
    return shown.kind === "show" ? ok(shown) : err(shown as ErrandFailure);
  };

  beforeEach(() => {
    asked = [];
    now = 0;
    version = "0.24.0";
    cloudDisabled = true;
    models = [local, alias];
    shown = { kind: "show", contextTokens: 8192 };
    failure = undefined;
    loaded = [];
    addresses = [];
    servers = new Servers({
      run,
      networkAddresses: () => addresses,
      clock: () => now,
      now: () => new Date(noon + now).toISOString(),
    });
  });

  const flight = (model: string, provider = ollama): ReturnType<Servers["preflight"]> =>
    servers.preflight(provider, model, "person");

  it("asks version, status and list, in this order, and remembers", async () => {
    assert.deepEqual(servers.known(ollama), { kind: "unasked" });
    const server = await servers.look(ollama, "person");
    assert.deepEqual(server, { kind: "up", version: "0.24.0", cloudDisabled: true, models });
    assert.deepEqual(asked, ["version", "status", "list"]);
    assert.deepEqual(servers.known(ollama), server);
    assert.equal(servers.withCloud([lmStudio, ollama]), undefined);
  });

  it("names the server whose own cloud features are on", async () => {
    cloudDisabled = false;
    await servers.look(ollama, "person");
    assert.equal(servers.withCloud([lmStudio, ollama]), ollama);
  });

  it("asks another kind of server for its list alone", async () => {
    await servers.look(lmStudio, "person");
    assert.deepEqual(asked, ["list"]);
  });

  it("keeps what it knows of two kinds at one address apart", async () => {
    await servers.look(ollama, "person");
    await servers.look({ ...lmStudio, url: ollama.url }, "person");
    const known = servers.known(ollama);
    assert.equal(known.kind === "up" && known.version, "0.24.0");
  });

  it("lets calls at the same time share one round", async () => {
    await Promise.all([
      servers.look(ollama, "person"),
      servers.look(ollama, "automatic"),
      servers.look(ollama, "person"),
    ]);
    assert.deepEqual(asked, ["version", "status", "list"]);
  });

  function checkFresh(when: string, told: string, atMs: number, again: boolean): void {
    it(`${again ? "asks again" : "believes what it knows"} ${atMs} ms after ${when}`, async () => {
      version = told;
      await servers.look(ollama, "person");
      asked = [];
      now = atMs;
      await servers.look(ollama, "person");
      assert.equal(asked.length > 0, again);
    });
  }

  checkFresh("a server that refuses to forward answered", "0.24.0", 29_999, false);
  checkFresh("a server that refuses to forward answered", "0.24.0", 30_000, true);
  // An old server's list could change between the look and the use.
  checkFresh("a server too old to refuse answered", "0.17.0", 1_999, false);
  checkFresh("a server too old to refuse answered", "0.17.0", 2_000, true);

  it("asks a server that is down again for a person at once, for nobody only after growing pauses", async () => {
    failure = down("unreachable");
    const asksAgain = async (trigger: "person" | "automatic", atMs: number): Promise<boolean> => {
      asked = [];
      now = atMs;
      await servers.look(ollama, trigger);
      return asked.length > 0;
    };
    assert.equal(await asksAgain("person", 0), true);
    assert.equal(await asksAgain("automatic", 1_999), false);
    assert.equal(await asksAgain("automatic", 2_000), true);
    assert.equal(await asksAgain("automatic", 6_999), false);
    assert.equal(await asksAgain("person", 6_999), true);
    assert.equal(await asksAgain("automatic", 21_998), false);
    assert.deepEqual(servers.known(ollama), { kind: "down", reason: "unreachable" });
    failure = undefined;
    assert.equal(await asksAgain("person", 21_998), true);
    assert.equal(servers.known(ollama).kind, "up");
  });

  it("tells for how many seconds what nobody started leaves a server alone, and why", async () => {
    assert.equal(servers.restsFor(ollama), undefined);
    failure = down("unreachable");
    await servers.look(ollama, "person");
    assert.deepEqual(servers.restsFor(ollama), { reason: "unreachable", againInS: 2 });
    now = 1_001;
    assert.equal(servers.restsFor(ollama)?.againInS, 1);
    now = 2_000;
    assert.equal(servers.restsFor(ollama), undefined);
    await servers.look(ollama, "automatic");
    assert.equal(servers.restsFor(ollama)?.againInS, 5);
    servers.markAnswered(ollama);
    assert.equal(servers.restsFor(ollama), undefined);
  });

  it("tells no time for what only the policy can change", async () => {
    failure = {
      kind: "refused",
      refusal: { kind: "modeForbids", mode: "onDevice", setBy: "you", destination: destination() },
    };
    await servers.look(lmStudio, "automatic");
    assert.deepEqual([servers.known(lmStudio).kind, servers.restsFor(lmStudio)], ["down", undefined]);
  });

  it("does not have nobody's question refused again and again: a refusal holds until the policy changes", async () => {
    failure = { kind: "refused", refusal: { kind: "paused" } };
    for (const atMs of [0, 10_000, 3_600_000]) {
      now = atMs;
      await servers.look(ollama, "automatic");
    }
    assert.deepEqual(asked, ["version"]);
    await servers.look(ollama, "person");
    assert.deepEqual(asked, ["version", "version"]);
    failure = undefined;
    servers.forgetRefused();
    assert.equal((await servers.look(ollama, "automatic")).kind, "up");
  });

  it("does not take it for the server's doing when we hung up", async () => {
    failure = down("revoked");
    assert.deepEqual(await servers.look(ollama, "person"), { kind: "unasked" });
    assert.deepEqual(servers.known(ollama), { kind: "unasked" });
    failure = undefined;
    assert.equal((await servers.look(ollama, "automatic")).kind, "up");
  });

  function checkReason(told: ErrandFailure, reason: string): void {
    it(`calls a server ${reason} after ${told.kind === "failed" ? told.failure.kind : told.kind}`, async () => {
      failure = told;
      assert.deepEqual(await servers.look(ollama, "person"), { kind: "down", reason });
    });
  }

  checkReason({ kind: "failed", failure: { kind: "unreachable", code: "X" } }, "unreachable");
  checkReason({ kind: "failed", failure: { kind: "unreachable", code: "CERT_HAS_EXPIRED" } }, "untrusted");
  checkReason({ kind: "failed", failure: { kind: "cut", code: "X" } }, "unreachable");
  checkReason({ kind: "failed", failure: { kind: "timeout", step: "firstByte" } }, "silent");
  checkReason({ kind: "failed", failure: { kind: "unauthorized" } }, "unauthorized");
  checkReason({ kind: "failed", failure: { kind: "keyMissing", origin: "x" } }, "unauthorized");
  checkReason({ kind: "failed", failure: { kind: "malformed" } }, "malformed");
  checkReason({ kind: "failed", failure: { kind: "timeout", step: "whole" } }, "silent");
  checkReason({ kind: "failed", failure: { kind: "redirected", to: "x" } }, "redirected");
  checkReason({ kind: "failed", failure: { kind: "serverError", status: 500, message: "" } }, "failing");
  checkReason({ kind: "failed", failure: { kind: "ledgerFailed" } }, "unrecorded");
  checkReason({ kind: "notOffered" }, "malformed");
  checkReason({ kind: "refused", refusal: { kind: "paused" } }, "notAllowed");
  checkReason(
    { kind: "refused", refusal: { kind: "needsConfirmation", destination: destination(), key: "k" } },
    "needsConfirmation",
  );

  it("finds out behind a person's look alone whether the network reaches the server, once until all is forgotten", async () => {
    addresses = ["192.168.1.20"];
    const told: string[] = [];
    servers.onDidLearn(() => told.push(servers.exposed([lmStudio, ollama])?.address ?? "nothing"));
    const look = async (trigger: "person" | "automatic"): Promise<void> => {
      asked = [];
      await servers.look(ollama, trigger);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await look("automatic");
    assert.deepEqual([asked, told], [["version", "status", "list"], ["nothing"]]);
    await look("person");
    assert.deepEqual([asked, told], [["reach"], ["nothing", "192.168.1.20"]]);
    await look("person");
    assert.deepEqual(asked, []);
    servers.forget();
    assert.equal(servers.exposed([ollama]), undefined);
    await look("person");
    assert.deepEqual(asked, ["version", "status", "list", "reach"]);
  });

  it("forgets everything, and takes back that a server is up", async () => {
    await flight("llama3");
    servers.markDown(ollama);
    assert.deepEqual(servers.known(ollama), { kind: "down", reason: "unreachable" });
    servers.forget();
    assert.deepEqual(
      [servers.known(ollama), servers.reported(ollama, "llama3")],
      [{ kind: "unasked" }, { kind: "unknown" }],
    );
  });

  describe("before a model is used", () => {
    it("shows a listed model, and asks for it in a way that cannot be forwarded", async () => {
      assert.deepEqual(await flight("llama3"), {
        report: { kind: "passed", version: "0.24.0", cloudDisabled: true, at: "12:00:00 UTC" },
        wireModel: "llama3:latest:local",
        contextTokens: 8192,
        model: { name: "llama3:latest", generates: true, digest: "d1" },
      });
      assert.deepEqual(asked, ["version", "status", "list", "show llama3:latest"]);
    });

    function checkVersion(told: string, wireModel: string, ...expected: readonly string[]): void {
      it(`asks version ${told} for ${expected.join(", ")} and ${wireModel}`, async () => {
        version = told;
        assert.equal((await flight("llama3")).wireModel, wireModel);
        assert.deepEqual(asked, ["version", ...expected, "list", "show llama3:latest"]);
      });
    }

    checkVersion("0.11.0", "llama3:latest");
    checkVersion("0.17.0", "llama3:latest", "status");
    checkVersion("0.18.0", "llama3:latest:local", "status");
    checkVersion("0.24.0", "llama3:latest:local", "status");
    checkVersion("0.0.0", "llama3:latest:local", "status");

    it("asks nothing at all about a cloud name", async () => {
      assert.deepEqual(await flight("kimi-k2:cloud"), {
        report: { kind: "cloudName" },
        wireModel: "kimi-k2:cloud",
      });
      assert.deepEqual(asked, []);
      assert.deepEqual(servers.reported(ollama, "kimi-k2:cloud"), { kind: "cloudName" });
    });

    it("shows no model that the list already gives away, and none that is not on it", async () => {
      assert.deepEqual(await flight("huge"), {
        report: { kind: "remote", host: "https://ollama.com:443" },
        wireModel: "huge",
      });
      assert.deepEqual(await flight("other"), { report: { kind: "unlisted" }, wireModel: "other" });
      assert.deepEqual(asked, ["version", "status", "list"]);
    });

    it("finds an alias that only its own page gives away", async () => {
      shown = { kind: "show", remoteHost: "https://ollama.com:443" };
      assert.deepEqual(await flight("llama3"), {
        report: { kind: "remote", host: "https://ollama.com:443" },
        wireModel: "llama3:latest",
        model: { name: "llama3:latest", generates: true, digest: "d1" },
      });
    });

    it("knows nothing of a model that could not be shown, and still asks for it in the way that cannot be forwarded", async () => {
      shown = { kind: "failed", failure: { kind: "serverError", status: 500, message: "" } };
      assert.deepEqual(await flight("llama3"), {
        report: { kind: "unknown" },
        wireModel: "llama3:latest:local",
      });
    });

    it("believes a page for half a minute, and only for the very same weights", async () => {
      await flight("llama3");
      asked = [];
      now = 29_999;
      await flight("llama3");
      assert.deepEqual(asked, []);
      now = 30_000;
      await flight("llama3");
      assert.deepEqual(asked, ["version", "status", "list", "show llama3:latest"]);
      asked = [];
      models = [{ ...local, digest: "d2" }];
      now = 60_000;
      await servers.look(ollama, "person");
      assert.deepEqual(servers.reported(ollama, "llama3"), { kind: "unknown" });
    });

    it("knows nothing of what another kind of server does with its models", async () => {
      assert.deepEqual(await flight("m", lmStudio), { report: { kind: "unknown" }, wireModel: "m" });
      assert.deepEqual(asked, []);
    });

    it("knows nothing of a server that is down", async () => {
      failure = down("unreachable");
      assert.deepEqual(await flight("llama3"), { report: { kind: "unknown" }, wireModel: "llama3" });
    });
  });

  it("lists no model whose name is longer than any model's name is", async () => {
    models = [local, { ...local, name: "x".repeat(201) }, { ...local, name: "y".repeat(200) }];
    const server = await servers.look(ollama, "person");
    assert.deepEqual(server.kind === "up" && server.models.map(({ name }) => name.length), [13, 200]);
  });

  it("lists no model whose name holds what is not seen", async () => {
    models = [local, ...["a\nb", "llama3\u200b", "\u202eduolc"].map((name) => ({ ...local, name }))];
    const server = await servers.look(ollama, "person");
    assert.deepEqual(server.kind === "up" && server.models, [local]);
  });

  it("dates a report by the older of what it is made from", async () => {
    const at = (): string | undefined => {
      const report = servers.reported(ollama, "llama3");
      return report.kind === "passed" ? report.at : undefined;
    };
    await flight("llama3");
    assert.equal(at(), "12:00:00 UTC");
    now = 31_000;
    await servers.look(ollama, "person");
    assert.equal(at(), "12:00:00 UTC");
    now = 32_000;
    await flight("llama3");
    assert.equal(at(), "12:00:31 UTC");
  });

  it("says of a version from before there was a cloud that it has none", async () => {
    version = "0.11.9";
    const { report } = await flight("llama3");
    assert.deepEqual(report, { kind: "passed", version: "0.11.9", at: "12:00:00 UTC", cloudless: true });
  });

  it("names a version with known security holes, and no other", async () => {
    const outdated: (string | undefined)[] = [];
    for (version of ["0.17.0", "0.17.1", "0.24.0", "0.0.0"]) {
      servers.forget();
      await servers.look(ollama, "person");
      outdated.push(servers.outdated([lmStudio, ollama]));
    }
    assert.deepEqual(outdated, ["0.17.0", undefined, undefined, undefined]);
  });

  describe("after an answer", () => {
    const observed = (): string | undefined => {
      const report = servers.reported(ollama, "llama3");
      return report.kind === "passed" ? report.loadedAt : undefined;
    };

    beforeEach(async () => {
      await flight("llama3");
      asked = [];
    });

    it("has seen that the very weights are in the server's memory", async () => {
      loaded = [{ digest: "d1", bytes: 1 }];
      now = 5_000;
      await servers.observe(ollama, "llama3");
      assert.deepEqual(asked, ["loaded"]);
      assert.equal(observed(), "12:00:05 UTC");
    });

    it("has seen nothing when other weights are there, or none, or an empty entry", async () => {
      for (const there of [[{ digest: "d2", bytes: 1 }], [], [{ digest: "d1", bytes: 0 }]]) {
        loaded = there;
        now += 30_000;
        await servers.observe(ollama, "llama3");
      }
      assert.deepEqual(asked, ["loaded", "loaded", "loaded"]);
      assert.equal(observed(), undefined);
    });

    it("looks at most once in half a minute, however many answers there are", async () => {
      for (const atMs of [0, 10, 29_999]) {
        now = atMs;
        await servers.observe(ollama, "llama3");
      }
      assert.deepEqual(asked, ["loaded"]);
      now = 30_000;
      await servers.observe(ollama, "llama3");
      assert.deepEqual(asked, ["loaded", "loaded"]);
    });

    it("does not look at what has no such list, nor for a model nobody listed", async () => {
      await servers.observe(lmStudio, "llama3");
      await servers.observe(ollama, "other");
      assert.deepEqual(asked, []);
    });

    it("takes nothing from a look that failed", async () => {
      failure = down("unreachable");
      await servers.observe(ollama, "llama3");
      assert.deepEqual([observed(), servers.known(ollama).kind], [undefined, "up"]);
    });
  });

  it("reports without asking, and takes an unexamined model for unknown", async () => {
    await servers.look(ollama, "person");
    asked = [];
    const reports = ["llama3", "huge", "other"].map((model) => servers.reported(ollama, model).kind);
    assert.deepEqual(reports, ["unknown", "remote", "unlisted"]);
    assert.equal(servers.reported(lmStudio, "m").kind, "unknown");
    assert.deepEqual(asked, []);
  });
});
