import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChipView } from "../../src/protocol/messages.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** A picture on its chip, small; pressed, as large as there is room. */
export function PictureFace({ chip }: { readonly chip: ChipView }): JSX.Element {
  const { pictures } = useStore();
  const [isLarge, setLarge] = useState(false);
  const { label, title, picture } = chip;
  const id = picture?.id ?? "";
  useEffect(() => {
    pictures.want(id);
  }, [pictures, id]);
  const url = pictures.urls.value.get(id);
  return (
    <button
      type="button"
      class="chip-label"
      title={`${spelledOut(title, "code")}\n${isLarge ? say("Show it smaller") : say("Show what goes along")}`}
      aria-expanded={isLarge}
      onClick={() => {
        setLarge(!isLarge);
      }}
    >
      {url !== undefined && <img class={isLarge ? "chip-picture large" : "chip-picture"} src={url} alt="" />}
      <VisibleText text={label} as="code" />
    </button>
  );
}
