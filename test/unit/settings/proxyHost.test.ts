import assert from "node:assert/strict";
import { proxyHost } from "../../../src/settings/proxyHost.ts";

describe("settings/proxyHost", () => {
  it("names the proxy, never the name and password that its address may hold", () => {
    assert.equal(proxyHost("http://proxy.example.com:8080"), "proxy.example.com:8080");
    assert.equal(proxyHost("http://ann:secret@proxy.example.com:8080/"), "proxy.example.com:8080");
  });

  it("knows of none where none is named", () => {
    for (const raw of ["", "  ", "nonsense", undefined, 5]) assert.equal(proxyHost(raw), undefined);
  });
});
