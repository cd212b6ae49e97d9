import assert from "node:assert/strict";
import { parseEnvValues } from "../../../src/gate/knownSecrets.ts";

const value = ["tr0ub4dor", "and", "three"].join("&");

function values(text: string): readonly string[] {
  return parseEnvValues(text, ".env").map(({ secret }) => secret);
}

describe("gate/knownSecrets", () => {
  it("says which value of which file it is", () => {
    assert.deepEqual(parseEnvValues(`STRIPE_KEY=${value}`, "api/.env.local"), [
      { secret: value, label: "value of STRIPE_KEY in api/.env.local" },
    ]);
  });

  describe("reads", () => {
    function check(name: string, text: string, ...expected: readonly string[]): void {
      it(name, () => {
        assert.deepEqual(values(text), expected.length === 0 ? [value] : expected);
      });
    }

    check("blanks around everything", `  KEY =  ${value}  `);
    check("export", `export KEY=${value}\r\n`);
    check("a colon", `KEY: ${value}`);
    check("a comment behind a value", `KEY=${value} # the key`);
    check("comments between lines", `# KEY=one&two&three&4\n\nKEY=${value}\n# end`);
    check("double quotes", `KEY="${value}" # the key`);
    check("single quotes", `KEY='${value}'`);
    check("backticks", `KEY=\`${value}\``);
    check("a number sign within a value", `KEY=${value}#5`, `${value}#5`);
    check("a number sign within quotes", `KEY="${value} # 5"`, `${value} # 5`);
    check("an equals sign within a value", `KEY=${value}==`, `${value}==`);
    check("escapes within double quotes", `KEY="${value}\\n\\"x\\""`, `${value}\n"x"`);
    check("escapes within single quotes as they are", `KEY='${value}\\n'`, `${value}\\n`);
    check(
      "several lines within quotes",
      `KEY="${value}\nsecond\nthird"\nNEXT='${value}2'`,
      `${value}\nsecond\nthird`,
      `${value}2`,
    );
    check("the same value once", `A=${value}\nB=${value}`);
  });

  describe("leaves out", () => {
    function check(name: string, text: string): void {
      it(name, () => {
        assert.deepEqual(values(text), []);
      });
    }

    check("what is short", "PORT=3000\nMODE=development\nKEY=aB3$xY9&qW1");
    check("what repeats", "KEY=abababababababab");
    check(
      "what only stands for a value",
      "A=<your-secret-key-here>\nB=changeme-changeme-1\nC=${OTHER_SECRET_KEY}",
    );
    check(
      "an address that opens nothing by itself",
      "URL=https://api.example.org\nOTHER=http://127.0.0.1:8080/",
    );
    check("what is commented out", `# KEY=${value}\n  #KEY=${value}`);
    check("lines that assign nothing", `${value}\nKEY ${value}`);
  });

  it("keeps an address that holds a password", () => {
    const url = ["postgres://shop", "r4in@db.example.org/shop"].join(":");
    assert.deepEqual(values(`DATABASE_URL=${url}`), [url]);
  });
});
