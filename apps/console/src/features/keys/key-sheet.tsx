import { ONE_KEY_ENDINGS } from "@nightlight/domain/contact/disposition";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { KEYS } from "../../shared/keys/key-table.ts";
import { changeSettings, useSettings } from "../../shared/settings.ts";
import styles from "./key-sheet.module.css";

const LISTED = ["accept", "decline", "undo", "close", "available", "lock", "next-pane", "sheet"] as const;

/** Every key on one sheet. Escape closes it. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("keys");
  const words = useTranslations("words.disposition");
  const sheet = useRef<HTMLDialogElement>(null);
  const areBareKeysOn = useSettings((settings) => settings.areBareKeysOn);

  useEffect(() => {
    const dialog = sheet.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
    };
  }, []);

  return (
    <dialog ref={sheet} className={styles["sheet"]} aria-labelledby="key-sheet" onClose={onClose}>
      <header>
        <h2 id="key-sheet">{t("title")}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <ul className={styles["keys"]}>
        {LISTED.map((name) => (
          <li key={name}>
            {t(`name.${name}`)} <KeyCap>{KEYS[name].cap}</KeyCap>
          </li>
        ))}
        <li>
          {t("name.send")} <KeyCap>Enter</KeyCap>
        </li>
        {ONE_KEY_ENDINGS.map((ending, index) => (
          <li key={ending}>
            {t("name.ending", { ending: words(ending) })} <KeyCap>{`Alt ${index + 1}`}</KeyCap>
          </li>
        ))}
      </ul>
      <label className={styles["foot"]}>
        <input
          type="checkbox"
          checked={areBareKeysOn}
          onChange={(event) => {
            changeSettings({ areBareKeysOn: event.target.checked });
          }}
        />
        {t("bare")}
      </label>
    </dialog>
  );
}
