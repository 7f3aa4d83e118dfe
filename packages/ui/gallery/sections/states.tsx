import { PrintSheet } from "../../src/components/print-sheet.tsx";
import { EmptyState, FailedState, LoadingState } from "../../src/components/states.tsx";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

/** What a place shows when there is nothing to show, and what paper shows. */
export function States({ words }: { readonly words: GalleryWords }) {
  return (
    <>
      <Shown name="states" isWide>
        <LoadingState>{words.loading}</LoadingState>
        <EmptyState title={words.emptyTitle} icon="webchat">
          {words.empty}
        </EmptyState>
        <FailedState retryWord={words.retry} retry={() => undefined}>
          {words.failed}
        </FailedState>
      </Shown>
      <Shown name="print-sheet" isWide>
        <PrintSheet title={words.paper} foot={words.paperFoot}>
          <p>{words.paperWords}</p>
        </PrintSheet>
      </Shown>
    </>
  );
}
