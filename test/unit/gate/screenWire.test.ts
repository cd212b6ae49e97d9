import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { screenWire } from "../../../src/gate/screenWire.ts";
import { createRandom } from "../../support/random.ts";
import { sampleOf } from "./secretSamples.ts";
import type { Screening } from "../../../src/terms/screening.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const stopped = (): number => 0;

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function screened(body: unknown, known: Parameters<typeof screenWire>[1] = []): Screening {
  return screenWire({ path: "/api/chat", body: bytes(JSON.stringify(body)) }, known, stopped);
}

function secrets({ findings }: Screening): readonly string[] {
  return findings.map(({ secret }) => secret);
}

const { secret: stripe } = sampleOf("stripe");
const { secret: github } = sampleOf("github");

describe("gate/screenWire", () => {
  it("says what was found in words and by rule, and the same id for the same text every time", () => {
    const [first, second] = [screened({ a: stripe }), screened(["b", stripe, stripe])];
    assert.equal(first.complete, true);
    assert.deepEqual(
      first.findings.map(({ rule, label, secret }) => ({ rule, label, secret })),
      [{ rule: "stripe", label: "Stripe key", secret: stripe }],
    );
    assert.match(first.findings[0]?.id ?? "", /^[0-9a-f]{16}$/);
    assert.deepEqual(second, first);
  });

  it("looks at keys, at values however deep, and at every value of a key that stands twice", () => {
    assert.deepEqual(secrets(screened({ [stripe]: [{ b: { c: github } }] })), [stripe, github]);
    const twice = `{"a":"${stripe}","a":"harmless"}`;
    assert.deepEqual(secrets(screenWire({ path: "/", body: bytes(twice) }, [], stopped)), [stripe]);
  });

  it("looks at a body that is not JSON as it is, and at the path, percent-encoded or not", () => {
    assert.deepEqual(secrets(screenWire({ path: "/", body: bytes(`key: ${stripe}`) }, [], stopped)), [
      stripe,
    ]);
    const encoded = Array.from(stripe)
      .map((letter) => `%${letter.charCodeAt(0).toString(16)}`)
      .join("");
    for (const path of [`/v1?key=${stripe}`, `/v1?key=${encoded}`, `/v1?key=${stripe}&bad=%`])
      assert.deepEqual(secrets(screenWire({ path, body: bytes("") }, [], stopped)), [stripe], path);
  });

  describe("sees through", () => {
    const escaped = Array.from(stripe)
      .map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
      .join("");
    const brokenUp = `${stripe.slice(0, 12)}\\\n${stripe.slice(12)}`;

    function check(name: string, body: string, raw: string): void {
      it(name, () => {
        assert.deepEqual(secrets(screenWire({ path: "/", body: bytes(body) }, [], stopped)), [raw]);
      });
    }

    check("escapes of the body itself", `{"a":"${escaped}"}`, stripe);
    check("escapes in the text", JSON.stringify({ a: `x = "${escaped}"` }), escaped);
    check(
      "other escapes",
      JSON.stringify({ a: escaped.replaceAll("\\u00", "\\x") }),
      escaped.replaceAll("\\u00", "\\x"),
    );
    check(
      "braced escapes",
      JSON.stringify(escaped.replace(/\\u00(..)/g, "\\u{$1}")),
      escaped.replace(/\\u00(..)/g, "\\u{$1}"),
    );
    check("JSON in JSON", JSON.stringify({ a: JSON.stringify({ b: `\n${stripe}\n` }) }), stripe);
    check("a newline written as two characters right before it", JSON.stringify(`a\\n${stripe}\\n`), stripe);
    check("a line that is continued", JSON.stringify(brokenUp), brokenUp);
    check(
      "two layers of escapes",
      JSON.stringify(escaped.replaceAll("\\", "\\\\")),
      escaped.replaceAll("\\", "\\\\"),
    );
  });

  it("is switched off by no comment in the text", () => {
    const comments = ["secretlint-disable", "gitleaks:allow", "pragma: allowlist secret", "nosec", "noqa"];
    for (const comment of comments) {
      const text = `/* ${comment} */\n// ${comment}\nconst key = "${stripe}"; // ${comment}\n/* ${comment} */`;
      assert.deepEqual(secrets(screened({ text })), [stripe], comment);
    }
  });

  it("names a text once, by what says most about it", () => {
    const { findings } = screened({ a: `api_key = "${stripe}"`, b: `Authorization: Bearer ${stripe}` });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["stripe"],
    );
  });

  describe("with values known to be secret", () => {
    const secret = 'correct horse\nbattery "staple"';
    const known = [{ secret, label: "value of PHRASE in .env" }];

    it("finds them as they are and escaped, and says where they are known from", () => {
      for (const text of [secret, JSON.stringify(secret), JSON.stringify(JSON.stringify(secret))]) {
        const { findings } = screened({ messages: [{ content: `say ${text} twice` }] }, known);
        assert.deepEqual(
          findings.map(({ rule, label }) => [rule, label]),
          [["env", "value of PHRASE in .env"]],
        );
        assert.ok(text.includes(findings[0]?.secret ?? "nothing"));
      }
    });

    it("wants the whole value, in its own case", () => {
      for (const text of [secret.slice(0, -1), secret.toUpperCase(), "correct horse"])
        assert.deepEqual(secrets(screened({ text }, known)), []);
    });

    it("compares letters outside ASCII exactly", () => {
      const foreign = [{ secret: "größenwahnsinnig-überall", label: "x" }];
      assert.deepEqual(secrets(screened("größenwahnsinnig-überall", foreign)), ["größenwahnsinnig-überall"]);
      assert.deepEqual(secrets(screened("grössenwahnsinnig-überall", foreign)), []);
    });

    it("prefers a known value's name where a rule sees a part of it", () => {
      const url = ["postgres://shop", "r4in-In-Spa1n@db.example.com/shop"].join(":");
      const { findings } = screened({ text: `connect("${url}")` }, [
        { secret: url, label: "value of URL in .env" },
      ]);
      assert.deepEqual(
        findings.map((finding) => [finding.label, finding.secret]),
        [["value of URL in .env", url]],
      );
    });
  });

  describe("within its limits", () => {
    const random = createRandom(3);
    const many = Array.from(
      { length: 101 },
      () =>
        `ghp_${Array.from({ length: 36 }, () => random.pick(Array.from("abcdefghkmnprstuvwxyzABCDEFGHKMNP23456789"))).join("")}`,
    );

    it("tells a hundred findings, and that there are more", () => {
      const all = screened(many);
      assert.deepEqual([all.findings.length, all.complete], [100, false]);
      assert.equal(screened(many.slice(1)).complete, true);
    });

    it("says so when its time is over, and keeps what it has found", () => {
      let now = 0;
      const hurried = (): number => (now += 100);
      const text = [stripe, ...Array.from({ length: 20_000 }, () => 'token = "x"')].join("\n");
      const { findings, complete } = screenWire(
        { path: "/", body: bytes(JSON.stringify(text)) },
        [],
        hurried,
      );
      assert.deepEqual([findings.map(({ secret }) => secret), complete], [[stripe], false]);
    });

    it("reads an ordinary request to its end, however busy the machine is", () => {
      let now = 0;
      const hurried = (): number => (now += 1000);
      const text = readFileSync(join(root, "src", "sending", "send.ts"), "utf8");
      assert.equal(
        screenWire({ path: "/", body: bytes(JSON.stringify({ text })) }, [], hurried).complete,
        true,
      );
    });
  });

  describe("raises no alarm over", () => {
    function check(name: string, files: readonly string[]): void {
      it(name, () => {
        assert.ok(files.length > 0);
        for (const file of files)
          assert.deepEqual(
            screened({ text: readFileSync(file, "utf8") }),
            { findings: [], complete: true },
            file,
          );
      });
    }

    check("this project's own source", globSync(join(root, "{src,media}", "**", "*.{ts,tsx,css}")));
    check("a lock file full of hashes", [join(root, "package-lock.json")]);
    check("minified code", globSync(join(root, "node_modules", "marked", "lib", "*.js")));

    const random = createRandom(11);
    const letters = (alphabet: string, length: number): string =>
      Array.from({ length }, () => random.pick(Array.from(alphabet))).join("");
    const hex = (length: number): string => letters("0123456789abcdef", length);
    const base64 = (length: number): string =>
      letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", length);
    const texts = {
      hashes: [32, 40, 56, 64, 128]
        .map((length) => `sha: ${hex(length)}\n"integrity": "sha512-${base64(86)}=="`)
        .join("\n"),
      UUIDs: Array.from({ length: 50 }, () => [8, 4, 4, 4, 12].map(hex).join("-")).join("\n"),
      "a picture in a style sheet": `url("data:image/png;base64,iVBORw0KGgo${base64(40_000)}")`,
      "values that stand for others": [
        "password = process.env.DB_PASSWORD_2",
        "token: ${{ secrets.GITHUB_TOKEN_1 }}",
        'apiKey: "<your-api-key-1>"',
        'api_key = os.environ["API_KEY_1"]',
        "PASSWORD=${PASSWORD_1}",
        'secret = "changeme-123456"',
        'token = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1a"',
        "Authorization: Bearer ${token}",
        "mysql://root:root@localhost:3306/test1",
        "mongodb://user:<password>@cluster0.example.com",
      ].join("\n"),
      "code about secrets": [
        "const tokenCount = estimateTokens2(text);",
        'type Password = { kind: "argon2id13"; salt: Uint8Array };',
        'export const tokenPath = "/oauth2/v2.0/token";',
        'const secretName = "FlowPasswordRequiredResultV2";',
        "function resetPassword(password: string, token: Token32) {}",
        'import { passwordStrength2 } from "check-password-strength-2";',
      ].join("\n"),
    };
    for (const [name, text] of Object.entries(texts)) {
      it(name, () => {
        assert.deepEqual(screened({ text }), { findings: [], complete: true });
      });
    }
  });
});
