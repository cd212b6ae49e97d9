const express = require("express");
const app = express();

app.get("/users", async (req, res) => {
  const users = await db.all("select * from users");
  res.json(users);
});

app.get("/users/:id", async (req, res) => {
  const user = await db.get("select * from users where id = ?", req.params.id);
  if (!user) {
    return res.status(404).json({ error: "not found" });
  }
  res.json(user);
});

app.listen(3000, () => {
  console.log("listening");
});

module.exports = { app };
