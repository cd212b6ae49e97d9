import { mutationsOf, testIn } from "./mutation.ts";

const session = (title: string) => testIn("unit/chat/chatSession", title);

/** Guards of what a conversation with branches and versions takes along. */
export const conversationMutations = [
  ...mutationsOf("src/chat/conversation.ts", [
    {
      name: "What a version was made from stays with the answers that may repeat it",
      holds: ["R20"],
      find: "inherited({ repeated: [], ...turn })",
      replace: "inherited({ ...turn })",
      test: testIn("unit/chat/conversationPaths", "leave behind what a later answer may repeat of them"),
    },
  ]),
  ...mutationsOf("src/chat/chatTurns.ts", [
    {
      name: "An answer that goes on was made from a file that is left out of the rest",
      holds: ["R20"],
      find: `...(last.answer === "" ? [] : leftOut)`,
      replace: "",
      test: session("inherits the files of its beginning, also those that are left out of the rest"),
    },
  ]),
  ...mutationsOf("src/chat/mayGoOn.ts", [
    {
      name: "No file chooses the model that goes on",
      holds: ["R7"],
      find: "return isCut && provider.id === answer.provider && model === answer.model;",
      replace: "return isCut;",
      test: session("has only the model go on that began it, whatever the file says of it"),
    },
  ]),
];
