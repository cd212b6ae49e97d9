import assert from "node:assert/strict";
import { completeness, stepContacts } from "../../scripts/fakeInternet/stepContacts.ts";
import { completeLog, packetLine, stepLines } from "./captureLines.ts";

describe("What a step contacted in a fake internet", () => {
  const server = { host: "server.example", address: "203.0.113.7" };

  it("is right when it is the one server that it may reach, by its name", () => {
    const lines = stepLines("asks", "synV4", "synAckV4", "clientHello");
    assert.deepEqual(stepContacts(lines, "asks", server), {
      contacts: ["tcp server.example 203.0.113.7 port 443"],
    });
  });

  it("is wrong when it says no name, or another one", () => {
    assert.match(stepContacts(stepLines("asks", "synV4"), "asks", server).problem ?? "", /^it contacted/);
    const other = { ...server, host: "other.example" };
    const lines = stepLines("asks", "synV4", "clientHello");
    assert.match(stepContacts(lines, "asks", other).problem ?? "", /server\.example/);
  });

  it("is wrong when there is something beside it, or nothing", () => {
    const lines = stepLines("asks", "synV4", "clientHello", "dnsV4");
    assert.match(stepContacts(lines, "asks", server).problem ?? "", /^it contacted dns/);
    assert.equal(stepContacts(stepLines("asks"), "asks", server).problem, "it never reached server.example");
  });

  it("is wrong when it may reach nothing and did", () => {
    const lines = [...stepLines("stays"), ...stepLines("asks", "synV4", "clientHello")];
    assert.deepEqual(stepContacts(lines, "stays"), { contacts: [] });
    assert.match(stepContacts(lines, "asks").problem ?? "", /^it contacted tcp server\.example/);
  });

  it("is told of what happens outside every step, too", () => {
    const lines = [...stepLines("stays"), packetLine("dnsV4")];
    assert.deepEqual(stepContacts(lines, undefined).contacts.length, 1);
    assert.notEqual(stepContacts(lines, undefined).problem, undefined);
  });

  it("can be relied on only when the catcher saw everything to the end", () => {
    const lines = stepLines("asks", "synV4", "clientHello");
    assert.deepEqual(completeness(completeLog(lines)), { packets: 2 });
    assert.notEqual(completeness(lines).problem, undefined);
    for (const end of [{ late: true }, { dropped: 1 }, { exit: 1 }])
      assert.notEqual(completeness(completeLog(lines, end)).problem, undefined);
  });
});
