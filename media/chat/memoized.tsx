import { Component, type ComponentChild, type FunctionComponent, type JSX } from "preact";

/** A component that is drawn again only when `same` says that its properties differ (by default: any by identity). */
export function memoized<P extends object>(
  Draw: FunctionComponent<P>,
  same: (before: P, after: P) => boolean = shallowlySame,
): (props: P) => JSX.Element {
  class Memoized extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return !same(this.props, next);
    }

    override render(props: P): ComponentChild {
      return <Draw {...props} />;
    }
  }
  return (props) => <Memoized {...props} />;
}

/** Whether two lists hold the same things in the same order. */
export function sameItems<T>(before: readonly T[], after: readonly T[]): boolean {
  return before.length === after.length && before.every((item, index) => item === after[index]);
}

function shallowlySame<P extends object>(before: P, after: P): boolean {
  return sameItems(Object.entries(before).flat(), Object.entries(after).flat());
}
