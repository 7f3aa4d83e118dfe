import type { MeView } from "@nightlight/contracts/staff/session";
import { changeTaste, themeOf, useLanguage, useTaste } from "@nightlight/door/taste/taste";
import { PickPanel } from "@nightlight/ui/components/pick-panel";
import type { Pick } from "@nightlight/ui/components/pick-option";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import en from "../locales/en.json";
import vi from "../locales/vi.json";
import { answeringNow, press } from "../shared/keys/key-listener.ts";
import { KEYS, type KeyName } from "../shared/keys/key-table.ts";
import { goTo, placesOf } from "../shared/place.ts";
import { changeSettings, useSettings } from "../shared/settings.ts";
import styles from "./palette.module.css";

type Command = { readonly option: Pick; readonly act: () => void };

type PaletteProps = { readonly me: MeView; readonly onSignOut: () => void; readonly onClose: () => void };

/** The keys that mean something only beside what they stand on: reasons, endings, and this list itself. */
const NOT_LISTED = /^(?:digit-\d|palette)$/u;

/**
 * Every command that answers now, found by typing in either language, with or without marks. What has a key shows it; a
 * conversation is not ended from here, where the words that end it are not in sight.
 */
export function Palette({ me, onSignOut, onClose }: PaletteProps) {
  const t = useTranslations("palette");
  const frame = useRef<HTMLDivElement>(null);
  const commands = useCommands(me, onSignOut);
  const [before] = useState(() => document.activeElement);
  const close = () => {
    onClose();
    // What follows, and whoever goes on writing, finds the focus where it was.
    if (before instanceof HTMLElement) before.focus();
  };
  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) onClose();
    };
    document.addEventListener("pointerdown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
    };
  }, [onClose]);
  return (
    <div ref={frame} className={styles["palette"]}>
      <PickPanel
        label={t("label")}
        searchLabel={t("search")}
        nothingFound={t("nothing")}
        confirm={t("run")}
        options={commands.map(({ option }) => option)}
        onPick={(key) => {
          close();
          commands.find(({ option }) => option.key === key)?.act();
        }}
        onClose={close}
      />
    </div>
  );
}

function useCommands(me: MeView, onSignOut: () => void): readonly Command[] {
  const t = useTranslations();
  const language = useLanguage();
  const theme = useTaste((taste) => taste.theme);
  const isSoundOn = useSettings((settings) => settings.isSoundOn);
  const other = language === "vi" ? en : vi;
  // What answers is what answered when the list was opened: nothing in it goes away while it is read.
  const [keys] = useState(answeringNow);
  const [hasDark] = useState(() => themeOf(theme) === "dark");
  const ofKeys = keys
    .filter((name): name is Listed => !NOT_LISTED.test(name))
    .map((name): Command => ({
      option: { key: name, name: t(`keys.name.${name}`), fact: KEYS[name].cap, also: other.keys.name[name] },
      act: () => {
        press(name);
      },
    }));
  // The search has its key already.
  const places = placesOf(me.roles).filter((place) => place !== "search");
  const ofPlaces = [...places, "account" as const].map((place): Command => ({
    option: {
      key: `place-${place}`,
      name: t("palette.goTo", { place: t(`places.${place}`) }),
      also: other.places[place],
    },
    act: () => {
      goTo(place);
    },
  }));
  const ofTaste: readonly Command[] = [
    {
      option: { key: "language", name: t("palette.language"), also: other.palette.language },
      act: () => {
        changeTaste({ language: language === "vi" ? "en" : "vi" });
      },
    },
    {
      option: { key: "theme", name: t(hasDark ? "palette.light" : "palette.dark"), also: other.palette.theme },
      act: () => {
        changeTaste({ theme: hasDark ? "light" : "dark" });
      },
    },
    {
      option: { key: "sound", name: t(isSoundOn ? "palette.soundOff" : "palette.soundOn"), also: other.palette.sound },
      act: () => {
        changeSettings({ isSoundOn: !isSoundOn });
      },
    },
    { option: { key: "sign-out", name: t("bar.signOut"), also: other.bar.signOut }, act: onSignOut },
  ];
  return [...ofKeys, ...ofPlaces, ...ofTaste];
}

type Listed = Exclude<KeyName, `digit-${string}` | "palette">;
