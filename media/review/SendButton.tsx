import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { OfferView, ReviewView } from "../../src/protocol/reviewMessages.ts";
import { Icon } from "../parts/Icon.tsx";
import { nextItem } from "./nextItem.ts";
import { useReviewStore } from "./useReviewStore.ts";
import { say } from "../../src/terms/words.ts";

/** The button that sends, with a menu of what a yes may hold for besides this once. */
export function SendButton({ offers }: Pick<ReviewView, "offers">): JSX.Element {
  const store = useReviewStore();
  const [isOpen, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const [first, ...more] = offers;
  const send = ({ keep }: OfferView, event: Event): void => {
    store.actWhenMeant({ type: "send", keep }, event);
  };
  const close = (): void => {
    setOpen(false);
    toggle.current?.focus();
  };
  return (
    <div class="split">
      <button
        type="button"
        class="button"
        title={first.detail}
        onClick={(event) => {
          send(first, event);
        }}
      >
        {first.label}
      </button>
      {more.length > 0 && (
        <button
          ref={toggle}
          type="button"
          class="button more"
          aria-haspopup="menu"
          aria-expanded={isOpen}
          aria-label={say("More ways to send")}
          title={say("More ways to send")}
          onClick={() => {
            setOpen(!isOpen);
          }}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
            event.preventDefault();
            setOpen(true);
          }}
        >
          <Icon name="chevron-down" />
        </button>
      )}
      {isOpen && <OfferMenu offers={more} onChoose={send} onClose={close} />}
    </div>
  );
}

type MenuProps = {
  readonly offers: readonly OfferView[];
  readonly onChoose: (offer: OfferView, event: Event) => void;
  /** The menu goes, and the keyboard back to where it was opened. */
  readonly onClose: () => void;
};

function OfferMenu({ offers, onChoose, onClose }: MenuProps): JSX.Element {
  const menu = useRef<HTMLDivElement>(null);
  const items = (): readonly HTMLButtonElement[] => [...(menu.current?.querySelectorAll("button") ?? [])];
  // Before the next key can arrive.
  useLayoutEffect(() => {
    items()[0]?.focus();
    const onPointerDown = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.parentElement?.contains(target) === false) onClose();
    };
    document.addEventListener("pointerdown", onPointerDown);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      onClose();
      return;
    }
    const all = items();
    const next = nextItem(
      event.key,
      all.findIndex((item) => item === document.activeElement),
      all.length,
    );
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
  return (
    <div ref={menu} class="menu" role="menu" aria-label={say("More ways to send")} onKeyDown={onKeyDown}>
      {offers.map((offer) => (
        <button
          key={offer.keep}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="menu-item"
          onClick={(event) => {
            onChoose(offer, event);
          }}
        >
          <span>{offer.label}</span>
          <span class="menu-detail">{offer.detail}</span>
        </button>
      ))}
    </div>
  );
}
