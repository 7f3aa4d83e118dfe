import { Button } from "../../src/components/button.tsx";
import { IconButton } from "../../src/components/icon-button.tsx";
import { Icon } from "../../src/components/icon.tsx";
import { KeyCap } from "../../src/components/key-cap.tsx";
import { Menu } from "../../src/components/menu.tsx";
import styles from "../gallery.module.css";
import type { GalleryWords } from "../words.ts";
import { Shown } from "../shown.tsx";

const nothing = () => undefined;

/** What can be pressed. */
export function Acts({ words }: { readonly words: GalleryWords }) {
  return (
    <>
      <Shown name="button">
        <Button tone="lamp" keys="Alt A">
          {words.accept}
        </Button>
        <Button keys="Enter">{words.send}</Button>
        <Button>
          <Icon name="print" /> {words.print}
        </Button>
        <Button tone="plain">{words.decline}</Button>
        <Button size="small">{words.end}</Button>
        <Button whyNot={words.whyNot}>{words.off}</Button>
        <Button tone="lamp" whyNot={words.whyNot}>
          {words.off}
        </Button>
        <Button tone="plain" whyNot={words.whyNot}>
          {words.off}
        </Button>
      </Shown>
      <Shown name="icon-button, key-cap">
        <IconButton icon="print" label={words.print} />
        <IconButton icon="sound-on" label={words.sound} tone="edged" />
        <IconButton icon="close" label={words.close} size="small" />
        <IconButton icon="print" label={words.print} tone="edged" whyNot={words.whyNot} />
        <KeyCap>Alt A</KeyCap>
        <KeyCap>?</KeyCap>
      </Shown>
      <Shown name="menu">
        <div className={styles["tall"]}>
          <Menu
            label={words.presence}
            align="start"
            trigger={<b>{words.available}</b>}
            items={[
              { key: "on", word: words.available, note: words.availableNote, isChosen: true, act: nothing },
              { key: "rest", word: words.rest, note: words.restNote, isChosen: false, act: nothing },
              { key: "leave", word: words.leave, whyNot: words.leaveWhyNot, isChosen: false, act: nothing },
            ]}
          />
        </div>
      </Shown>
    </>
  );
}
