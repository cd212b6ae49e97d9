import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mergeStatistics } from "../../../src/completion/statistics.ts";
import { StatisticsBook } from "../../../src/completion/statisticsBook.ts";
import { accepted, answered, shown, statisticsOf } from "./statisticsSamples.ts";

describe("completion/statisticsBook", () => {
  let folder: string;
  let world: { today: string; timers: (() => void)[]; failures: unknown[] };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "statistics-"));
    world = { today: "2026-01-31", timers: [], failures: [] };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function open(owner: string, below = "statistics"): StatisticsBook {
    return new StatisticsBook({
      ...{ folder: join(folder, below), owner },
      today: () => world.today,
      later: (_, callback) => {
        world.timers.push(callback);
        return { dispose: () => void (world.timers = world.timers.filter((each) => each !== callback)) };
      },
      onFailure: (error) => world.failures.push(error),
    });
  }
  const files = (): readonly string[] => readdirSync(join(folder, "statistics")).sort();
  const pass = (): void => {
    for (const callback of world.timers.splice(0)) callback();
  };
  const whole = async (book: StatisticsBook) =>
    mergeStatistics((await book.read()).map(({ statistics }) => statistics));

  it("writes what it counted half a minute later, once, and has it before that", async () => {
    const book = open("one");
    book.take(shown());
    book.take(accepted());
    assert.equal(world.timers.length, 1);
    assert.deepEqual(await whole(book), statisticsOf(shown(), accepted()));
    pass();
    assert.deepEqual(files(), ["2026-01-31-one.json"]);
    assert.deepEqual(await whole(book), statisticsOf(shown(), accepted()));
    book.take(shown());
    book.dispose();
    assert.deepEqual(await whole(open("two")), statisticsOf(shown(), accepted(), shown()));
    assert.deepEqual([files().length, world.timers, world.failures], [1, [], []]);
  });

  it("loses nothing of windows that write at once", async () => {
    const books = ["one", "two", "three"].map((owner) => open(owner));
    for (let round = 0; round < 3; round += 1) {
      for (const book of books) book.take(answered());
      pass();
    }
    const [tally] = await whole(open("four"));
    assert.deepEqual([tally?.requests, files().length], [9, 3]);
  });

  it("begins another file when another day begins", async () => {
    const book = open("one");
    book.take(shown());
    world.today = "2026-02-01";
    book.take(shown());
    book.take(accepted());
    book.dispose();
    assert.deepEqual(files(), ["2026-01-31-one.json", "2026-02-01-one.json"]);
    const days = (await open("two").read()).filter(({ statistics }) => statistics.length > 0);
    assert.deepEqual(
      days.toSorted((one, other) => one.day.localeCompare(other.day)),
      [
        { day: "2026-01-31", statistics: statisticsOf(shown()) },
        { day: "2026-02-01", statistics: statisticsOf(shown(), accepted()) },
      ],
    );
  });

  it("forgets the figures of every window, also what others wrote and would write again", async () => {
    const [one, two] = [open("one"), open("two")];
    one.take(shown());
    two.take(shown());
    pass();
    one.take(shown());
    await one.forget();
    assert.deepEqual([await whole(one), files()], [[], []]);
    two.take(accepted());
    pass();
    assert.deepEqual(await whole(one), statisticsOf(accepted()));
  });

  it("drops what is older than ninety days, and what a crash left half-written then", async () => {
    const book = open("one");
    for (const day of ["2026-01-31", "2026-02-01", "2026-05-02"]) {
      world.today = day;
      book.take(shown());
    }
    book.dispose();
    writeFileSync(join(folder, "statistics", "2025-12-24-two.json.new"), "{");
    await book.forgetOld();
    assert.deepEqual(files(), ["2026-02-01-one.json", "2026-05-02-one.json"]);
  });

  it("leaves out what it cannot read, and lets strangers' files be", async () => {
    const book = open("one");
    book.take(shown());
    book.dispose();
    writeFileSync(join(folder, "statistics", "2026-01-30-two.json"), "garbage");
    writeFileSync(join(folder, "statistics", "notes.txt"), "mine");
    assert.deepEqual(await whole(open("three")), statisticsOf(shown()));
    await book.forget();
    assert.deepEqual(files(), ["notes.txt"]);
  });

  it("keeps what could not be written, and says so", async () => {
    writeFileSync(join(folder, "taken"), "");
    const book = open("one", "taken");
    book.take(shown());
    pass();
    assert.equal(world.failures.length, 1);
    assert.deepEqual(await whole(book), statisticsOf(shown()));
  });

  it("writes numbers and names of models and languages, and nothing else", () => {
    const book = open("one");
    book.take(shown({ id: "the id of a suggestion" }));
    book.dispose();
    const text = readFileSync(join(folder, "statistics", "2026-01-31-one.json"), "utf8");
    const texts: string[] = [];
    JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? texts.push(value) : 0));
    assert.deepEqual(texts, ["qwen2.5-coder:1.5b", "typescript"]);
  });
});
