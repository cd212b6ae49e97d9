import assert from "node:assert/strict";
import { classify, isLoopbackAuthority } from "../../../src/destinations/classify.ts";
import type { Evidence } from "../../../src/destinations/evidence.ts";
import { allowance, destinationLabel } from "../../../src/terms/destination.ts";
import { modes } from "../../../src/terms/mode.ts";
import { baseEvidence, destinationRows } from "./destinationRows.ts";

const judge = (facts: Partial<Evidence>): ReturnType<typeof classify> =>
  classify({ ...baseEvidence, ...facts });

describe("destinations/classify", () => {
  for (const { heading, rows } of destinationRows)
    describe(heading, () => {
      for (const row of rows)
        it(`${row.situation}: ${row.label}`, () => {
          const { destination, dial } = judge(row.evidence);
          assert.deepEqual(
            [
              destination.class,
              destinationLabel(destination),
              modes.map((mode) => allowance(destination, mode)),
            ],
            [row.class, row.label, row.allowance],
          );
          if (row.dial !== undefined) assert.deepEqual(dial, row.dial);
          const told = destination.evidence.join("; ");
          assert.ok(told.includes(row.because ?? ""), told);
        });
    });

  it("speaks of a proxy for clouds alone: our own sockets obey none", () => {
    for (const { rows } of destinationRows)
      for (const row of rows) {
        const { destination } = judge({ proxy: "proxy.corp:8080", ...row.evidence });
        const speaks = destination.evidence.some((line) => line.includes("proxy"));
        assert.equal(speaks, destination.class === "cloud" && !destination.declared, row.situation);
      }
  });

  it("knows which authorities are loopback", () => {
    const authorities = [
      "127.0.0.1:8000",
      "localhost:3000",
      "[::1]:1",
      "ssh-remote+127.0.0.1",
      "127.0.0.1.nip.io",
      "evil.example",
      "wsl+Ubuntu",
      "",
    ];
    assert.deepEqual(authorities.filter(isLoopbackAuthority), [
      "127.0.0.1:8000",
      "localhost:3000",
      "[::1]:1",
    ]);
  });

  it("takes for its own what an interface of this machine has, and no loopback, name or other address", () => {
    const hosts = ["192.168.1.5", "[2606:4700::5]", "127.0.0.1", "localhost", "192.168.1.6", "gpu-box"];
    const own = hosts.filter((host) => judge({ url: `http://${host}:11434` }).own);
    assert.deepEqual(own, ["192.168.1.5", "[2606:4700::5]"]);
    const answers = ["192.168.1.5", "192.168.1.6"];
    assert.equal(judge({ url: "http://gpu-box:11434", resolved: answers }).own, false);
  });

  it("says where it dials with the port, and says each observation once", () => {
    const { destination } = judge({ url: "http://localhost:11434", report: { kind: "errand" } });
    assert.equal(destination.origin, "http://localhost:11434");
    assert.deepEqual(destination.evidence, [
      "127.0.0.1 is this machine's loopback address",
      "::1 is this machine's loopback address",
    ]);
  });
});
