export class Sizes {
  readonly first = 1;
  readonly second = 2;
  readonly third = 3;
  readonly fourth = 4;
  readonly fifth = 5;
}
