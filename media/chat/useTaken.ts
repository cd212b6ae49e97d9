import { useState } from "preact/hooks";
import { droppedUris, handedOver, holdsUris, pastedExcerpt, withBehind } from "./takenText.ts";
import { useStore } from "./useStore.ts";
import { useTakenPictures } from "./useTakenPictures.ts";

/** Takes what is pasted into the message box: pictures, and texts of several lines; any other word goes into the box. */
export function useTakenPaste(): (event: ClipboardEvent) => void {
  const store = useStore();
  const pictures = useTakenPictures();
  return (event) => {
    pictures.onPaste(event);
    if (event.defaultPrevented || event.clipboardData === null) return;
    const text = pastedExcerpt(event.clipboardData);
    if (text === undefined) return;
    event.preventDefault();
    store.paste(text);
  };
}

type DropHandlers = {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
};

/** Takes pictures and files that are dropped; `isOver` while something that would be taken is held over the panel. */
export function useTakenDrop(): { readonly isOver: boolean; readonly handlers: DropHandlers } {
  const store = useStore();
  const pictures = useTakenPictures();
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        pictures.onDragOver(event);
        if (event.dataTransfer === null || !holdsUris(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event) => {
        // Into a part of the panel is not out of it.
        if (event.relatedTarget === null) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        pictures.onDrop(event);
        if (event.defaultPrevented || event.dataTransfer === null) return;
        if (!holdsUris(event.dataTransfer)) return;
        event.preventDefault();
        const uris = droppedUris(event.dataTransfer);
        if (uris.length > 0) store.post({ type: "attachDropped", ...handedOver(uris) });
        // A link of the web stands in the question: the box does not take by itself what was claimed for the panel.
        else store.write(withBehind(store.draft.value, event.dataTransfer.getData("text/plain")));
      },
    },
  };
}
