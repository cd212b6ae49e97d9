import assert from "node:assert/strict";
import { retryPauseMs } from "../../../src/sending/retryPause.ts";
import { serverHas } from "../../../src/sending/serverVersion.ts";

describe("sending/serverVersion", () => {
  function check(
    version: string,
    ...expected: readonly ("remoteModels" | "status" | "mended" | "localSuffix")[]
  ): void {
    it(`${version} has ${expected.join(", ") || "none of it"}`, () => {
      const features = ["remoteModels", "status", "mended", "localSuffix"] as const;
      assert.deepEqual(
        features.filter((feature) => serverHas(version, feature)),
        expected,
      );
    });
  }

  check("0.11.11");
  check("0.12.0", "remoteModels");
  check("0.16.1", "remoteModels");
  check("0.16.2", "remoteModels", "status");
  check("0.17.0", "remoteModels", "status");
  check("0.17.1", "remoteModels", "status", "mended");
  check("0.17.6", "remoteModels", "status", "mended");
  check("0.18.0", "remoteModels", "status", "mended", "localSuffix");
  check("0.24.0", "remoteModels", "status", "mended", "localSuffix");
  check("v1.0.0-rc3", "remoteModels", "status", "mended", "localSuffix");
  check("0.9.0");
  // What cannot be read counts as the newest: taking it for an old one would skip checks.
  check("0.0.0", "remoteModels", "status", "mended", "localSuffix");
  check("", "remoteModels", "status", "mended", "localSuffix");
  check("main-abc123", "remoteModels", "status", "mended", "localSuffix");
  check("0.11", "remoteModels", "status", "mended", "localSuffix");
});

describe("sending/retryPause", () => {
  it("grows from two seconds to five minutes and no further", () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 1000].map(retryPauseMs),
      [0, 2_000, 5_000, 15_000, 60_000, 300_000, 300_000, 300_000],
    );
  });
});
