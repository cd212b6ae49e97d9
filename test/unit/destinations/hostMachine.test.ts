import assert from "node:assert/strict";
import { defaultGateways, hostMachine, type HostTraces } from "../../../src/destinations/hostMachine.ts";

const routes = [
  "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
  "eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0",
  "eth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
  "",
].join("\n");
const none: HostTraces = { routes: "", interfaces: "", kernel: "6.8.0-45-generic", containerMark: false };
const wslKernel = "5.15.153.1-microsoft-standard-WSL2\n";
const header = "Inter-|   Receive  |  Transmit\n face |bytes packets|bytes packets\n";

describe("destinations/hostMachine", () => {
  it("reads the default gateways out of Linux's routes, and no other gateway", () => {
    assert.deepEqual(defaultGateways(routes), ["172.17.0.1"]);
    for (const text of [
      "",
      "nonsense",
      "eth0\t00000000",
      "eth0\t00000000\tzz",
      "eth0\t00000000\t00000000\t1",
    ])
      assert.deepEqual(defaultGateways(text), []);
  });

  function check(name: string, traces: Partial<HostTraces>, expected: ReturnType<typeof hostMachine>): void {
    it(name, () => {
      assert.deepEqual(hostMachine({ ...none, ...traces }), expected);
    });
  }

  check("finds none around a machine of its own, whatever its gateway", { routes }, undefined);
  check(
    "finds the host of a container",
    { routes, containerMark: true },
    { kind: "container", gateways: ["172.17.0.1"] },
  );
  check(
    "finds the host of a window in a container",
    { routes, remoteName: "dev-container" },
    {
      kind: "container",
      gateways: ["172.17.0.1"],
    },
  );
  check(
    "finds none around the far end of an ssh connection",
    { routes, remoteName: "ssh-remote" },
    undefined,
  );
  check(
    "finds the host of WSL by its kernel",
    { routes, kernel: wslKernel },
    { kind: "wsl", gateways: ["172.17.0.1"] },
  );
  check(
    "takes a container inside WSL for a container",
    { routes, kernel: wslKernel, containerMark: true },
    {
      kind: "container",
      gateways: ["172.17.0.1"],
    },
  );
  check(
    "takes no router for the host: WSL in mirrored mode has the network of Windows",
    { routes, kernel: wslKernel, interfaces: `${header}loopback0: 0 0\n  eth0: 1 1\n` },
    { kind: "wsl", gateways: [] },
  );
  check(
    "takes no router for the host: a container can have the network of its host",
    { routes, containerMark: true, interfaces: `${header}  eth0: 1 1\ndocker0: 0 0\n` },
    { kind: "container", gateways: [] },
  );
});
