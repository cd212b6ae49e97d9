export function open(door: Door): void {
  door.check();
  door.log("moved");
}

export function shut(door: Door): void {
  door.check();
  door.log("moved");
}
