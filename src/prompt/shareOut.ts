/**
 * Shares a room out fairly: whoever wants less than an equal share gets all of it, and what that leaves is shared among the
 * others. In the order of the wants; whole numbers, together at most the room.
 */
export function shareOut(wants: readonly number[], room: number): readonly number[] {
  const shares = wants.map(() => 0);
  const modestFirst = wants.map((want, index) => ({ want, index })).toSorted((a, b) => a.want - b.want);
  let left = Math.max(0, Math.floor(room));
  modestFirst.forEach(({ want, index }, done) => {
    const share = Math.min(want, Math.floor(left / (wants.length - done)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
