/** The last words of {@link longAnswer}. */
export const lastWords = "This was the last line.";

const code = Array.from(
  { length: 30 },
  (_, line) => `  const plank${line} = cut(timber, { length: ${line + 1}, width: 20 }); // one of many`,
).join("\n");
const rows = Array.from(
  { length: 15 },
  (_, row) => `| pier ${row} | ${row * 7} m | **oak** and \`iron\` |`,
).join("\n");
const items = Array.from(
  { length: 8 },
  (_, item) => `- step ${item} with some **bold** text\n  - and a smaller one with \`code\``,
).join("\n");
const prose =
  "A drawbridge is a bridge that can be raised, so that whoever stands on the other side stays there. ".repeat(
    3,
  );

/** An answer of so many words at least, with prose, code, tables and lists as they come in ordinary ones. */
export function longAnswer(words: number): string {
  const sections: string[] = [];
  for (let count = 0; count < words;) {
    const number = sections.length + 1;
    const section = `## Part ${number}\n\n${prose}\n\n\`\`\`ts\n${code}\n\`\`\`\n\n| part | length | of |\n|---|---|---|\n${rows}\n\n${items}`;
    sections.push(section);
    count += section.split(/\s+/).length;
  }
  return `${sections.join("\n\n")}\n\n${lastWords}`;
}
