import assert from "node:assert/strict";
import {
  allowance,
  destinationClasses,
  destinationIcon,
  destinationLabel,
  isCloud,
  leavesDevice,
  staysHere,
  type Allowance,
  type DestinationClass,
} from "../../../src/terms/destination.ts";
import { modes } from "../../../src/terms/mode.ts";

type Row = readonly [onDevice: Allowance, network: Allowance, ask: Allowance, cloud: Allowance];

/** The table of the product, row by row. */
const rows: { readonly [C in DestinationClass]: Row } = {
  device: ["yes", "yes", "yes", "yes"],
  unverified: ["confirm", "confirm", "confirm", "confirm"],
  host: ["confirm", "confirm", "confirm", "confirm"],
  remoteDevice: ["confirm", "confirm", "confirm", "confirm"],
  network: ["never", "confirm", "confirm", "confirm"],
  cloud: ["never", "never", "review", "review"],
  cloudViaDevice: ["never", "never", "review", "review"],
  blocked: ["never", "never", "never", "never"],
};

describe("terms/destination", () => {
  function check(kind: DestinationClass, declared: boolean, expected: Row): void {
    it(`${declared ? "a declared" : "an undeclared"} ${kind} is allowed: ${expected.join(", ")}`, () => {
      assert.deepEqual(
        modes.map((mode) => allowance({ class: kind, declared }, mode)),
        expected,
      );
    });
  }

  for (const kind of destinationClasses) check(kind, false, rows[kind]);
  // A public host that the user declared as their own is allowed like their network. Nothing else gets looser by it.
  check("cloud", true, rows.network);
  check("cloudViaDevice", true, rows.cloudViaDevice);
  check("blocked", true, rows.blocked);

  it("labels every class, and only a device is said to be on the device", () => {
    const labels = destinationClasses.map((kind) => destinationLabel({ class: kind, host: "box:1" }));
    assert.deepEqual(labels, [
      "On device",
      "box:1 · may forward",
      "Host machine box:1",
      "On box:1",
      "Network box:1",
      "box:1",
      "box:1 via this device",
      "Blocked box:1",
    ]);
  });

  it("keeps it apart from the place that a server may forward, and names what stands before a cloud", () => {
    const label = (kind: DestinationClass, more: { readonly mayForward?: boolean; readonly via?: string }) =>
      destinationLabel({ class: kind, host: "box", ...more });
    assert.deepEqual(
      (["host", "remoteDevice", "network"] as const).map((kind) => label(kind, { mayForward: true })),
      ["Host machine box · may forward", "On box · may forward", "Network box · may forward"],
    );
    assert.equal(label("cloudViaDevice", { via: "gpu-box" }), "box via gpu-box");
  });

  it("keeps what may not leave the device from everything but a server there that does not forward", () => {
    const here = (mayForward: boolean): readonly DestinationClass[] =>
      destinationClasses.filter((kind) => staysHere({ class: kind, mayForward }));
    assert.deepEqual(here(false), ["device", "remoteDevice"]);
    assert.deepEqual(here(true), []);
  });

  it("gives the lock to the device alone", () => {
    const locked = destinationClasses.filter((kind) => destinationIcon(kind) === "lock");
    assert.deepEqual(locked, ["device"]);
    assert.deepEqual(destinationClasses.filter(isCloud), ["cloud", "cloudViaDevice"]);
    assert.deepEqual(
      destinationClasses.filter((kind) => !leavesDevice(kind)),
      ["device"],
    );
  });
});
