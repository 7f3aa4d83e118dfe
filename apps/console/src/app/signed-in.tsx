import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import { call } from "@nightlight/door/client/api";
import { late } from "@nightlight/door/client/late";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { lockScreen } from "@nightlight/door/session/lock";
import type { Inside } from "@nightlight/door/session/session-gate";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { saveEverything } from "../features/record/record-keeper.ts";
import { OutsideBar } from "../features/call/outside-bar.tsx";
import { TaskAlarm } from "../features/escalation/task-alarm.tsx";
import { CallInBar } from "../features/shift/call-in-bar.tsx";
import { HandoverBar } from "../features/shift/handover-bar.tsx";
import { RosterAlarm } from "../features/shift/roster-alarm.tsx";
import { StartBar } from "../features/shift/start-bar.tsx";
import { StartShift } from "../features/shift/start-shift.tsx";
import { mine, say } from "../shared/desk-state.ts";
import { useKey } from "../shared/keys/key-listener.ts";
import { LiveContext } from "../shared/live/live-context.tsx";
import { useLiveState } from "../shared/live/live-state.ts";
import { createLive } from "../shared/live/live.ts";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { goTo, OWN_PLACE, placesOf } from "../shared/place.ts";
import { deskQuery } from "../shared/queries.ts";
import { useTelephone } from "../shared/softphone/telephone.ts";
import { useSoftphone } from "../shared/softphone/use-softphone.ts";
import { Bars } from "./bars.tsx";
import { ConsolePanes } from "./console-panes.tsx";
import { DangerRegion } from "./danger-region.tsx";
import { OfferElsewhere, Room, useRoom } from "./rooms.tsx";
import styles from "./signed-in.module.css";
import { TopBar } from "./top-bar.tsx";
import { useKeepWords } from "./keep-words.ts";
import { useUnlockedSound } from "./unlocked-sound.ts";

const Palette = late("palette", async () => (await import("./palette.tsx")).Palette);
const KeySheet = late("keys", async () => (await import("../features/keys/key-sheet.tsx")).KeySheet);

type SignedInProps = Inside & { readonly openSocket: () => LiveSocket };

/** Everything below the sign-in: the line, the bars, and either the start of the shift or the console. */
export function SignedIn({ me, signIns, isCovered, leave, openSocket }: SignedInProps) {
  const client = useQueryClient();
  const [live] = useState(() => createLive(openSocket(), client));
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const signOut = useSignOut(leave);
  const room = useRoom(me);
  const hasDesk = placesOf(me.roles).includes("desk");
  const desk = useQuery({ ...deskQuery, enabled: hasDesk });

  // Whoever has no desk holds no lease, and is offered nothing; the line they have all the same.
  useEffect(() => live.start(hasDesk), [live, hasDesk]);
  useEffect(() => {
    if (signIns > 1) live.reconnect();
  }, [live, signIns]);
  useSoftphone(useIsTelephoneHere(hasDesk));
  useKeepWords();
  useUnlockedSound();
  useKey("lock", lockScreen, !isCovered);
  useKey(
    "search",
    () => {
      goTo("search");
    },
    placesOf(me.roles).includes("search"),
  );
  useKey(
    "palette",
    () => {
      setPaletteOpen(true);
    },
    !isCovered,
  );
  useKey("sheet", () => {
    setSheetOpen(true);
  });

  return (
    <LiveContext value={live}>
      <div className={styles["console"]}>
        <TopBar
          me={me}
          room={room}
          desk={desk.data}
          onKeys={() => {
            setSheetOpen(true);
          }}
          onSecurity={() => {
            goTo(OWN_PLACE);
          }}
          onLock={lockScreen}
          onSignOut={() => {
            signOut.mutate();
          }}
        />
        <Bars desk={desk.data} />
        <OutsideBar />
        {placesOf(me.roles).includes("escalations") ? <TaskAlarm /> : null}
        {placesOf(me.roles).includes("roster") ? <RosterAlarm /> : null}
        {hasDesk || me.roles.includes("supervisor") ? <CallInBar /> : null}
        {hasDesk ? <HandoverBar /> : null}
        {room !== "desk" && (desk.data?.offers.length ?? 0) > 0 ? <OfferElsewhere /> : null}
        {hasDesk ? (
          // In another room the desk stays as it is: conversations, drafts and the bell go on.
          <div className={styles["desk"]} hidden={room !== "desk"}>
            {desk.data === undefined ? (
              <main className={styles["wait"]}>
                {desk.isError ? <Failed error={desk.error} retry={() => void desk.refetch()} /> : <Loading />}
              </main>
            ) : (
              <Desk me={me} desk={desk.data} />
            )}
          </div>
        ) : null}
        {room === "desk" ? null : <Room me={me} room={room} onSignedOut={leave} />}
      </div>
      <DangerRegion desk={desk.data} />
      {isPaletteOpen ? (
        <Palette
          me={me}
          onSignOut={() => {
            signOut.mutate();
          }}
          onClose={() => {
            setPaletteOpen(false);
          }}
        />
      ) : null}
      {isSheetOpen ? (
        <KeySheet
          hasDesk={hasDesk}
          hasFloor={placesOf(me.roles).includes("floor")}
          onClose={() => {
            setSheetOpen(false);
          }}
        />
      ) : null}
    </LiveContext>
  );
}

/** Calls ring where offers do; whoever has no desk has a telephone while they listen. */
function useIsTelephoneHere(hasDesk: boolean): boolean {
  const isPrimary = useLiveState(({ lease }) => lease === "held");
  const isWanted = useTelephone((state) => state.isWanted);
  return (hasDesk && isPrimary) || isWanted;
}

/** Before the shift has begun there is nothing to do but begin it, unless something is still mine: then a bar offers it. */
function Desk({ me, desk }: { readonly me: MeView; readonly desk: DeskView }) {
  const [isLater, setLater] = useState(false);
  const { gate, shift } = desk.presence;
  const isToStart = (gate === "before" || gate === "closed") && (shift?.checkedInAt ?? null) === null;
  if (isToStart && !isLater && mine(desk).length === 0 && desk.offers.length === 0) {
    return (
      <StartShift
        name={me.displayName}
        presence={desk.presence}
        onLater={() => {
          setLater(true);
        }}
      />
    );
  }
  return (
    <>
      {isToStart && shift !== null ? <StartBar shift={shift} /> : null}
      <ConsolePanes desk={desk} />
    </>
  );
}

function useSignOut(leave: () => void) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    meta: { evenWhenStale: true },
    mutationFn: async () => {
      await saveEverything(client);
      return call(sessionRoutes.signOut, {});
    },
    onSuccess: leave,
    onError: (error) => {
      say(problemText(error));
    },
  });
}
