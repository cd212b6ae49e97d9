import assert from "node:assert/strict";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import { exportCsv, exportJsonLines } from "../../../src/privacy/ledgerExport.ts";
import { completed } from "../../support/ledgers.ts";
import { collect } from "../../support/samples.ts";
import { attempt, end, opened, refused } from "../ledger/ledgerSamples.ts";

async function* each<T>(...items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

function row(entry: Parameters<typeof completed>[0], ended?: ReturnType<typeof end>): LedgerRow {
  const subject = completed(entry);
  assert.ok(subject.phase !== "end" && subject.phase !== "deleted");
  return {
    file: "f.jsonl",
    seq: 7,
    time: "2026-01-31T12:00:00.000Z",
    hash: "9f86",
    subject,
    ...(ended && { end: ended }),
  };
}

/** The cells of the rows, by column. */
async function csv(...rows: readonly LedgerRow[]): Promise<readonly Readonly<Record<string, string>>[]> {
  const [names = [], ...lines] = (await collect(exportCsv(each(...rows)))).map(parseLine);
  return lines.map((cells) => {
    assert.equal(cells.length, names.length);
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

/** A line as RFC 4180 says it is read. */
function parseLine(line: string): readonly string[] {
  assert.match(line, /\r\n$/);
  const cells = line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...cells].map(([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain);
}

describe("privacy/ledgerExport", () => {
  it("writes lines as they are stored, broken ones as well", async () => {
    const lines = await collect(exportJsonLines(each('{"v":1, "seq":0}', '{"v":1,"se')));
    assert.deepEqual(lines, ['{"v":1, "seq":0}\n', '{"v":1,"se\n']);
  });

  it("writes one line per request with how it ended", async () => {
    const [sent, stopped, open] = await csv(
      row(
        attempt({
          id: "a",
          sources: [{ kind: "question" }, { kind: "file", path: "src/sum.ts", lines: { first: 3, last: 9 } }],
          redactions: [{ label: "API key", count: 2 }],
        }),
        { ...end("a"), address: "127.0.0.1", promptTokens: 3 },
      ),
      row(refused("b")),
      row(attempt({ id: "c" })),
    );
    assert.ok(sent && stopped && open);
    const { time, file, seq, id, outcome, bytesOut, bytesIn, address, promptTokens } = sent;
    assert.deepEqual(
      { time, file, seq, id, outcome, bytesOut, bytesIn, address, promptTokens },
      {
        ...{ time: "2026-01-31T12:00:00.000Z", file: "f.jsonl", seq: "7", id: "a", outcome: "done" },
        ...{ bytesOut: "2", bytesIn: "10", address: "127.0.0.1", promptTokens: "3" },
      },
    );
    assert.equal(sent["sources"], "question; src/sum.ts:3-9");
    assert.equal(sent["redactions"], "API key × 2");
    assert.deepEqual([stopped["outcome"], stopped["bytesOut"]], ["refused: modeForbids", "0"]);
    assert.deepEqual([open["outcome"], open["bytesIn"]], ["may have left", ""]);
  });

  it("writes one line per opened link, with its whole address and how it ended", async () => {
    const [link, open] = await csv(
      row(opened({ id: "l" }), { ...end("l"), outcome: "opened" }),
      row(opened({ id: "m", url: "=cmd" })),
    );
    assert.ok(link && open);
    const { id, purpose, trigger, workspace, host, outcome, url, bytesOut, sources, version } = link;
    assert.deepEqual(
      { id, purpose, trigger, workspace, host, outcome, url, bytesOut, sources, version },
      {
        ...{ id: "l", purpose: "link", trigger: "person", workspace: "project", host: "docs.example" },
        ...{ outcome: "opened", url: "https://docs.example/a?b=c", bytesOut: "", sources: "" },
        version: "0.0.0",
      },
    );
    assert.deepEqual([open["outcome"], open["url"]], ["may have been opened", "'=cmd"]);
  });

  it("writes only names where there is nothing", async () => {
    const [names, ...more] = await collect(exportCsv(each<LedgerRow>()));
    assert.match(names ?? "", /^time,file,seq,id,/);
    assert.deepEqual(more, []);
  });

  function check(model: string, cell: string): void {
    it(`writes ${JSON.stringify(model)} as ${JSON.stringify(cell)}`, async () => {
      const [, line = ""] = await collect(exportCsv(each(row(attempt({ model })))));
      assert.ok(line.includes(`,${cell},device,`), line);
    });
  }

  check("plain", "plain");
  check("a,b", '"a,b"');
  check('say "hi"', '"say ""hi"""');
  check("two\nlines", '"two\nlines"');
  check("=1+1", "'=1+1");
  check("+1", "'+1");
  check("-1", "'-1");
  check("@SUM(A1)", "'@SUM(A1)");
  check("\t=1", "'\t=1");
  check("\r=1", '"\'\r=1"');
  check('=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`);
  check("a=1", "a=1");
});
