/** Whether one inserted, dropped, changed or swapped letter makes two different words equal. */
export function oneEditApart(left: string, right: string): boolean {
  const [leftCore, rightCore] = differingParts(left, right);
  return (leftCore.length <= 1 && rightCore.length <= 1) || areSwapped(leftCore, rightCore);
}

/** As `oneEditApart` without changed letters, which too often make another word: "list", "thus". */
export function oneSlipApart(left: string, right: string): boolean {
  const [leftCore, rightCore] = differingParts(left, right);
  return leftCore.length + rightCore.length === 1 || areSwapped(leftCore, rightCore);
}

/** What is left of two words without their common beginning and end. */
function differingParts(left: string, right: string): readonly [string, string] {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  return [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
}

function areSwapped(left: string, right: string): boolean {
  return left.length === 2 && left === `${right[1]}${right[0]}`;
}
