import { mutationsOf, testIn } from "./mutation.ts";

const ledger = (title: string) => testIn("unit/ledger/ledger", title);
const verify = (title: string) => testIn("unit/ledger/verify", title);
const chain = (title: string) => testIn("unit/ledger/chain", title);

/** Guards of the record of what left. */
export const ledgerMutations = [
  ...mutationsOf("src/ledger/ledger.ts", [
    {
      name: "An attempt is on the disk before its first byte leaves",
      holds: ["ledgerFailed"],
      find: `record.entry.phase === "attempt" || keepsHead`,
      replace: "keepsHead",
      test: ledger("has an attempt flushed to the disk before append returns"),
    },
    {
      name: "The body of what leaves is kept before it leaves",
      holds: ["ledgerFailed"],
      find: "writeBody(folder, entry.id, entry.body, write);\n    try {\n      record();",
      replace: "try {\n      record();\n      writeBody(folder, entry.id, entry.body, write);",
      test: ledger("keeps those to cloud, byte for byte and to the user alone, before the record is there"),
    },
    {
      name: "Nothing leaves when its body cannot be kept",
      holds: ["ledgerFailed"],
      find: "    writeBody(folder, entry.id, entry.body, write);",
      replace: "    try { writeBody(folder, entry.id, entry.body, write); } catch {}",
      test: ledger("lets nothing go when only the body cannot be kept"),
    },
    {
      name: "Nothing is written to a file that somebody changed",
      holds: ["What breaks fails on the safe side"],
      find: "now.slice(0, 10) <= dayOfFile(left.name) && isUntouched(folder, left)",
      replace: "now.slice(0, 10) <= dayOfFile(left.name)",
      test: ledger("never writes to one that was cut while it was let go of"),
    },
    {
      name: "Nothing is written behind half a line",
      holds: ["What breaks fails on the safe side"],
      find: "if (error instanceof AppendError && !error.isWhole) this.#leave();",
      replace: "",
      test: ledger("puts nothing behind half a line that cannot be taken back"),
    },
    {
      name: "Nothing is recorded but what a record has",
      holds: ["What breaks fails on the safe side"],
      find: "entrySchema.parse(completeEntry(entry, this.#session))",
      replace: "completeEntry(entry, this.#session)",
      test: ledger("records nothing that the objects of an entry carried besides"),
    },
    {
      name: "The head is kept apart with everything that leaves",
      holds: ["What breaks fails on the safe side"],
      find: "return isLeaving(entry) || seq % headEvery === 0;",
      replace: "return seq % headEvery === 0;",
      test: ledger(
        "keeps one with the first record, with each attempt that leaves the device, and when it closes",
      ),
    },
  ]),
  ...mutationsOf("src/ledger/session.ts", [
    {
      name: "A short secret cannot be guessed from the mark of a body",
      holds: ["What breaks fails on the safe side"],
      find: "bodyHmac: bodyMark(bodyKey, body)",
      replace: `bodyHmac: bodyMark("", body)`,
      test: ledger("holds a keyed mark of the body and no hash that a short secret could be guessed from"),
    },
  ]),
  ...mutationsOf("src/ledger/appendFile.ts", [
    {
      name: "What a full disk left behind is cut off again",
      holds: ["What breaks fails on the safe side", "ledgerFailed"],
      find: "ftruncateSync(this.#file, this.#size);",
      replace: "",
      test: ledger("leaves no half line behind, and goes on after the last whole one"),
    },
    {
      name: "The files of the ledger are the user's alone",
      holds: ["What breaks fails on the safe side"],
      find: `fresh ? "ax" : "a", 0o600`,
      replace: `fresh ? "ax" : "a", 0o644`,
      test: ledger("keeps its files and their folder to the user alone"),
    },
  ]),
  ...mutationsOf("src/ledger/bodyStore.ts", [
    {
      name: "No id leads to another folder",
      holds: ["What breaks fails on the safe side"],
      find: String.raw`/^[\da-f-]{36}$/.test(id) ? `,
      replace: "id.length > 0 ? ",
      test: ledger("takes no id for a way to another folder"),
    },
  ]),
  ...mutationsOf("src/ledger/chain.ts", [
    {
      name: "Each record names the one before",
      holds: ["What breaks fails on the safe side"],
      find: "prev: previous?.hash ?? genesis",
      replace: "prev: genesis",
      test: chain("starts at the genesis, counts from zero, and each record names the one before"),
    },
    {
      name: "The hash of a record covers its time",
      holds: ["What breaks fails on the safe side"],
      find: "[v, seq, time, prev, sorted(entry)]",
      replace: "[v, seq, prev, sorted(entry)]",
      test: chain("hashes a record otherwise that differs in its time"),
    },
  ]),
  ...mutationsOf("src/ledger/verify.ts", [
    {
      name: "A record that was edited is found out",
      holds: ["What breaks fails on the safe side"],
      find: `if (record.hash !== recordHash(record)) return "edited";`,
      replace: "",
      test: verify("tells of an edited word"),
    },
    {
      name: "A record that is missing is found out",
      holds: ["What breaks fails on the safe side"],
      find: `if (record.seq !== this.#count) return record.seq > this.#count ? "removed" : "inserted";`,
      replace: "",
      test: verify("tells of a deletion in the middle"),
    },
    {
      name: "A file that was sealed anew is found out",
      holds: ["What breaks fails on the safe side"],
      find: " || this.#differsFromHead(record) ?",
      replace: " ?",
      test: verify("tells of a file that was sealed anew"),
    },
    {
      name: "A file that was cut short is found out",
      holds: ["What breaks fails on the safe side"],
      find: "head !== undefined && count < head.count\n",
      replace: "false\n",
      test: verify("tells of a deletion at the end"),
    },
  ]),
  ...mutationsOf("src/ledger/ledgerReader.ts", [
    {
      name: "A file that is gone as a whole is missed",
      holds: ["What breaks fails on the safe side"],
      find: "if (still.has(file)) yield",
      replace: "if (false) yield",
      test: verify("misses a file that is gone as a whole"),
    },
  ]),
  ...mutationsOf("src/privacy/fate.ts", [
    {
      name: "What has no end does not count as stayed",
      holds: ["What breaks fails on the safe side"],
      find: `? "unended" : "stayed";`,
      replace: `? "stayed" : "stayed";`,
      test: testIn(
        "unit/privacy/ledgerCounts",
        "does not count as sent on this device what was meant for it and has no end",
      ),
    },
  ]),
  ...mutationsOf("src/privacy/ledgerTally.ts", [
    {
      name: "It is told that a server was told to fetch a model, and goes out for that itself",
      holds: ["R18"],
      find: "      pullWords(this.#pulls),\n",
      replace: "",
      test: testIn(
        "unit/privacy/ledgerTally",
        "tells that a server was told to fetch a model, for which it goes out itself",
      ),
    },
    {
      name: "Where records are missing it is not said that nothing left",
      holds: ["What breaks fails on the safe side"],
      find: "return this.#isWhole && this.#unended === 0;",
      replace: "return this.#unended === 0;",
      test: testIn(
        "unit/privacy/ledgerView",
        "does not say that nothing left when records of that time are missing",
      ),
    },
  ]),
];
