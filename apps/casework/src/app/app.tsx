import type { MeView } from "@nightlight/contracts/staff/session";
import { HELPLINE } from "@nightlight/door/house/helpline";
import { SessionGate, type House } from "@nightlight/door/session/session-gate";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { Surroundings } from "../shared/surroundings.tsx";
import { forgetPerson } from "./forget-person.ts";
import { OtherDoor } from "./other-door.tsx";
import { SignedIn } from "./signed-in.tsx";

type AppProps = { readonly client: QueryClient; readonly openSocket: () => LiveSocket };

/** The workspace of authorities. */
export function App({ client, openSocket }: AppProps) {
  return (
    <Surroundings>
      <QueryClientProvider client={client}>
        <Door openSocket={openSocket} />
      </QueryClientProvider>
    </Surroundings>
  );
}

function Door({ openSocket }: Pick<AppProps, "openSocket">) {
  const t = useTranslations("door");
  const house: House = {
    lead: t("lead", { helpline: HELPLINE }),
    lockLead: (name) => t("lock", { name }),
    forget: forgetPerson,
    // Reports keep themselves as they are written.
    saveWork: () => Promise.resolve(),
    elsewhere: toTheConsole,
  };
  return <SessionGate house={house} inside={(told) => <SignedIn {...told} openSocket={openSocket} />} />;
}

/** Only officers work here. */
function toTheConsole(me: MeView, signOut: () => void) {
  return me.roles.includes("officer") ? undefined : <OtherDoor me={me} onLeave={signOut} />;
}
