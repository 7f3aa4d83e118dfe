import { SessionGate, type House } from "@nightlight/door/session/session-gate";
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { saveEverything } from "../features/record/record-keeper.ts";
import { listenForKeys } from "../shared/keys/key-listener.ts";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { Surroundings } from "../shared/surroundings.tsx";
import { forgetPerson } from "./forget-person.ts";
import { SignedIn } from "./signed-in.tsx";

type AppProps = { readonly client: QueryClient; readonly openSocket: () => LiveSocket };

/** The counsellor's console. */
export function App({ client, openSocket }: AppProps) {
  useEffect(listenForKeys, []);
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
    lead: t("lead"),
    lockLead: (name) => t("lock", { name }),
    forget: forgetPerson,
    saveWork: saveEverything,
  };
  return <SessionGate house={house} inside={(told) => <SignedIn {...told} openSocket={openSocket} />} />;
}
