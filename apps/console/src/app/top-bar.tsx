import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import type { MeView } from "@nightlight/contracts/staff/session";
import { shiftName } from "@nightlight/domain/shift/shift-names";
import { DemoSign } from "@nightlight/door/demo/demo-sign";
import { useLanguage } from "@nightlight/door/taste/taste";
import { TasteSwitches } from "@nightlight/door/taste/taste-switches";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { Menu } from "@nightlight/ui/components/menu";
import { useTranslations } from "use-intl";
import { TelephoneControl } from "../features/call/telephone-control.tsx";
import { PresenceControl } from "../features/presence/presence-control.tsx";
import { KEYS } from "../shared/keys/key-table.ts";
import { changeSettings, useSettings } from "../shared/settings.ts";
import { unlockSound, useSoundState } from "../shared/sound.ts";
import type { PlaceName } from "../shared/place.ts";
import { RoomNav } from "./rooms.tsx";
import styles from "./top-bar.module.css";

type TopBarProps = {
  readonly me: MeView;
  readonly room: PlaceName | undefined;
  readonly desk: DeskView | undefined;
  readonly onKeys: () => void;
  readonly onSecurity: () => void;
  readonly onLock: () => void;
  readonly onSignOut: () => void;
};

/** Where and when we are, what this browser likes, and the presence control. */
export function TopBar({ me, room, desk, onKeys, onSecurity, onLock, onSignOut }: TopBarProps) {
  const t = useTranslations("bar");
  return (
    <header className={styles["bar"]}>
      <span className={styles["mark"]}>
        <i aria-hidden="true" />
        Nightlight
      </span>
      <DemoSign />
      <span className={styles["line"]} aria-hidden="true" />
      <RoomNav me={me} room={room} />
      {desk === undefined ? null : <ShiftName desk={desk} />}
      <Today />
      <div className={styles["mine"]}>
        <div className={styles["tools"]}>
          <TasteSwitches />
          <SoundSwitch />
          <Button tone="plain" aria-label={t("keys")} title={t("keys")} onClick={onKeys}>
            <Icon name="keyboard" />
          </Button>
        </div>
        <TelephoneControl />
        {desk === undefined ? null : <PresenceControl presence={desk.presence} hasOffer={desk.offers.length > 0} />}
        <Menu
          label={t("me")}
          isEdged={false}
          trigger={
            <span className={styles["me"]} title={me.displayName}>
              {me.displayName}
            </span>
          }
          items={[
            { key: "security", word: t("security"), icon: "security", act: onSecurity },
            { key: "lock", word: t("lock"), note: KEYS.lock.cap, icon: "lock", act: onLock },
            { key: "sign-out", word: t("signOut"), icon: "sign-out", act: onSignOut },
          ]}
        />
      </div>
    </header>
  );
}

function ShiftName({ desk }: { readonly desk: DeskView }) {
  const t = useTranslations("bar");
  const language = useLanguage();
  const { shift } = desk.presence;
  return (
    <span className={styles["shift"]}>
      {shift === null
        ? t("noShift")
        : `${shiftName(shift, language)} ${clockTime(shift.startsAt)}–${clockTime(shift.endsAt)}`}
    </span>
  );
}

function Today() {
  const language = useLanguage();
  const now = useNow(60_000);
  return (
    <span className={styles["today"]} aria-live="off">
      <span>{clockTime(now)}</span>
      <span>{dayWithName(now, language)}</span>
    </span>
  );
}

function SoundSwitch() {
  const t = useTranslations("bar");
  const isSoundOn = useSettings((settings) => settings.isSoundOn);
  const isUnlocked = useSoundState((state) => state.isUnlocked);
  const word = isSoundOn ? (isUnlocked ? t("soundOn") : t("soundLocked")) : t("soundOff");
  return (
    <Button
      tone="plain"
      aria-label={word}
      aria-pressed={isSoundOn}
      title={word}
      onClick={() => {
        changeSettings({ isSoundOn: !isSoundOn });
        void unlockSound();
      }}
    >
      <Icon name={isSoundOn ? "sound-on" : "sound-off"} />
    </Button>
  );
}
