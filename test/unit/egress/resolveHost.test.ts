import assert from "node:assert/strict";
import { resolveHost, type LookUp, type Resolver } from "../../../src/egress/resolveHost.ts";
import type { DestinationClass } from "../../../src/terms/destination.ts";
import { destination } from "../../support/samples.ts";

describe("egress/resolveHost", () => {
  const at = (found: DestinationClass) => destination({ class: found, origin: "http://gpu-box:11434" });

  const by = (resolver: Resolver): LookUp => ({
    resolver,
    withinMs: 1_000,
    signal: new AbortController().signal,
  });

  function check(found: DestinationClass, addresses: readonly string[], refused?: string): void {
    it(`${refused === undefined ? "takes" : "refuses"} ${addresses.join(" and ")} for a ${found}`, async () => {
      const asked: string[] = [];
      const resolved = await resolveHost(
        at(found),
        by((host) => {
          asked.push(host);
          return Promise.resolve(addresses);
        }),
      );
      assert.deepEqual(asked, ["gpu-box"]);
      if (refused === undefined) assert.deepEqual(resolved, { ok: true, value: addresses });
      else assert.deepEqual(resolved, { ok: false, error: { kind: "addressRefused", address: refused } });
    });
  }

  check("network", ["10.0.0.7"]);
  check("network", ["10.0.0.7", "fd00::7", "100.64.0.1"]);
  check("network", ["8.8.8.8", "2606:4700::1111"]);
  check("network", ["127.0.0.1"], "127.0.0.1");
  check("network", ["10.0.0.7", "::1"], "::1");
  check("network", ["10.0.0.7", "169.254.169.254"], "169.254.169.254");
  check("network", ["10.0.0.7", "8.8.8.8"], "8.8.8.8");
  check("host", ["192.168.65.254"]);
  check("host", ["8.8.8.8"], "8.8.8.8");

  it("judges a name anew each time: one that moved to a metadata service is refused the second time", async () => {
    const answers = [["10.0.0.7"], ["169.254.169.254"]];
    const resolver = () => Promise.resolve(answers.shift() ?? []);
    const outcomes = [
      await resolveHost(at("network"), by(resolver)),
      await resolveHost(at("network"), by(resolver)),
    ];
    assert.deepEqual(
      outcomes.map(({ ok }) => ok),
      [true, false],
    );
  });

  it("says that nobody is there when the name leads nowhere", async () => {
    const lost = () => Promise.reject(new Error("ENOTFOUND"));
    assert.deepEqual(await resolveHost(at("network"), by(lost)), {
      ok: false,
      error: { kind: "unreachable", code: "ENOTFOUND" },
    });
  });

  it("waits for no resolver that hangs, and for none after a stop", async () => {
    let asked = 0;
    const hung = (): Promise<never> => {
      asked += 1;
      return new Promise(() => undefined);
    };
    assert.deepEqual(await resolveHost(at("network"), { ...by(hung), withinMs: 5 }), {
      ok: false,
      error: { kind: "timeout", step: "connect" },
    });
    const stop = new AbortController();
    const stopped = resolveHost(at("network"), { ...by(hung), signal: stop.signal });
    stop.abort();
    assert.deepEqual(await stopped, { ok: false, error: { kind: "stopped" } });
    assert.deepEqual(await resolveHost(at("network"), { ...by(hung), signal: stop.signal }), await stopped);
    assert.equal(asked, 2);
  });
});
