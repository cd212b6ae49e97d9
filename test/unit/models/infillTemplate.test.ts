import assert from "node:assert/strict";
import { readInfillTemplate } from "../../../src/models/infillTemplate.ts";

const chat = `{{- if .System }}<|im_start|>system
{{ .System }}<|im_end|>
{{ end }}{{- range $i, $_ := .Messages }}
{{- $last := eq (len (slice $.Messages $i)) 1 }}
{{- if eq .Role "user" }}<|im_start|>user
{{ .Content }}<|im_end|>
{{ end }}{{ end }}`;

/** Around the prefix `P` and the suffix `S`, as the template stands. */
function read(template: string): string | undefined {
  const format = readInfillTemplate(template);
  if (format === undefined) return undefined;
  const [first, second] = format.order === "prefixFirst" ? ["P", "S"] : ["S", "P"];
  return [format.before, first, format.between, second, format.after].join("");
}

describe("models/infillTemplate", () => {
  function check(what: string, template: string, expected: string | undefined): void {
    it(expected === undefined ? `makes nothing of ${what}` : `reads ${what}`, () => {
      assert.equal(read(template), expected);
    });
  }

  const fim = "<|fim_prefix|>{{ .Prompt }}<|fim_suffix|>{{ .Suffix }}<|fim_middle|>";
  const whole = "<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>";
  check(
    "a branch before a chat",
    `{{- if .Suffix }}${fim}\n{{- else if .Messages }}${chat}{{- end }}`,
    whole,
  );
  check("a branch before plain text", `{{- if .Suffix }}${fim}\n{{- else }}{{ .Prompt }}\n{{- end }}`, whole);
  check("a template that is nothing else", fim, whole);
  check("a branch behind others", `{{ if .Messages }}${chat}{{ else if .Suffix }}${fim}{{ end }}`, whole);
  check(
    "what stands before the branch, and its line breaks",
    "<file_sep>\n{{- if .Suffix }}<fim_prefix>\n{{ .Prompt }}<fim_suffix>{{ .Suffix }}<fim_middle>\n{{- else }}{{ .Prompt }}{{- end }}",
    "<file_sep><fim_prefix>\nP<fim_suffix>S<fim_middle>",
  );
  check(
    "the suffix first, and the blank behind its token",
    "{{- if .Suffix }}[SUFFIX]{{ .Suffix }}[PREFIX] {{ .Prompt }}\n{{- else }}[INST] {{ .Prompt }}[/INST]{{- end }}",
    "[SUFFIX]S[PREFIX] P",
  );
  check(
    "blanks that belong to the tokens",
    "{{- if .Suffix }}<PRE> {{ .Prompt }} <SUF>{{ .Suffix }} <MID>\n{{- else }}{{ .Prompt }}\n{{- end }}",
    "<PRE> P <SUF>S <MID>",
  );
  check("conditions on several fields", `{{ if and .Prompt .Suffix }}${fim}{{ end }}`, whole);
  check("a condition on what is not there", `{{ if not .System }}${fim}{{ end }}`, whole);
  check(
    "comments and variables",
    `{{- /* fills in */ -}}{{ $x := 1 }}{{ if $.Suffix }}${fim}{{ end }}`,
    whole,
  );

  check("a template that only chats", chat, undefined);
  check("a template that only continues", "{{ .Prompt }}", undefined);
  check("nothing", "", undefined);
  check("a suffix without a prompt", "{{ if .Suffix }}<S>{{ .Suffix }}<M>{{ end }}", undefined);
  check("texts without tokens", "{{ .Prompt }}{{ .Suffix }}", undefined);
  check("a text that stands there twice", `${fim}{{ .Suffix }}`, undefined);
  check("a function that it does not know", `{{ if eq .Suffix "x" }}${fim}{{ end }}`, undefined);
  check("a value that it does not know", `<P>{{ trim .Prompt }}<S>{{ .Suffix }}<M>`, undefined);
  check("a branch that is not opened", `{{ end }}${fim}`, undefined);
  check("an alternative that is not opened", `{{ else }}${fim}`, undefined);
  check("an action that is not closed", "<P>{{ .Prompt }}<S>{{ .Suffix", undefined);
  check("an empty action", `{{}}${fim}`, undefined);
  check("tokens as long as a text", `${"x".repeat(201)}${fim}`, undefined);
  check("a template that is too long", fim + " ".repeat(20_000), undefined);

  it("ends a completion at every special token that the template knows", () => {
    assert.deepEqual(readInfillTemplate(`{{ if .Suffix }}${fim}{{ else }}${chat}{{ end }}`)?.stop, [
      "<|fim_prefix|>",
      "<|fim_suffix|>",
      "<|fim_middle|>",
      "<|im_start|>",
      "<|im_end|>",
    ]);
  });

  it("takes no longer for a template of 20,000 blanks or braces than for any other", () => {
    for (const piece of [" ", "{{-", "{", "{{ if .Suffix }}"])
      assert.equal(read(piece.repeat(Math.floor(19_990 / piece.length)) + ".Suffix"), undefined);
  });
});
