import { useState } from "react";
import { Anchored } from "../../src/components/anchored.tsx";
import { Button } from "../../src/components/button.tsx";
import { PickPanel } from "../../src/components/pick-panel.tsx";
import { Severity } from "../../src/components/severity.tsx";
import { Sheet } from "../../src/components/sheet.tsx";
import { Toast, ToastStack } from "../../src/components/toast.tsx";
import styles from "../gallery.module.css";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

const nothing = () => undefined;

/** What opens over the screen, and what takes an act back. */
export function Moving({ words }: { readonly words: GalleryWords }) {
  const [isOpen, setOpen] = useState(false);
  const [isSheet, setSheet] = useState(false);
  const panel = {
    label: words.moveTo,
    head: (
      <>
        <b>{words.moveTo}</b>
        <Severity level="high" word={words.high} />
      </>
    ),
    searchLabel: words.find,
    nothingFound: words.nobody,
    options: [...words.people, words.yen],
    preview: () => words.after,
    confirm: words.move,
    hasNumbers: true,
  };
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Shown name="anchored, pick-panel">
        <div className={styles["room"]}>
          <Anchored
            align="start"
            isOpen={isOpen}
            onClose={close}
            trigger={
              <Button
                aria-haspopup="dialog"
                aria-expanded={isOpen}
                onClick={() => {
                  setOpen(!isOpen);
                }}
              >
                {words.move}
              </Button>
            }
          >
            <PickPanel {...panel} onPick={close} onClose={close} />
          </Anchored>
        </div>
      </Shown>
      <Shown name="toast" isWide>
        <ToastStack label={words.done}>
          <Toast
            undo={{ word: words.undo, act: nothing, keys: { cap: "Alt U", spoken: "Alt+U" } }}
            left={words.seconds}
          >
            {words.closed}
          </Toast>
          <Toast undo={{ word: words.undo, act: nothing, isOff: true }} left={words.seconds}>
            {words.moved}
          </Toast>
          <Toast putAway={{ word: words.close, act: nothing }}>{words.moved}</Toast>
        </ToastStack>
      </Shown>
      <Shown name="sheet">
        <Button
          onClick={() => {
            setSheet(true);
          }}
        >
          {words.sheetOpen}
        </Button>
        {isSheet ? (
          <Sheet
            title={words.sheetTitle}
            closeLabel={words.close}
            onClose={() => {
              setSheet(false);
            }}
            acts={<Button tone="lamp">{words.accept}</Button>}
          >
            <p>{words.sheetWords}</p>
          </Sheet>
        ) : null}
      </Shown>
    </>
  );
}
