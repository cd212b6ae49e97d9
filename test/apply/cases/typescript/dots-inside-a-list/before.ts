const port = 8080;
export const colours = ["red", "green", "blue", "grey"];
const host = "localhost";
