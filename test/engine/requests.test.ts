import assert from "node:assert/strict";
import { ApiError } from "../../scripts/engine/apiError.ts";
import { parseOptions } from "../../scripts/engine/generationOptions.ts";
import { parseKeepAlive } from "../../scripts/engine/keepAlive.ts";
import { displayFullName, isSameModel, parseModelReference } from "../../scripts/engine/modelNames.ts";
import { parseJsonBody, RequestFields } from "../../scripts/engine/requestFields.ts";

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return `${error.status} ${error.message}`;
  }
  throw new Error("It was not refused.");
};

describe("a request's body", () => {
  it("is refused in Go's words for every kind of broken JSON", () => {
    const said: Readonly<Record<string, string>> = {
      "": "missing request body",
      "{": "unexpected EOF",
      '{"a': "unexpected EOF",
      "{'a'": "invalid character '\\'' looking for beginning of object key string",
      '{"a" 1}': "invalid character '1' after object key",
      '{"a":1 "b"}': `invalid character '"' after object key:value pair`,
      '{"a":[1 2]}': "invalid character '2' after array element",
      '{"a":x}': "invalid character 'x' looking for beginning of value",
      '{"a":1,}': "invalid character '}' looking for beginning of object key string",
    };
    for (const [text, words] of Object.entries(said))
      assert.equal(
        refusal(() => parseJsonBody(text)),
        `400 ${words}`,
      );
  });

  it("is refused when a field has another type", () => {
    const fields = new RequestFields("ChatRequest", { model: 5, stream: "yes", messages: {}, think: null });
    const words = (kind: string, field: string, type: string): string =>
      `400 json: cannot unmarshal ${kind} into Go struct field ChatRequest.${field} of type ${type}`;
    assert.equal(
      refusal(() => fields.string("model")),
      words("number", "model", "string"),
    );
    assert.equal(
      refusal(() => fields.boolean("stream")),
      words("string", "stream", "bool"),
    );
    assert.equal(
      refusal(() => fields.list("messages", "[]api.Message")),
      words("object", "messages", "[]api.Message"),
    );
    assert.equal(fields.boolean("think"), undefined);
    assert.equal(
      refusal(() => new RequestFields("ChatRequest", [])),
      "400 json: cannot unmarshal array into Go value of type api.ChatRequest",
    );
  });

  it("may set any option, and only with its own type", () => {
    const options = parseOptions(
      new Map<string, unknown>([
        ["num_ctx", 128.9],
        ["mirostat", 1],
        ["top_p", null],
      ]),
      {
        temperature: 0,
        stop: ["x"],
      },
    );
    assert.deepEqual(
      [options.num_ctx, options.temperature, options.top_p, options.stop],
      [128, 0, 0.9, ["x"]],
    );
    const refused = (name: string, value: unknown): string =>
      refusal(() => parseOptions(new Map([[name, value]]), {}));
    assert.equal(refused("top_k", "4"), '500 option "top_k" must be of type integer');
    assert.equal(refused("temperature", true), '500 option "temperature" must be of type float32');
    assert.equal(refused("use_mmap", 1), '500 option "use_mmap" must be of type boolean');
    assert.equal(refused("stop", "x"), '500 option "stop" must be of type array');
    assert.equal(refused("stop", [1]), '500 option "stop" must be of an array of strings');
  });

  it("may say for how long the model stays", () => {
    const read: readonly [unknown, number][] = [
      [0, 0],
      [1.5, 1500],
      ["0", 0],
      ["10s", 10_000],
      ["1h30m", 5_400_000],
      ["1.5h", 5_400_000],
    ];
    for (const [value, ms] of read) assert.equal(parseKeepAlive(value), ms);
    assert.equal(parseKeepAlive(undefined), undefined);
    const forever = parseKeepAlive(-1) ?? 0;
    assert.ok(forever > 1e12 && parseKeepAlive("-1m") === forever);
    assert.equal(
      refusal(() => parseKeepAlive("soon")),
      '400 time: invalid duration "soon"',
    );
    assert.equal(
      refusal(() => parseKeepAlive("5x")),
      '400 time: invalid duration "5x"',
    );
  });
});

describe("a model's name", () => {
  it("means the same with and without its defaults, in any case", () => {
    for (const same of [
      "smollm2:135m",
      "SmolLM2:135M",
      "library/smollm2:135m",
      "registry.ollama.ai/library/smollm2:135m",
    ]) {
      assert.ok(isSameModel(same, "smollm2:135m"), same);
    }
    for (const other of ["smollm2", "other/smollm2:135m", "example.com/library/smollm2:135m"]) {
      assert.ok(!isSameModel(other, "smollm2:135m"), other);
    }
    assert.equal(displayFullName("smollm2"), "registry.ollama.ai/library/smollm2:latest");
  });

  it("tells where the model should run", () => {
    assert.deepEqual(parseModelReference("a:1b:local"), { base: "a:1b", source: "local" });
    assert.deepEqual(parseModelReference("a:CLOUD"), { base: "a", source: "cloud" });
    assert.deepEqual(parseModelReference("a:20b-cloud"), { base: "a:20b", source: "cloud" });
    assert.deepEqual(parseModelReference("example.com:5000/n/a-cloud"), {
      base: "example.com:5000/n/a-cloud",
      source: "unspecified",
    });
    assert.equal(parseModelReference(" "), undefined);
    assert.equal(
      refusal(() => parseModelReference("a:local:cloud")),
      '400 use either :local or :cloud, not both: "a:local:cloud"',
    );
    for (const invalid of ["../../etc", "a b", "a:", ":local", "-a", "a/b:c/d"]) {
      assert.equal(
        refusal(() => parseModelReference(invalid)),
        "400 invalid model name",
        invalid,
      );
    }
  });
});
