import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { messageText } from "../../../src/prompt/draft.ts";
import type { Order } from "../../../src/sending/order.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { CommitDesk } from "../../../src/vscode/commitDesk.ts";
import { gitStatus, type CommitRepository, type GitChange } from "../../../src/vscode/gitRepositories.ts";
import { destination, routeTo } from "../../support/samples.ts";
import { lists, messages, progress } from "../../support/vscode.ts";

const at = (path: string): vscode.Uri => vscode.Uri.parse(`file://${path}`);
const change = (name: string, status: number = gitStatus.deleted, before = name): GitChange => ({
  uri: at(`/project/${name}`),
  originalUri: at(`/project/${before}`),
  status,
});

/** A repository whose differences say whose they are, unless `texts` has them by path; `read` lists which were read. */
function repository(
  state: Partial<CommitRepository["state"]>,
  root = "/project",
  texts: Readonly<Record<string, string>> = {},
): CommitRepository & { readonly read: string[] } {
  const read: string[] = [];
  const diffOf = (path: string, of: string): Promise<string> => {
    read.push(path);
    return Promise.resolve(texts[path] ?? `@@ -1 +1 @@\n+${of} of ${path}\n`);
  };
  return {
    ...{ read, rootUri: at(root), inputBox: { value: "" } },
    state: { indexChanges: [], mergeChanges: [], workingTreeChanges: [], ...state },
    diffWithHEAD: (path) => diffOf(path, "HEAD"),
    diffIndexWithHEAD: (path) => diffOf(path, "index"),
    show: (commit, path) => {
      read.push(`${commit}:${path}`);
      const text = texts[`${commit}:${path}`];
      return text === undefined ? Promise.reject(new Error("it is no text")) : Promise.resolve(text);
    },
    diffBetween: () => assert.fail("no commit is compared with another one"),
    log: () => Promise.reject(new Error("your current branch does not have any commits yet")),
  };
}

const judge = (uri: string): Promise<PathVerdict> =>
  Promise.resolve(
    uri.includes("secret")
      ? { kind: "never", rule: "secret*", from: "your settings" }
      : uri.includes("private")
        ? { kind: "deviceOnly", rule: "private*", from: "your settings" }
        : { kind: "allowed" },
  );

const route = routeTo({ task: "commit" });
const message: readonly SendEvent[] = [
  { kind: "routed", route },
  { kind: "text", text: "Mend sum" },
  { kind: "end", reason: "stop", usage: {} },
];
const dies: readonly SendEvent[] = [
  { kind: "routed", route },
  { kind: "text", text: "Mend su" },
  { kind: "failed", failure: { kind: "cut", code: "EOF" } },
];

/** A desk over some repositories whose sends bring these events, one list after the other. */
function deskOver(repositories: readonly CommitRepository[], ...sends: readonly (readonly SendEvent[])[]) {
  const orders: Order[] = [];
  const prompts: string[] = [];
  const steps: string[] = [];
  const desk = new CommitDesk({
    guard: { judge },
    rule: () => "",
    onStep: (action, task) => {
      steps.push(`${action} for ${task}`);
      return true;
    },
    onBegin: () => undefined,
    repositories: () => Promise.resolve(repositories),
    sending: {
      send: async function* (order) {
        const events = sends[orders.length] ?? message;
        orders.push(order);
        const draft = order.draft(route, { withheld: () => false, removed: new Set() });
        prompts.push(draft.messages.map(messageText).join("\n"));
        await Promise.resolve();
        yield* events;
      },
    },
  });
  return { desk, orders, prompts, steps };
}

describe("vscode/commitDesk", () => {
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    progress.titles = [];
    lists.shown = [];
    lists.pick = () => undefined;
  });

  it("writes about what is staged alone, and says nothing when all is well", async () => {
    const made = repository({ indexChanges: [change("a.ts")], workingTreeChanges: [change("b.ts")] });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.equal(made.inputBox.value, "Mend sum");
    assert.deepEqual(made.read, ["/project/a.ts"]);
    assert.match(prompts[0] ?? "", /a\.ts \(deleted\)\n@@ -1 \+1 @@\n\+index of/);
    assert.deepEqual([messages.shown, progress.titles], [[], ["Writing a commit message"]]);
  });

  it("writes about everything that is not committed when nothing is staged", async () => {
    const made = repository({ workingTreeChanges: [change("a.ts"), change("b.ts", gitStatus.added)] });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /a\.ts \(deleted\)[^]*HEAD of[^]*b\.ts \(new file\)/);
  });

  it("reads nothing of a file that a rule keeps out, nor of one that was renamed from such a file, and says so", async () => {
    const made = repository({
      indexChanges: [change("secret.ts"), change("now.ts", 3, "private.ts"), change("a.ts")],
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.deepEqual(made.read, ["/project/a.ts"]);
    assert.doesNotMatch(prompts[0] ?? "", /secret|now\.ts|private/);
    assert.match(
      String(messages.shown[0]?.[0]),
      /^secret\.ts is excluded by the rule .* now\.ts is excluded/,
    );
  });

  it("asks nobody when rules leave nothing to write about", async () => {
    const made = repository({ indexChanges: [change("secret.ts")] });
    const { desk, orders } = deskOver([made]);
    await desk.write(undefined);
    assert.equal(orders.length, 0);
    assert.match(
      String(messages.shown[0]?.[0]),
      /^No changes are left to write a message about\. secret\.ts/,
    );
  });

  it("puts back what a person had written, when they want that", async () => {
    const made = repository({ indexChanges: [change("a.ts")] });
    made.inputBox.value = "because of NaN";
    messages.answer = "Put Back";
    await deskOver([made]).desk.write(undefined);
    assert.deepEqual(messages.shown, [["Your text went along as a note, and was replaced.", "Put Back"]]);
    assert.equal(made.inputBox.value, "because of NaN");
  });

  it("replaces its own message without a word, and does not take it for a note", async () => {
    const made = repository({ indexChanges: [change("a.ts")] });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    await desk.write(undefined);
    assert.deepEqual(messages.shown, []);
    assert.doesNotMatch(prompts[1] ?? "", /Mend sum/);
  });

  it("offers what came when the model dies in the middle, beside the ways on", async () => {
    const made = repository({ indexChanges: [change("a.ts")] });
    made.inputBox.value = "mine";
    await deskOver([made], dies).desk.write(undefined);
    assert.equal(made.inputBox.value, "mine");
    assert.deepEqual(messages.shown[0]?.slice(1), ["Use What Came", "Try again"]);
    messages.answer = "Use What Came";
    await deskOver([made], dies).desk.write(undefined);
    assert.equal(made.inputBox.value, "Mend su");
  });

  it("tries again when the person wants that", async () => {
    const made = repository({ indexChanges: [change("a.ts")] });
    messages.answer = "Try again";
    const { desk, orders } = deskOver([made], dies);
    await desk.write(undefined);
    assert.deepEqual([orders.length, made.inputBox.value], [2, "Mend sum"]);
  });

  it("has the server of its own task confirmed, and then goes on", async () => {
    const made = repository({ indexChanges: [change("a.ts")] });
    const key = { kind: "server", origin: "http://10.0.0.1:1" } as never;
    const waits: SendEvent = {
      kind: "failed",
      failure: { kind: "needsConfirmation", destination: destination(), key },
    };
    messages.answer = "Confirm";
    const { desk, orders, steps } = deskOver([made], [waits]);
    await desk.write(undefined);
    assert.deepEqual(steps, ["confirmDestination for commit"]);
    assert.deepEqual([orders.length, made.inputBox.value], [2, "Mend sum"]);
  });

  it("leaves a file out, or turns to this device, where a rule keeps the file here", async () => {
    const source = { kind: "file", uri: "file:///project/private.ts", path: "private.ts" } as const;
    const to = destination({ class: "cloud", host: "api.openai.com" });
    const refused: readonly SendEvent[] = [
      { kind: "routed", route },
      {
        kind: "failed",
        failure: {
          ...{ kind: "sourceExcluded", source, reach: "deviceOnly", rule: "private*", from: "your settings" },
          destination: to,
        },
      },
    ];
    const state = { indexChanges: [change("private.ts"), change("a.ts")] };
    messages.answer = "Leave the file out";
    const without = deskOver([repository(state)], refused);
    await without.desk.write(undefined);
    assert.deepEqual(
      without.orders.map(({ files }) => files.map(({ path }) => path.split("/").at(-1))),
      [["private.ts", "a.ts"], ["a.ts"]],
    );
    messages.answer = "Answer on this device";
    const here = deskOver([repository(state)], refused);
    await here.desk.write(undefined);
    assert.deepEqual(
      here.orders.map(({ onDevice }) => onDevice),
      [undefined, true],
    );
  });

  it("stops what is being written when it is run again", async () => {
    const made = repository({ indexChanges: [change("a.ts")] });
    made.inputBox.value = "mine";
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const desk = new CommitDesk({
      ...{ guard: { judge }, rule: () => "", onStep: () => undefined, onBegin: () => undefined },
      repositories: () => Promise.resolve([made]),
      sending: {
        send: async function* (_order, signal) {
          yield { kind: "text", text: "Mend" };
          begun();
          await new Promise((resolve) => {
            signal.addEventListener("abort", resolve);
          });
          yield { kind: "failed", failure: { kind: "stopped" } };
        },
      },
    });
    const first = desk.write(undefined);
    await hasBegun;
    assert.equal(made.inputBox.value, "Mend");
    await desk.write(undefined);
    await first;
    assert.equal(made.inputBox.value, "mine");
    assert.deepEqual(messages.shown, [["Stopped. The box holds what it held before.", "Use What Came"]]);
  });

  it("writes for the repository whose menu it was, whatever else anybody hands over", async () => {
    const [one, other] = [repository({ indexChanges: [change("a.ts")] }), repository({}, "/other")];
    const { desk, orders } = deskOver([other, one]);
    await desk.write({ rootUri: at("/project") });
    assert.deepEqual([orders.length, one.inputBox.value], [1, "Mend sum"]);
    lists.shown = [];
    lists.pick = () => undefined;
    await desk.write({ rootUri: "/project", commit: true });
    assert.deepEqual(
      lists.shown.map((rows) => rows.map(({ label }) => label)),
      [["other", "project"]],
    );
  });

  it("tells of a file that was only renamed its names, and reads nothing that git would take for new", async () => {
    const text = "one\n".repeat(2000);
    const made = repository({ indexChanges: [change("now.ts", 3, "then.ts")] }, "/project", {
      "HEAD:/project/then.ts": text,
      ":/project/now.ts": text,
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /## now\.ts \(renamed from then\.ts\)\n/);
    assert.doesNotMatch(prompts[0] ?? "", /one\n/);
    assert.deepEqual(made.read, ["HEAD:/project/then.ts", ":/project/now.ts"]);
    assert.deepEqual(messages.shown, []);
  });

  it("names a picture that was renamed", async () => {
    const made = repository({ indexChanges: [change("now.png", 3, "then.png")] }, "/project", {
      "/project/now.png": "new file mode 100644\nBinary files /dev/null and b/now.png differ\n",
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /## now\.png \(renamed from then\.png\)\n/);
    assert.deepEqual(messages.shown, []);
  });

  it("tells of a file that was renamed and changed only what changed", async () => {
    const made = repository({ indexChanges: [change("now.ts", 3, "then.ts")] }, "/project", {
      "HEAD:/project/then.ts": "a\nb\nc\nd\ne\nf\ng\nh\n",
      ":/project/now.ts": "a\nb\nc\nd\ne\nf\ng\nH\n",
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /renamed from then\.ts\)\n@@ [^]*-h\n\+H\n/);
    assert.doesNotMatch(prompts[0] ?? "", /^.?a$/m);
  });

  it("names what is binary, and has a message about that alone", async () => {
    const made = repository({ indexChanges: [change("logo.png", 0)] }, "/project", {
      "/project/logo.png":
        "diff --git a/logo.png b/logo.png\nBinary files a/logo.png and b/logo.png differ\n",
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /## logo\.png \(changed\)\n/);
    assert.doesNotMatch(prompts[0] ?? "", /Binary files/);
    assert.deepEqual([made.inputBox.value, messages.shown], ["Mend sum", []]);
  });

  it("tells of a repository within this one which commit it is at", async () => {
    const made = repository({ indexChanges: [change("lib", 0)] }, "/project", {
      "/project/lib": "diff --git a/lib b/lib\n@@ -1 +1 @@\n-Subproject commit 111\n+Subproject commit 222\n",
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /## lib \(changed\)[^]*\+Subproject commit 222/);
  });

  it("tells nothing of the files in a repository within this one, although git was told to show them", async () => {
    const inside = "diff --git a/lib/.env b/lib/.env\n@@ -1 +1 @@\n+TOKEN=hidden\n";
    const made = repository({ indexChanges: [change("lib", 0)] }, "/project", {
      "/project/lib": `Submodule lib 1111111..2222222:\n  > Mend the parser\n${inside}`,
    });
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /Submodule lib 1111111\.\.2222222:\n {2}> Mend the parser/);
    assert.doesNotMatch(prompts[0] ?? "", /TOKEN|\.env/);
  });

  it("writes about what is staged amid a merge, keeps git's own text, and says what is not settled", async () => {
    const made = repository({ indexChanges: [change("a.ts")], mergeChanges: [change("both.ts", 18)] });
    made.inputBox.value = "Merge branch 'topic'";
    messages.answer = "Put Back";
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.deepEqual(made.read, ["/project/a.ts"]);
    assert.match(prompts[0] ?? "", /Merge branch 'topic'/);
    assert.match(String(messages.shown[0]?.[0]), /Settle the conflicts in both\.ts first/);
    assert.equal(made.inputBox.value, "Merge branch 'topic'");
  });

  it("asks nobody while there is nothing but conflicts", async () => {
    const made = repository({ mergeChanges: [change("both.ts", 18)] });
    const { desk, orders } = deskOver([made]);
    await desk.write(undefined);
    assert.deepEqual([orders.length, made.read], [0, []]);
    assert.match(
      String(messages.shown[0]?.[0]),
      /^No changes are left [^]* Settle the conflicts in both\.ts/,
    );
  });

  it("writes for a repository in a subfolder, with paths as the workspace has them", async () => {
    const made = repository({ indexChanges: [change("packages/one/a.ts")] }, "/project/packages/one");
    const { desk, prompts } = deskOver([made]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /## packages\/one\/a\.ts /);
    assert.equal(made.inputBox.value, "Mend sum");
  });

  it("tells a model no more than the name of a file outside of the workspace", async () => {
    const outside = { ...change("a.ts"), uri: at("/home/me/all/b.ts"), originalUri: at("/home/me/all/b.ts") };
    const { desk, prompts } = deskOver([repository({ indexChanges: [outside] }, "/home/me/all")]);
    await desk.write(undefined);
    assert.match(prompts[0] ?? "", /## b\.ts \(/);
  });

  it("says so where there is no repository", async () => {
    await deskOver([]).desk.write(undefined);
    assert.deepEqual(messages.shown, [["No git repository is open here."]]);
  });
});
