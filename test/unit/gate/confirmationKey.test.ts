import assert from "node:assert/strict";
import { confirmationKey, machineKey } from "../../../src/gate/confirmationKey.ts";
import type { Destination } from "../../../src/terms/destination.ts";
import { destination } from "../../support/samples.ts";

describe("gate/confirmationKey", () => {
  const key = (changes: Partial<Destination>): string => confirmationKey(destination(changes));
  const remote = { class: "remoteDevice", host: "ssh-remote+b", authority: "ssh-remote+b" } as const;
  const one = { origin: "http://127.0.0.1:1234", mayForward: true };
  const other = { origin: "http://127.0.0.1:8000", mayForward: true };

  it("confirms a remote machine as a whole for servers that do not forward", () => {
    assert.equal(key(remote), machineKey("ssh-remote+b"));
    assert.equal(key({ ...remote, origin: "http://127.0.0.1:8000" }), machineKey("ssh-remote+b"));
  });

  it("confirms each server on it that may forward by itself, and never the machine with it", () => {
    const keys = [key({ ...remote, ...one }), key({ ...remote, ...other }), key(remote)];
    assert.equal(new Set(keys).size, 3);
  });

  it("tells a port of this device from the same port of another machine", () => {
    const there = { ...one, class: "unverified", authority: "127.0.0.1:8000" } as const;
    assert.notEqual(key({ ...one, class: "unverified" }), key(there));
    assert.notEqual(key({ ...one, class: "unverified" }), key({ ...remote, ...one }));
    const lan = { class: "network", origin: "http://10.0.0.7:11434" } as const;
    assert.notEqual(key(lan), key({ ...lan, authority: "ssh-remote+b" }));
  });

  it("keeps the keys that were stored for this device", () => {
    assert.equal(key({ ...one, class: "unverified" }), "unverified http://127.0.0.1:1234");
    assert.equal(key({ class: "network", origin: "http://gpu-box:11434" }), "network http://gpu-box:11434");
  });
});
