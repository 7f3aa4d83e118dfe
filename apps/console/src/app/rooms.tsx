import type { MeView } from "@nightlight/contracts/staff/session";
import { late } from "@nightlight/door/client/late";
import { Button } from "@nightlight/ui/components/button";
import { Bar } from "@nightlight/ui/components/bar";
import { useTranslations } from "use-intl";
import { PlaceLink } from "../shared/place-link.tsx";
import { goTo, OWN_PLACE, placesOf, usePlace, type PlaceName } from "../shared/place.ts";
import { OtherDoor } from "./other-door.tsx";
import styles from "./rooms.module.css";

// Nobody's first screen but their own: the rooms are fetched when the first of them is entered.
const rooms = () => import("./all-rooms.ts");
const AccountScreen = late("account", async () => (await rooms()).AccountScreen);
const EmergenciesScreen = late("emergencies", async () => (await rooms()).EmergenciesScreen);
const ReadingsScreen = late("readings", async () => (await rooms()).ReadingsScreen);
const WatchScreen = late("watch", async () => (await rooms()).WatchScreen);
const AuditScreen = late("audit", async () => (await rooms()).AuditScreen);
const ChannelsScreen = late("channels", async () => (await rooms()).ChannelsScreen);
const DirectoryScreen = late("directory", async () => (await rooms()).DirectoryScreen);
const EscalationsScreen = late("escalations", async () => (await rooms()).EscalationsScreen);
const Lowerings = late("lowerings", async () => (await rooms()).Lowerings);
const OwnNumbers = late("own-numbers", async () => (await rooms()).OwnNumbers);
const OwnReadings = late("own-readings", async () => (await rooms()).OwnReadings);
const FloorScreen = late("floor", async () => (await rooms()).FloorScreen);
const FiguresScreen = late("figures", async () => (await rooms()).FiguresScreen);
const PeopleScreen = late("people", async () => (await rooms()).PeopleScreen);
const PolicyScreen = late("policy", async () => (await rooms()).PolicyScreen);
const RosterScreen = late("roster", async () => (await rooms()).RosterScreen);
const SearchScreen = late("search", async () => (await rooms()).SearchScreen);

/** Who can have read anything about a child. */
const READERS = ["counsellor", "supervisor", "clinical_lead"] as const;

/** Where the person is: what the address says if they may, else where they land. Undefined: no room is theirs. */
export function useRoom({ roles }: MeView): PlaceName | undefined {
  const { at } = usePlace();
  if (at === OWN_PLACE) return at;
  const rooms = placesOf(roles);
  return rooms.find((room) => room === at) ?? rooms[0];
}

/** The rooms that the person may enter; nothing when there is no choice. */
export function RoomNav({ me, room }: { readonly me: MeView; readonly room: PlaceName | undefined }) {
  const t = useTranslations("places");
  const rooms = placesOf(me.roles);
  // From one's own account there is a way back, even to the only room.
  if (rooms.length < 2 && room !== OWN_PLACE) return null;
  return (
    <nav className={styles["nav"]} aria-label={t("label")}>
      {rooms.map((name) => (
        <PlaceLink key={name} at={name} className={styles["link"]} isHere={name === room}>
          {t(name)}
        </PlaceLink>
      ))}
    </nav>
  );
}

type RoomProps = {
  readonly me: MeView;
  readonly room: PlaceName | undefined;
  /** Every device was signed out, this one too. */
  readonly onSignedOut: () => void;
};

/** Whatever is not the desk. */
export function Room({ me, room, onSignedOut }: RoomProps) {
  const t = useTranslations("places");
  switch (room) {
    case "floor":
      return <FloorScreen />;
    case "watch":
      return <WatchScreen meId={me.id} above={<Lowerings />} />;
    case "escalations":
      return <EscalationsScreen />;
    case "emergencies":
      return <EmergenciesScreen meId={me.id} isWatcher={placesOf(me.roles).includes("watch")} />;
    case "readings":
      return <ReadingsScreen isWatcher={placesOf(me.roles).includes("watch")} />;
    case "roster":
      return <RosterScreen />;
    case "search":
      return <SearchScreen isWatcher={placesOf(me.roles).includes("watch")} />;
    case "people":
      return <PeopleScreen meId={me.id} />;
    case "directory":
      return <DirectoryScreen />;
    case "channels":
      return <ChannelsScreen />;
    case "policy":
      return <PolicyScreen />;
    case "audit":
      return <AuditScreen />;
    case "figures":
      return <FiguresScreen />;
    case "account":
      return (
        <AccountScreen me={me} onSignedOut={onSignedOut}>
          <OwnNumbers />
          {READERS.some((role) => me.roles.includes(role)) ? <OwnReadings meId={me.id} /> : null}
        </AccountScreen>
      );
    case "desk":
      return null;
    case undefined:
      return me.roles.includes("officer") ? (
        <OtherDoor me={me} />
      ) : (
        <main className={styles["none"]}>
          <p>{t("none")}</p>
        </main>
      );
  }
}

/** An offer rings at the desk while its counsellor is in another room. */
export function OfferElsewhere() {
  const t = useTranslations("places");
  return (
    <Bar
      tone="lamp"
      icon="webchat"
      acts={
        <Button
          tone="lamp"
          onClick={() => {
            goTo("desk");
          }}
        >
          {t("toDesk")}
        </Button>
      }
    >
      {t("offer")}
    </Bar>
  );
}
