import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { LockScreen } from "../features/session/lock-screen.tsx";
import { OtherDoor } from "../features/session/other-door.tsx";
import { SecondFactor } from "../features/session/second-factor.tsx";
import { SignIn } from "../features/session/sign-in.tsx";
import { call } from "../shared/api.ts";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { Failed, Loading } from "../shared/query-states.tsx";
import { meQuery } from "../shared/queries.ts";
import { useSessionState } from "../shared/session-state.ts";
import { forgetPerson } from "./forget-person.ts";
import { SignedIn } from "./signed-in.tsx";
import { useLock, useUnlocked } from "./use-lock.ts";

/**
 * Signed in, or not, or not any more, or locked, or at the wrong door. When the session ends or locks the screen stays as
 * it is underneath: the same person goes on with everything typed still there; another person starts clean.
 */
export function SessionGate({ openSocket }: { readonly openSocket: () => LiveSocket }) {
  const client = useQueryClient();
  const session = useQuery(meQuery);
  const { isExpired, isLocked } = useSessionState();
  /** Who is here, however far they have come; and whose screen lies underneath. */
  const [person, setPerson] = useState<MeView | undefined>(undefined);
  const [opened, setOpened] = useState<MeView | undefined>(undefined);
  const [signIns, setSignIns] = useState(0);
  if (session.data && session.data.id !== person?.id) {
    setPerson(session.data);
    if (isOfficer(session.data)) setOpened(session.data);
  }

  const enter = (me: MeView) => {
    if (opened !== undefined && opened.id !== me.id) forgetPerson(client);
    client.setQueryData(meQuery.queryKey, me);
    useSessionState.setState({ isExpired: false, isLocked: false });
    setPerson(me);
    setOpened(isOfficer(me) || me.id === opened?.id ? me : undefined);
    if (!isOfficer(me)) return;
    setSignIns(signIns + 1);
    void client.invalidateQueries();
  };
  const leave = () => {
    forgetPerson(client);
    setPerson(undefined);
    setOpened(undefined);
    client.setQueryData(meQuery.queryKey, null);
  };
  const signOut = () => {
    void call(sessionRoutes.signOut, {}).then(leave, leave);
  };
  const isGone = isExpired || session.data === null;
  const isCovered = isLocked || session.data?.isLocked === true;
  useLock(opened !== undefined && !isGone && person?.stage === "open" && !isCovered);
  const unlocked = useUnlocked();

  const cover = () => {
    if (isGone) return <SignIn returning={opened} onSignedIn={enter} />;
    if (person === undefined) {
      return session.isError ? <Failed error={session.error} retry={() => void session.refetch()} /> : <Loading />;
    }
    if (person.stage === "second_factor") return <SecondFactor me={person} onDone={enter} onLeave={signOut} />;
    if (person.stage === "enrolment") return <OtherDoor me={person} why="enrolment" onLeave={signOut} />;
    if (!isOfficer(person)) return <OtherDoor me={person} why="helpline" onLeave={signOut} />;
    return isCovered ? <LockScreen me={session.data ?? person} onUnlocked={unlocked} onSignOut={signOut} /> : null;
  };
  const covering = cover();
  return (
    <>
      {opened === undefined ? null : (
        <div inert={covering !== null} hidden={covering !== null}>
          <SignedIn
            key={opened.id}
            me={session.data ?? opened}
            isCovered={covering !== null}
            signIns={signIns}
            openSocket={openSocket}
            onSignOut={signOut}
          />
        </div>
      )}
      {covering}
    </>
  );
}

function isOfficer({ roles, stage }: MeView): boolean {
  return stage === "open" && roles.includes("officer");
}
