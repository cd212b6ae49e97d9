import assert from "node:assert/strict";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createDirectTransport } from "../../src/egress/directTransport.ts";
import { carriage } from "../support/carriage.ts";

/** Answers that ask a careless client for one request more: somewhere else, by another protocol, or once again. */
const answers: Readonly<Record<string, string>> = {
  "another protocol": "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nhello",
  "early hints":
    "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
  "a second answer behind the first":
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
  "two lengths":
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
  "a proxy": "HTTP/1.1 305 Use Proxy\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
  "a refresh": "HTTP/1.1 200 OK\r\nRefresh: 0; url=http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nok",
  "a log-in": "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n",
  "another service": 'HTTP/1.1 421 Misdirected\r\nAlt-Svc: h3="127.0.0.1:1"\r\nContent-Length: 0\r\n\r\n',
  "no HTTP at all": "SSH-2.0-server\r\n",
};

describe("integration/oddAnswers", () => {
  for (const [name, answer] of Object.entries(answers))
    it(`sends once, over one connection, whoever answers with ${name}`, async () => {
      let connections = 0;
      let received = "";
      const server = createServer((socket) => {
        connections += 1;
        socket.on("error", () => undefined);
        socket.on("data", (bytes) => {
          received += bytes.toString();
          socket.end(answer);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const closed = new Promise((resolve) => server.once("close", resolve));
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const asked = carriage(origin, { method: "POST", path: "/api/chat", body: Buffer.from("MARKED") });
      const arrival = await createDirectTransport().carry(asked);
      if (arrival.ok) arrival.value.destroy();
      server.close();
      await closed;
      assert.deepEqual([connections, received.split("MARKED").length - 1], [1, 1]);
    });
});
