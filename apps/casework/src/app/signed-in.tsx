import type { Inside } from "@nightlight/door/session/session-gate";
import { useEffect } from "react";
import { EscalationPage } from "../features/escalation/escalation-page.tsx";
import { useReportsGoOut } from "../features/escalation/reports.ts";
import { Inbox } from "../features/inbox/inbox.tsx";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { useLive } from "../shared/live/use-live.ts";
import { usePlace } from "../shared/place.ts";
import { AwayBar } from "./away-bar.tsx";
import styles from "./signed-in.module.css";
import { TopBar } from "./top-bar.tsx";

type SignedInProps = Inside & { readonly openSocket: () => LiveSocket };

/** The office's list beside the escalation that is open; on a phone one of the two. */
export function SignedIn({ me, isCovered, signIns, signOut, openSocket }: SignedInProps) {
  const place = usePlace();
  useLive(openSocket, signIns);
  useReportsGoOut();
  useEffect(() => {
    // On a phone the list gives way to the page: both begin at the top.
    window.scrollTo(0, 0);
  }, [place.escalationId]);
  return (
    <div className={styles["casework"]} data-open={place.escalationId === undefined ? undefined : true}>
      <TopBar me={me} onSignOut={signOut} />
      <AwayBar />
      <div className={styles["panes"]}>
        <Inbox list={place.list} openId={place.escalationId} />
        <EscalationPage key={place.escalationId} place={place} isCovered={isCovered} />
      </div>
    </div>
  );
}
