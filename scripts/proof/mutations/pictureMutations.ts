import { mutationsOf, testIn } from "./mutation.ts";

const holds = ["A picture leaves as what is seen in it"] as const;
const read = (title: string) => testIn("unit/context/readPicture", title);
const gate = (title: string) => testIn("unit/gate/pictures", title);

/** Guards of what leaves with a picture, and to which models. */
export const pictureMutations = [
  ...mutationsOf("src/context/pictures/barePng.ts", [
    {
      name: "A PNG leaves without its texts and places",
      holds,
      find: "if (drawn.has(name)) kept.push(chunk);",
      replace: "kept.push(chunk);",
      test: read("keeps of a PNG only what it is drawn from"),
    },
  ]),
  ...mutationsOf("src/context/pictures/bareJpeg.ts", [
    {
      name: "A JPEG leaves without what its camera says",
      holds,
      find: "segments.filter(({ marker, length }) => isDrawn(marker, length))",
      replace: "segments",
      test: read("keeps of a JPEG only what it is drawn from"),
    },
  ]),
  ...mutationsOf("src/context/pictures/bareWebp.ts", [
    {
      name: "A WebP leaves without its places",
      holds,
      find: `name === "ALPH" || /^VP8[ L]$/.test(name) ? [bytes] : []`,
      replace: "[bytes]",
      test: read("keeps of a WebP only what it is drawn from, and announces nothing else"),
    },
  ]),
  ...mutationsOf("src/vscode/readMentionedPicture.ts", [
    {
      name: "A picture is not read that is excluded",
      holds: [...holds, "R20"],
      find: `if (verdict.kind === "never")`,
      replace: "if (false)",
      test: testIn(
        "unit/vscode/readMentionedPicture",
        "does not even look at one that a path rule keeps out",
      ),
    },
  ]),
  ...mutationsOf("src/prompt/asSeen.ts", [
    {
      name: "A blind model is given no picture",
      holds,
      find: "sees !== false || ",
      replace: "true || ",
      test: testIn(
        "unit/prompt/asSeen",
        "gives a blind model none, and notes in the place of each that it was left out",
      ),
    },
  ]),
  ...mutationsOf("src/sending/sendOnce.ts", [
    {
      name: "Nothing is sent about a picture that the model cannot see",
      holds,
      find: "route.sees === false && asksAboutPicture(asked)",
      replace: "false",
      test: testIn(
        "integration/pictures",
        "never go to one that is blind, which is told, and go when another one is chosen",
      ),
    },
  ]),
  ...mutationsOf("src/gate/screenWire.ts", [
    {
      name: "Only the very letters of a picture are not screened",
      holds: [...holds, "secretFound"],
      find: "if (!pictorial.has(piece)) screen.read(piece);",
      replace: "if (![...pictorial].some((one) => piece.startsWith(one))) screen.read(piece);",
      test: gate("finds a secret that stands beside a picture, or runs on behind one"),
    },
  ]),
  ...mutationsOf("src/providers/ollama.ts", [
    {
      name: "A picture is never taken for the name of a file",
      holds,
      find: `Buffer.from(base64, "base64"))`,
      replace: "base64)",
      test: testIn("unit/providers/pictures", "and never take one for the name of a file"),
    },
  ]),
];
