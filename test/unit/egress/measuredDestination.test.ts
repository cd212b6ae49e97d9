import assert from "node:assert/strict";
import { measuredDestination } from "../../../src/egress/measuredDestination.ts";
import type { DestinationClass } from "../../../src/terms/destination.ts";
import { destination } from "../../support/samples.ts";

describe("egress/measuredDestination", () => {
  function check(
    cleared: DestinationClass,
    address: string,
    expected: DestinationClass,
    because: RegExp,
  ): void {
    it(`${cleared} at ${address} is shown as ${expected}`, () => {
      const measured = measuredDestination(
        destination({ class: cleared, declared: true, evidence: ["first"] }),
        address,
      );
      assert.equal(measured.class, expected);
      assert.equal(measured.evidence[0], "first");
      assert.match(measured.evidence.at(-1) ?? "", because);
    });
  }

  check("device", "127.0.0.1", "device", /^connected to 127\.0\.0\.1$/);
  check("network", "192.168.1.20", "network", /^connected to 192\.168\.1\.20$/);
  check("network", "8.8.8.8", "cloud", /^connected to 8\.8\.8\.8$/);
  check("unverified", "::1", "unverified", /^connected to ::1$/);
  check("cloudViaDevice", "127.0.0.1", "cloudViaDevice", /^connected to 127\.0\.0\.1$/);
  check("cloud", "notObservable", "cloud", /certificate.+; the address is not observable$/);
});
