import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { run } from "../../scripts/run.ts";

const tripwire = fileURLToPath(import.meta.resolve("../support/neverDial.ts"));
const behind = (...args: readonly string[]): ReturnType<typeof run> =>
  run(process.execPath, ["--import", tripwire, ...args]);

const named: Readonly<Record<string, string>> = {
  "fetch of a name": "a connection to api.example:443",
  "fetch of an address": "a connection to 192.0.2.1:80",
  "a bare socket": "a connection to 192.0.2.1:9",
  "a socket to IPv6": "a connection to 2001:db8::1:9",
  "a TLS socket": "a connection to 203.0.113.10:443",
  "a mapped address": "a connection to ::ffff:192.0.2.1:9",
  "every address at once": "a connection to 0.0.0.0:9",
  "a name that only begins like ours": "a connection to localhost.example:9",
  "a name given a foreign address": "a connection to own.example:9, which is 192.0.2.1",
  "a datagram": "a datagram to 192.0.2.1",
  "a connected datagram": "a datagram to 192.0.2.1",
  "a look-up": "a look-up of the name api.example",
  "a promised look-up": "a look-up of the name api.example",
  "a look-up backwards": "a look-up of the name of 192.0.2.1",
  "a name server": "a question to a name server about localhost",
  "a name server of one's own": "a question to a name server about api.example",
};

describe("neverDial", () => {
  it("bites at every way out, and says what it was", async () => {
    const { output } = await behind(fileURLToPath(import.meta.resolve("./reachingOut.ts")));
    const told = output.split("\n== ").slice(1);
    assert.deepEqual(
      told.map((each) => each.split("\n")[0]),
      Object.keys(named),
    );
    for (const [index, what] of Object.values(named).entries()) {
      assert.ok(told[index]?.includes(`neverDial: ${what}. `), told[index]);
      assert.ok(told[index]?.endsWith("ended with 86"), told[index]);
    }
  });

  it("ends the process, whatever the code that dialled catches", async () => {
    const { code, output } = await behind(
      "--input-type=module",
      "--eval",
      `await fetch("https://api.example/").catch(() => {}); process.stdout.write("survived");`,
    );
    assert.equal(code, 86);
    assert.match(output, /neverDial: a connection to api\.example:443/u);
    assert.doesNotMatch(output, /survived/u);
  });

  it("lets this machine talk to itself", async () => {
    const { code, output } = await behind(
      "--input-type=module",
      "--eval",
      `
      import { createSocket } from "node:dgram";
      import { lookup } from "node:dns/promises";
      import { createServer } from "node:http";
      import { once } from "node:events";
      import { connect } from "node:net";
      const server = createServer((request, response) => response.end("hello")).listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address();
      await (await fetch(\`http://127.0.0.1:\${port}/\`)).text();
      await (await fetch(\`http://localhost:\${port}/\`)).text();
      await lookup("localhost");
      const own = (host, options, done) => done(null, [{ address: "127.0.0.1", family: 4 }]);
      const named = connect({ port, host: "own.example", lookup: own });
      await once(named, "connect");
      named.destroy();
      const datagram = createSocket("udp4");
      await new Promise((resolve) => datagram.send("hi", port, "127.0.0.1", resolve));
      datagram.close();
      server.closeAllConnections();
      server.close();
      process.stdout.write("survived");
    `,
    );
    assert.equal(output, "survived");
    assert.equal(code, 0);
  });
});
