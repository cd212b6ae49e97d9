import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainRefusal, inNamespace, nameServer, whyNoNamespace } from "../../scripts/proof/namespace.ts";
import { run } from "../../scripts/run.ts";

const refusals = [
  ["user.max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"],
  ["user.max_net_namespaces", "0", "sudo sysctl -w user.max_net_namespaces=15000"],
  ["kernel.unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"],
  [
    "kernel.apparmor_restrict_unprivileged_userns",
    "1",
    "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
  ],
  ["net.ipv6.conf.default.disable_ipv6", "1", "sudo sysctl -w net.ipv6.conf.default.disable_ipv6=0"],
] as const;

describe("A refused namespace", () => {
  for (const [name, value, cure] of refusals) {
    it(`names the switch ${name} and its cure`, () => {
      const read = (asked: string): string => (asked === name ? value : "");
      const sentence = explainRefusal("unshare: unshare failed: Operation not permitted\n", read);
      assert.ok(sentence.includes("unshare failed: Operation not permitted"));
      assert.ok(sentence.endsWith(cure));
      assert.equal(sentence.split("\n").length, 1);
    });
  }

  it("says what a container needs when no switch explains it", () => {
    assert.match(
      explainRefusal("unshare failed", () => undefined),
      /seccomp=unconfined/,
    );
  });

  it("fails the proof with its reason, and counts as a failure", async function () {
    this.timeout(30_000);
    // In a user namespace of its own the test may forbid further ones, as an administrator would for the machine.
    const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"';
    const job = join(import.meta.dirname, "jobs/proveQuiet.ts");
    const folder = await mkdtemp(join(tmpdir(), "drawbridge-proof-"));
    try {
      const command = ["-Ur", "sh", "-c", forbid, "sh", process.execPath, job, folder];
      const { code, output } = await run("unshare", command);
      assert.equal(code, 1, output);
      assert.match(output, /user\.max_user_namespaces is 0: sudo sysctl -w user\.max_user_namespaces=15000/);
      assert.ok(output.endsWith("\n0 passed, 1 failed\n"), output);
      assert.match(await readFile(join(folder, "proof.json"), "utf8"), /"verdict": "impossible"/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("The walls", () => {
  before(async function () {
    this.timeout(30_000);
    assert.equal(await whyNoNamespace(), undefined, "The network proof cannot run here.");
  });

  it("make every address local and send look-ups to the catcher", async function () {
    this.timeout(30_000);
    const script = "ip route get 203.0.113.7; ip -6 route get 2001:db8::7; cat /etc/resolv.conf";
    const { code, output } = await inNamespace("sh", ["-c", script]);
    assert.equal(code, 0, output);
    assert.match(output, /local 203\.0\.113\.7 dev lo/);
    assert.match(output, /local 2001:db8::7 (?:from :: )?dev lo/);
    assert.ok(output.includes(`nameserver ${nameServer}`));
  });
});
