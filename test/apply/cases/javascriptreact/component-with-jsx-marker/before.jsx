import React, { useState } from "react";
import { Button } from "./Button";

export function Counter({ start, label }) {
  const [count, setCount] = useState(start);

  const increase = () => {
    setCount(count + 1);
  };

  return (
    <div className="counter">
      <h2>{label}</h2>
      <p>Count: {count}</p>
      <Button onClick={increase}>More</Button>
    </div>
  );
}

export function Toolbar({ items, onPick }) {
  return (
    <ul className="toolbar">
      {items.map((item) => (
        <li key={item.id}>
          <Button onClick={() => onPick(item)}>{item.name}</Button>
        </li>
      ))}
    </ul>
  );
}
