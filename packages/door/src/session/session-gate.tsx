import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { call } from "../client/api.ts";
import { late } from "../client/late.tsx";
import { Failed, Loading } from "../client/query-states.tsx";
import { takeInvitationToken } from "./invitation-token.ts";
import { LockScreen } from "./lock-screen.tsx";
import { useLock, useUnlocked, type SaveWork } from "./lock.ts";
import { meQuery } from "./me-query.ts";
import { SecondFactor } from "./second-factor.tsx";
import { resetSessionState, useSessionState } from "./session-state.ts";
import { SignIn } from "./sign-in.tsx";

// Seen once in a working life: not in what everybody downloads first.
const Enrolment = late("enrolment", async () => (await import("./enrolment.tsx")).Enrolment);
const Welcome = late("welcome", async () => (await import("./welcome.tsx")).Welcome);

/** What the work behind the door is told. */
export type Inside = {
  readonly me: MeView;
  /** How often the person signed in on this page: a new session needs a new line. */
  readonly signIns: number;
  /** Something lies over the screen: whatever is on it is not being looked at. */
  readonly isCovered: boolean;
  /** Ends the session, and then forgets the person. */
  readonly signOut: () => void;
  /** The session is over already: forgets the person. */
  readonly leave: () => void;
};

/** What makes one app's door differ from another's. */
export type House = {
  /** What signing in leads to, in a sentence. */
  readonly lead: string;
  /** What is kept while the screen is locked, in a sentence to somebody. */
  readonly lockLead: (name: string) => string;
  /** Leaves nothing of one person in the page for the next. */
  readonly forget: () => void;
  readonly saveWork: SaveWork;
  /** Where somebody is shown who signed in at the wrong door; undefined for whoever may come in. */
  readonly elsewhere?: (me: MeView, signOut: () => void) => ReactNode;
};

/**
 * Signed in, or not, or not any more, or locked. When the session ends or locks the work stays as it is underneath: the
 * same person goes on with everything typed still there; another person starts clean.
 */
export function SessionGate({
  house,
  inside,
}: {
  readonly house: House;
  readonly inside: (told: Inside) => ReactNode;
}) {
  const client = useQueryClient();
  const session = useQuery(meQuery);
  const { isExpired, isLocked } = useSessionState();
  const [token, setToken] = useState(takeInvitationToken);
  /** Who is here, however far they have come; and whose work lies underneath. */
  const [person, setPerson] = useState<MeView | undefined>(undefined);
  const [opened, setOpened] = useState<MeView | undefined>(undefined);
  const [signIns, setSignIns] = useState(0);

  const forget = () => {
    house.forget();
    resetSessionState();
    client.clear();
  };
  const leave = () => {
    forget();
    setPerson(undefined);
    setOpened(undefined);
    client.setQueryData(meQuery.queryKey, null);
  };
  const signOut = () => {
    void call(sessionRoutes.signOut, {}).then(leave, leave);
  };
  const elsewhere = (me: MeView) => (me.stage === "open" ? house.elsewhere?.(me, signOut) : undefined);
  const mayEnter = (me: MeView) => me.stage === "open" && elsewhere(me) === undefined;
  if (session.data && session.data.id !== person?.id) {
    setPerson(session.data);
    if (mayEnter(session.data)) setOpened(session.data);
  }
  const enter = (me: MeView) => {
    if (opened !== undefined && opened.id !== me.id) forget();
    client.setQueryData(meQuery.queryKey, me);
    useSessionState.setState({ isExpired: false, isLocked: false });
    setToken(undefined);
    setPerson(me);
    setOpened(mayEnter(me) || me.id === opened?.id ? me : undefined);
    if (!mayEnter(me)) return;
    setSignIns(signIns + 1);
    void client.invalidateQueries();
  };
  const isGone = isExpired || session.data === null;
  const isShut = isLocked || session.data?.isLocked === true;
  useLock(opened !== undefined && !isGone && person?.stage === "open" && !isShut, house.saveWork);
  const unlocked = useUnlocked(house.saveWork);

  const cover = () => {
    if (token !== undefined) {
      const stay = () => {
        setToken(undefined);
      };
      return <Welcome token={token} onSignedIn={enter} onLeave={stay} />;
    }
    if (isGone) return <SignIn lead={house.lead} returning={opened} onSignedIn={enter} />;
    if (person === undefined) {
      return session.isError ? <Failed error={session.error} retry={() => void session.refetch()} /> : <Loading />;
    }
    if (person.stage === "second_factor") return <SecondFactor me={person} onDone={enter} onLeave={signOut} />;
    if (person.stage === "enrolment") return <Enrolment me={person} onDone={enter} onLeave={signOut} />;
    const shown = elsewhere(person);
    if (shown !== undefined) return shown;
    if (!isShut) return null;
    const me = session.data ?? person;
    return <LockScreen me={me} lead={house.lockLead(me.displayName)} onUnlocked={unlocked} onSignOut={signOut} />;
  };
  const covering = cover();
  const isCovered = covering !== null;
  return (
    <>
      {opened === undefined ? null : (
        <div key={opened.id} inert={isCovered} hidden={isCovered}>
          {inside({ me: session.data ?? opened, signIns, isCovered, signOut, leave })}
        </div>
      )}
      {covering}
    </>
  );
}
