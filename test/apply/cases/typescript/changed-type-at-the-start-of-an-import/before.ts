import {
  Lexer,
  type Links,
  type Token,
} from "marked";

export type LinkDefinitions = Links;
