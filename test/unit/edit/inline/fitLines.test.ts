import assert from "node:assert/strict";
import { fitLines, type RegionPlace } from "../../../../src/edit/inline/fitLines.ts";

/** A place in a text: the region stands between two lines `<` and `>`. */
function placeIn(text: string, step = "  "): RegionPlace {
  const lines = text.split("\n");
  const [from, to] = [lines.indexOf("<"), lines.indexOf(">")];
  return { above: lines.slice(0, from), region: lines.slice(from + 1, to), below: lines.slice(to + 1), step };
}

const rows = (text: string): readonly string[] => text.split("\n");

function check(name: string, place: RegionPlace, answer: string, expected: string): void {
  it(name, () => {
    assert.deepEqual(fitLines(rows(answer), place, true), rows(expected));
  });
}

const method = placeIn("class A {\n<\n  f() {\n    a();\n  }\n>\n}");

describe("edit/inline/fitLines", () => {
  check(
    "keeps lines that are indented as they should be",
    method,
    "  f() {\n    b();\n  }",
    "  f() {\n    b();\n  }",
  );
  check("moves in what a model began at the edge", method, "f() {\n  b();\n\n}", "  f() {\n    b();\n\n  }");
  check(
    "moves out what a model began too deep",
    method,
    "    f() {\n      b();\n    }",
    "  f() {\n    b();\n  }",
  );
  check(
    "writes steps as the document does: tabs",
    placeIn("<\n\tif a {\n\t\tb()\n\t}\n>", "\t"),
    "if a {\n    c()\n    if d {\n        e()\n    }\n}",
    "\tif a {\n\t\tc()\n\t\tif d {\n\t\t\te()\n\t\t}\n\t}",
  );
  check(
    "writes steps as the document does: four spaces",
    placeIn("<\n    def f():\n        a()\n>", "    "),
    "def f():\n  b()\n  if c:\n    d()",
    "    def f():\n        b()\n        if c:\n            d()",
  );
  check(
    "indents new code as the blank line it is for",
    placeIn("f() {\n<\n    \n>\n}", "    "),
    "a();",
    "    a();",
  );
  check(
    "indents new code below what opens a block",
    placeIn("f() {\n<\n\n>\n}", "    "),
    "a();\nb();",
    "    a();\n    b();",
  );
  check("indents new code like the line above", placeIn("  a();\n<\n>\n  c();"), "b();", "  b();");
  check("leaves out blank lines at the edges", method, "\n  f() {\n  }\n\n", "  f() {\n  }");
  check(
    "keeps blank lines that the region has at its edges",
    placeIn("<\n\na();\n\n>"),
    "\nb();\n",
    "\nb();\n",
  );
  check(
    "leaves out lines that stand above already",
    placeIn("import a;\nconst b = 1;\n\n<\nc();\n>\nd();"),
    "import a;\nconst b = 1;\n\nc(2);",
    "c(2);",
  );
  check(
    "leaves out lines that stand below already",
    placeIn("<\nc();\n>\n\nexport const d = 1;\nexport const e = 2;"),
    "c(2);\n\nexport const d = 1;\nexport const e = 2;",
    "c(2);",
  );
  check(
    "keeps one line that stands above as well: it may be meant",
    placeIn("log(1);\n<\nc();\n>"),
    "log(1);\nc();",
    "log(1);\nc();",
  );
  check(
    "leaves out a closing line too many, which stands below",
    placeIn("f() {\n<\n  a();\n>\n}"),
    "  a();\n  b();\n}",
    "  a();\n  b();",
  );
  check(
    "keeps a closing line that the answer opens itself",
    placeIn("f() {\n<\n  a();\n>\n}"),
    "  if (x) {\n    a();\n  }",
    "  if (x) {\n    a();\n  }",
  );

  it("makes nothing of nothing", () => {
    assert.deepEqual(fitLines([""], method, true), []);
  });

  it("leaves out nothing from below while more is to come", () => {
    const place = placeIn("<\nc();\n>\nexport const d = 1;\nexport const e = 2;");
    const lines = rows("c(2);\nexport const d = 1;\nexport const e = 2;");
    assert.deepEqual(fitLines(lines, place, false), lines);
  });
});
