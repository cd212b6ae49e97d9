import { pastedPictures, picturesAmong } from "./pictureFiles.ts";
import { useStore } from "./useStore.ts";

type Handlers = {
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
};

/** Takes pictures that are pasted or dropped; everything else goes its usual way. */
export function useTakenPictures(): Handlers {
  const { pictures } = useStore();
  const take = (event: Event, files: readonly File[]): void => {
    if (files.length === 0) return;
    event.preventDefault();
    void pictures.take(files);
  };
  return {
    onPaste: (event) => {
      if (event.clipboardData !== null) take(event, pastedPictures(event.clipboardData));
    },
    onDragOver: (event) => {
      // Without, the drop is the browser's own, which would open the picture in place of the page.
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
    },
    onDrop: (event) => {
      if (event.dataTransfer !== null) take(event, picturesAmong(event.dataTransfer.files));
    },
  };
}
