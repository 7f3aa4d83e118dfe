import type { MeView } from "@nightlight/contracts/staff/session";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SignIn } from "../features/session/sign-in.tsx";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { Failed, Loading } from "../shared/query-states.tsx";
import { meQuery } from "../shared/queries.ts";
import { useSessionState } from "../shared/session-state.ts";
import { forgetPerson } from "./forget-person.ts";
import { SignedIn } from "./signed-in.tsx";

/**
 * Signed in, or not, or not any more. When the session ends the console stays as it is underneath: the same person
 * signs in again and goes on, with everything typed still there; another person starts clean.
 */
export function SessionGate({ openSocket }: { readonly openSocket: () => LiveSocket }) {
  const client = useQueryClient();
  const session = useQuery(meQuery);
  const isExpired = useSessionState((state) => state.isExpired);
  const [person, setPerson] = useState<MeView | undefined>(undefined);
  const [signIns, setSignIns] = useState(0);
  if (session.data && session.data.id !== person?.id) setPerson(session.data);

  const enter = (me: MeView) => {
    if (person !== undefined && person.id !== me.id) forgetPerson(client);
    client.setQueryData(meQuery.queryKey, me);
    useSessionState.setState({ isExpired: false });
    setPerson(me);
    setSignIns(signIns + 1);
    void client.invalidateQueries();
  };
  const leave = () => {
    forgetPerson(client);
    setPerson(undefined);
    client.setQueryData(meQuery.queryKey, null);
  };

  if (person === undefined) {
    if (session.isPending) return <Loading />;
    if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;
    return <SignIn onSignedIn={enter} />;
  }
  const isLocked = isExpired || session.data === null;
  return (
    <>
      <div inert={isLocked} hidden={isLocked}>
        <SignedIn key={person.id} me={person} signIns={signIns} openSocket={openSocket} onSignedOut={leave} />
      </div>
      {isLocked ? <SignIn returning={person} onSignedIn={enter} /> : null}
    </>
  );
}
